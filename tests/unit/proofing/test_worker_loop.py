"""The order in which the worker's loop works, listens and tidies up."""

from __future__ import annotations

import io
import os
import threading

from studio.proofing.framing import write_message
from studio.proofing.message import ForgetAll
from studio.proofing.worker.loop import run


class Diary:
    """A worker with so much to do at each message; notes what it is told to do."""

    def __init__(self, steps: int, tidies: int) -> None:
        self.notes: list[str] = []
        self.rested = threading.Event()
        self._steps, self._tidies = steps, tidies
        self._todo = self._untidy = 0

    def take(self, message: object) -> None:
        self.notes.append("take")
        self._todo, self._untidy = self._steps, self._tidies

    def step(self) -> bool:
        if not self._todo:
            return False
        self.notes.append("step")
        self._todo -= 1
        return True

    def breath(self) -> float:
        return 0.0

    def tidy(self) -> bool:
        if not self._untidy:
            self.rested.set()
            return False
        self.notes.append("tidy")
        self._untidy -= 1
        return True

    def close(self) -> None:
        self.notes.append("close")


def live(worker: Diary, quiet: float, *, wait: bool) -> list[str]:
    """Let it live for two messages; with ``wait`` the second and the end come once it rests."""
    inner, outer = os.pipe()
    with os.fdopen(inner, "rb") as incoming, os.fdopen(outer, "wb") as told:
        thread = threading.Thread(
            target=run, args=(incoming, io.BytesIO(), lambda *_: worker), kwargs={"quiet": quiet}
        )
        thread.start()
        for _ in range(2):
            if wait:
                assert worker.rested.wait(10)
                worker.rested.clear()
            write_message(told, ForgetAll())
        if wait:
            assert worker.rested.wait(10)
        told.close()
        thread.join(10)
    return worker.notes


def test_in_a_pause_it_tidies_up_to_the_end_and_then_rests() -> None:
    notes = live(Diary(2, 3), 0.0, wait=True)
    assert notes == [*(["take", "step", "step", "tidy", "tidy", "tidy"] * 2), "close"]


def test_without_a_pause_nothing_is_tidied() -> None:
    assert "tidy" not in live(Diary(2, 3), 60.0, wait=False)
