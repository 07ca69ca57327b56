"""The worker as a real process: it answers, comes back after a kill, and ends with its owner."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import psutil
import pytest

from studio.app.checking.worker_client import WorkerClient
from studio.app.tasks import Cancel
from studio.proofing.message import ChapterDone, CheckChapter, Configure, EngineChoice

pytestmark = pytest.mark.engine
QUIET = Configure(EngineChoice(grammar="off", encoder=False))
LIMIT = 60.0


class Main:
    """A main thread's queue, pumped by the test, as runner and scheduler in one."""

    def __init__(self) -> None:
        self.calls: queue.Queue[Callable[[], None]] = queue.Queue()

    def post(self, call: Callable[[], None]) -> None:
        self.calls.put(call)

    def now(self) -> float:
        return time.monotonic()

    def call_later(self, seconds: float, call: Callable[[], None]) -> Cancel:
        self.calls.put(call)
        return lambda: None

    def pump_until(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + LIMIT
        while not done():
            self.calls.get(timeout=max(0.01, end - time.monotonic()))()


class Probe:
    def __init__(self) -> None:
        self.main = Main()
        self.answers: list[object] = []
        self.restarts = 0
        self.client = WorkerClient(
            self.main,  # type: ignore[arg-type]
            self.main,  # type: ignore[arg-type]
            self.answers.append,
            self._restarted,
            pytest.fail,
        )

    def _restarted(self) -> None:
        self.restarts += 1

    def ask(self, revision: int) -> None:
        self.client.send(QUIET)
        self.client.send(CheckChapter("c", revision, "She opened the gate and waited."))
        self.main.pump_until(lambda: ChapterDone("c", revision) in self.answers)


def test_the_worker_answers_survives_a_kill_and_leaves_nothing_behind() -> None:
    probe = Probe()
    probe.client.start()
    probe.ask(1)
    first = probe.client.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    probe.main.pump_until(lambda: probe.restarts == 1)
    probe.ask(2)
    second = probe.client.pid
    probe.client.stop()
    assert second != first
    assert not psutil.pid_exists(first)
    assert second is not None
    assert not psutil.pid_exists(second)


def test_the_worker_ends_when_its_input_closes() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "studio.proofing.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    out, _ = process.communicate(b"", timeout=LIMIT)
    assert (process.returncode, out) == (0, b"")
