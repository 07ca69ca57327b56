"""Keeps the proofreading process alive and carries messages to and from it."""

from __future__ import annotations

import logging
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from types import MappingProxyType
from typing import Protocol

from studio.app.tasks import Scheduler, TaskRunner
from studio.proofing.child_process import quiet_flags
from studio.proofing.framing import read_message, write_message

_LOG = logging.getLogger(__name__)
_RESTARTS = 5
_FIRST_WAIT = 0.5  # seconds before the first restart; doubled each time
# The C library (glibc) keeps a heap for each thread and much of what was freed; one heap, trimmed early,
# makes the worker 100 MB smaller at its largest. Other systems ignore these.
_LEAN = MappingProxyType(
    {
        "MALLOC_ARENA_MAX": "1",
        "MALLOC_MMAP_THRESHOLD_": "131072",
        "MALLOC_TRIM_THRESHOLD_": "131072",
        # Idle threads of the matrix library wait by spinning, which takes as much time as all the work. The
        # library reads this when it is first imported: before the worker's own code could say so.
        "OPENBLAS_NUM_THREADS": "1",
    }
)
_STABLE = 60.0  # a worker that lived this long is forgiven its earlier deaths


class WorkerLink(Protocol):
    """What the proofing service needs of the process."""

    def start(self) -> None:
        """Start the process."""

    def send(self, message: object) -> None:
        """Hand over a message; never waits."""

    def stop(self) -> None:
        """End the process and wait for it."""


class WorkerClient:
    """The worker as a child process; all methods belong to the main thread.

    Args:
        runner: brings answers to the main thread.
        scheduler: times the restarts.
        on_message: called with every answer.
        on_restart: called after the process was started anew, to tell it everything again.
        on_failure: called with one sentence when it will not stay alive.
    """

    def __init__(
        self,
        runner: TaskRunner,
        scheduler: Scheduler,
        on_message: Callable[[object], None],
        on_restart: Callable[[], None],
        on_failure: Callable[[str], None],
    ) -> None:
        self._runner = runner
        self._scheduler = scheduler
        self._on_message = on_message
        self._on_restart = on_restart
        self._on_failure = on_failure
        self._process: subprocess.Popen[bytes] | None = None
        self._outbox: queue.SimpleQueue[object | None] = queue.SimpleQueue()
        self._deaths = 0
        self._started = 0.0
        self._stopping = False

    @property
    def pid(self) -> int | None:
        """The process's number, None while there is none."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process; quiet when it runs."""
        if self._process is not None or self._stopping:
            return
        self._started = self._scheduler.now()
        self._outbox = queue.SimpleQueue()
        self._process = process = subprocess.Popen(
            # -P: modules are never taken from the folder that the program was started in, a story perhaps.
            [sys.executable, "-P", "-m", "studio.proofing.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **_LEAN},
            creationflags=quiet_flags(gives_way=True),
        )
        threading.Thread(target=self._read, args=(process,), name="worker answers", daemon=True).start()
        threading.Thread(
            target=_write, args=(process, self._outbox), name="worker requests", daemon=True
        ).start()

    def send(self, message: object) -> None:
        """Queue a message; lost when there is no process (``on_restart`` tells it all again)."""
        if self._process is not None:
            self._outbox.put(message)

    def stop(self) -> None:
        """Close the process's input, which ends it; kill it if it does not end within two seconds."""
        self._stopping = True
        process, self._process = self._process, None
        if process is None:
            return
        self._outbox.put(None)
        try:
            process.wait(2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout as stream:
            while (message := read_message(stream)) is not None:
                self._runner.post(lambda m=message: self._deliver(process, m))  # type: ignore[misc]
        process.wait()
        self._runner.post(lambda: self._died(process))

    def _deliver(self, process: subprocess.Popen[bytes], message: object) -> None:
        if process is self._process:
            self._on_message(message)

    def _died(self, process: subprocess.Popen[bytes]) -> None:
        if process is not self._process:
            return
        self._process = None
        self._outbox.put(None)
        if self._scheduler.now() - self._started > _STABLE:
            self._deaths = 0
        self._deaths += 1
        _LOG.warning("the proofreading process ended with status %s", process.returncode)
        if self._deaths > _RESTARTS:
            self._on_failure(
                "Proofreading has stopped: its process keeps failing. Writing and saving go on as ever."
            )
            return
        self._scheduler.call_later(_FIRST_WAIT * 2 ** (self._deaths - 1), self._start_again)

    def _start_again(self) -> None:
        if not self._stopping:
            self.start()
            self._on_restart()


def _write(process: subprocess.Popen[bytes], outbox: queue.SimpleQueue[object | None]) -> None:
    assert process.stdin is not None
    try:
        with process.stdin as stream:
            while (message := outbox.get()) is not None:
                write_message(stream, message)
    except OSError:
        return  # the process is gone; the reader notices and starts it again
