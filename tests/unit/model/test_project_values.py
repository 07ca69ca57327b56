from __future__ import annotations

from pathlib import Path

import pytest

from studio.model.chapter import Chapter, ChapterId
from studio.model.project import CharacterSheet, Project

ONE = Chapter(ChapterId("chapters/One.md"), "One", Path("/s/chapters/One.md"))
PROJECT = Project(Path("/s"), "story", "S", chapters=(ONE,), sheets=(CharacterSheet("Ro Vane"),))


def test_chapters_are_found_by_id() -> None:
    assert PROJECT.chapter(ONE.id) == ONE
    assert PROJECT.index(ONE.id) == 0
    assert PROJECT.chapter(ChapterId("no")) is None
    with pytest.raises(KeyError):
        PROJECT.index(ChapterId("no"))


def test_sheets_are_found_by_name_whatever_the_case() -> None:
    assert PROJECT.sheet("ro vane") is PROJECT.sheets[0]
    assert PROJECT.sheet("Vane") is None


def test_chapters_can_be_exchanged() -> None:
    assert PROJECT.with_chapters(()).chapters == ()
