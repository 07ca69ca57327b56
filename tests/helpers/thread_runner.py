"""A real main loop without a window: threads for the lanes, and a clock that runs by itself."""

from __future__ import annotations

import heapq
import itertools
import queue
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

T = TypeVar("T")


class MainLoop:
    """A task runner and a scheduler in one; ``run_for`` is the main thread's life."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._timers: list[tuple[float, int, list[Callable[[], None]]]] = []
        self._order = itertools.count()
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._running: dict[str, list[Future[None]]] = {}

    def now(self) -> float:
        return time.monotonic()

    def call_later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        cell = [call]
        heapq.heappush(self._timers, (self.now() + seconds, next(self._order), cell))
        return cell.clear

    def post(self, call: Callable[[], None]) -> None:
        self._calls.put(call)

    def submit(
        self,
        lane: str,
        job: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        def work() -> None:
            try:
                result = job()
            except Exception as error:
                if failed is None:
                    raise
                self.post(lambda error=error: failed(error))
                return
            if done is not None:
                self.post(lambda: done(result))

        executor = self._lanes.setdefault(lane, ThreadPoolExecutor(1, thread_name_prefix=lane))
        self._running.setdefault(lane, []).append(executor.submit(work))

    def drain(self, lane: str, timeout: float) -> bool:
        return not wait(self._running.get(lane, []), timeout).not_done

    def run_for(self, seconds: float) -> None:
        """Run what falls due for that long; at least once."""
        end = self.now() + seconds
        while True:
            self._ring()
            until = min(end, self._timers[0][0] if self._timers else end)
            try:
                self._calls.get(timeout=max(0.0, until - self.now()))()
            except queue.Empty:
                if self.now() >= end:
                    return

    def stop(self) -> None:
        """End the lanes' threads."""
        for executor in self._lanes.values():
            executor.shutdown()

    def _ring(self) -> None:
        while self._timers and self._timers[0][0] <= self.now():
            for call in tuple(heapq.heappop(self._timers)[2]):
                call()
