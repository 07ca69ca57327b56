from __future__ import annotations

import pytest

from studio.app.session.autosave import Autosave, AutosaveTiming
from studio.model.chapter import ChapterId
from tests.helpers.runner import ManualScheduler

ID = ChapterId("a")


class Saves:
    def __init__(self) -> None:
        self.scheduler = ManualScheduler()
        self.at: list[float] = []
        self.autosave = Autosave(self.scheduler, AutosaveTiming(), self.save)

    def save(self, _: ChapterId) -> None:
        self.at.append(self.scheduler.now())

    def type_for(self, seconds: float, every: float = 0.1) -> None:
        for _ in range(round(seconds / every)):
            self.autosave.edited(ID)
            self.scheduler.advance(every)


@pytest.fixture
def saves() -> Saves:
    return Saves()


def test_one_second_after_the_last_key(saves: Saves) -> None:
    saves.type_for(2)
    saves.scheduler.advance(10)
    assert saves.at == [pytest.approx(2.9)]


def test_every_five_seconds_while_typing_goes_on(saves: Saves) -> None:
    saves.type_for(4.95, 0.05)
    assert saves.at == []
    saves.type_for(0.1)
    assert saves.at == [pytest.approx(5.0)]


def test_after_a_save_the_five_seconds_begin_anew(saves: Saves) -> None:
    saves.type_for(5.1)
    saves.autosave.saved(ID, dirty=True)
    saves.type_for(4.8)
    assert len(saves.at) == 1
    saves.type_for(0.4)
    assert len(saves.at) == 2


def test_a_failing_disk_is_tried_ever_more_rarely(saves: Saves) -> None:
    saves.autosave.edited(ID)
    saves.scheduler.advance(1)
    waits = []
    for _ in range(8):
        saves.autosave.failed(ID)
        before = saves.scheduler.now()
        saves.scheduler.advance(60)
        waits.append(saves.at[-1] - before)
    assert waits == [2, 4, 8, 10, 10, 10, 10, 10]


def test_an_edit_tries_a_failing_disk_again_at_once_but_not_with_every_key(saves: Saves) -> None:
    saves.autosave.edited(ID)
    saves.scheduler.advance(1)
    for _ in range(4):
        saves.autosave.failed(ID)
    saves.at.clear()
    saves.scheduler.advance(5)
    saves.autosave.edited(ID)
    saves.scheduler.advance(0)
    assert saves.at == [6]
    saves.autosave.failed(ID)
    saves.type_for(1.9)
    assert saves.at == [6]
    saves.type_for(0.2)
    assert saves.at == [6, pytest.approx(8)]


def test_what_is_forgotten_is_not_saved(saves: Saves) -> None:
    saves.autosave.edited(ID)
    saves.autosave.stop()
    saves.scheduler.advance(10)
    assert (saves.at, saves.scheduler.waiting) == ([], 0)
