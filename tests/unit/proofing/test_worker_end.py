from __future__ import annotations

import io
import subprocess
import sys
import threading

import psutil
import pytest

from studio.proofing.worker.loop import run

PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
input()
"""
CHILD = """
import time
from studio.proofing.worker.leave import end_with_parent
end_with_parent()
print("ready", flush=True)
time.sleep(60)
"""


class Busy:
    """A worker that begins to work and goes on until ``stop``."""

    def __init__(self, stop: threading.Event) -> None:
        self.began = threading.Event()
        self._stop = stop

    def take(self, message: object) -> None: ...

    def step(self) -> bool:
        self.began.set()
        assert self._stop.wait(10)
        return False

    def breath(self) -> float:
        return 0.0

    def tidy(self) -> bool:
        return False

    def close(self) -> None: ...


class Input(io.BytesIO):
    """Ends once the worker has begun."""

    def __init__(self, worker: Busy) -> None:
        super().__init__()
        self._worker = worker

    def read(self, size: int | None = -1, /) -> bytes:
        assert self._worker.began.wait(10)
        return b""


def test_a_worker_too_busy_to_hear_the_end_is_ended() -> None:
    stop = threading.Event()
    worker = Busy(stop)
    run(Input(worker), io.BytesIO(), lambda send, post: worker, leave=stop.set, patience=0.0)
    assert stop.is_set()


def test_a_worker_that_stops_by_itself_is_left_alone() -> None:
    stop, left = threading.Event(), threading.Event()
    stop.set()
    worker = Busy(stop)
    run(Input(worker), io.BytesIO(), lambda send, post: worker, leave=left.set, patience=5.0)
    assert not left.is_set()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_no_worker_outlives_a_window_that_was_killed() -> None:
    command = [sys.executable, "-c", PARENT, CHILD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    assert psutil.wait_procs([child], timeout=20)[1] == []
