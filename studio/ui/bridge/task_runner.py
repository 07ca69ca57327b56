"""Jobs on worker threads, results on the main thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import TypeVar

from studio.ui.bridge.inbox import Inbox

T = TypeVar("T")
log = logging.getLogger(__name__)


class QtTaskRunner:
    """The ``TaskRunner`` of the window: a lane is an executor with one thread, so its jobs keep their order.

    Jobs are plain functions; no QObject is made, owned or destroyed on a worker thread.
    """

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._running: dict[str, set[Future[object]]] = {}

    def submit(
        self,
        lane: str,
        job: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run ``job`` in ``lane``; then call ``done`` or ``failed`` on the main thread."""

        def work() -> object:
            try:
                result = job()
            except Exception as error:  # noqa: BLE001 - the edge: it goes to the caller, or to the log
                self._inbox.post(partial(self._fail, lane, error, failed))
                return None
            if done is not None:
                self._inbox.post(lambda: done(result))
            return None

        if lane not in self._lanes:
            self._lanes[lane] = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"studio-{lane}")
            self._running[lane] = set()
        future = self._lanes[lane].submit(work)
        self._running[lane].add(future)
        future.add_done_callback(self._running[lane].discard)

    def post(self, call: Callable[[], None]) -> None:
        """Run ``call`` on the main thread soon; may be called from any thread."""
        self._inbox.post(call)

    def drain(self, lane: str, timeout: float) -> bool:
        """Wait for all jobs of ``lane``, deliver their results, and those of the jobs these start.

        Main thread only. ``timeout`` in seconds; True when none is left.
        """
        end = time.monotonic() + timeout
        while True:
            wait(list(self._running.get(lane, ())), max(0.0, end - time.monotonic()))
            self._inbox.flush()
            unfinished = [future for future in self._running.get(lane, ()) if not future.done()]
            if not unfinished:
                return True
            if time.monotonic() >= end:
                return False

    def shut_down(self) -> None:
        """Start no more jobs; those running end by themselves, those waiting are dropped."""
        for executor in self._lanes.values():
            executor.shutdown(wait=False, cancel_futures=True)

    @staticmethod
    def _fail(lane: str, error: Exception, failed: Callable[[Exception], None] | None) -> None:
        if failed is None:
            log.error("A job of the lane %s failed", lane, exc_info=error)
        else:
            failed(error)
