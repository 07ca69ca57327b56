"""A window that can only read a story is told when the other one lets go of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.model.project import Project
from studio.storage.lock import HEARTBEAT, StoryLock
from tests.helpers.desk import Desk, make_story


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Desk, Desk]:
    root = make_story(tmp_path / "story", One="It began.\n")
    return Desk(root), Desk(root)


def freed(desk: Desk) -> list[Project]:
    return desk.told["freed"]


def test_the_second_window_hears_that_the_story_is_free(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    second.scheduler.advance(5 * HEARTBEAT)
    assert freed(second) == []
    first.session.close()
    second.scheduler.advance(2 * HEARTBEAT)
    assert [project.title for project in freed(second)] == ["Low Water"]
    second.scheduler.advance(5 * HEARTBEAT)
    assert len(freed(second)) == 1
    second.session.open(second.root)
    assert not second.session.read_only


def test_so_does_one_from_which_it_was_taken(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    second.session.open(second.root, take_over=True)
    first.scheduler.advance(2 * HEARTBEAT)
    assert first.session.read_only
    second.session.close()
    first.scheduler.advance(2 * HEARTBEAT)
    assert len(freed(first)) == 1


def test_a_lock_that_is_away_for_a_moment_is_not_free(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    story = second.session.story
    assert story is not None
    held = story.places.lock.read_bytes()
    story.places.lock.unlink()
    second.scheduler.advance(HEARTBEAT)
    story.places.lock.write_bytes(held)
    second.scheduler.advance(3 * HEARTBEAT)
    assert freed(second) == []
    assert StoryLock(story.places.lock).is_held()
    first.session.close()


def test_nothing_is_told_of_a_story_that_was_left(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    second.session.close()
    first.session.close()
    second.scheduler.advance(5 * HEARTBEAT)
    assert freed(second) == []
