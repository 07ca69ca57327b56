"""A change of the chapters that a crash interrupted is finished at the next start."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.app.structure.structure_step import Disk
from studio.storage import step_note
from studio.storage.error import SaveError
from tests.helpers.desk import ONE, TWO, Desk, make_story


class Stop(BaseException):
    """The process ends here."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make_story(tmp_path / "story", One="One.\n", Two="Two.\n", Three="Three.\n"))


def interrupted(desk: Desk, monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> Desk:
    """The story after the next start, when the first one ended before ``story.toml`` was written."""

    def stop(*_: object) -> str:
        raise Stop

    with monkeypatch.context() as patch, pytest.raises(Stop):
        patch.setattr(Disk, "end", stop)
        act()
    return desk.crash()


def titles(desk: Desk) -> list[str]:
    project = desk.session.project
    return [chapter.title for chapter in project.chapters] if project else []


def test_a_new_chapter_gets_its_place_and_title(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    again = interrupted(desk, monkeypatch, lambda: desk.session.add_chapter("Who? Me", ONE))
    assert titles(again) == ["One", "Who? Me", "Two", "Three"]
    assert not again.told["problem"]


def test_a_renamed_chapter_keeps_its_place_and_history(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.session.take_snapshot("by hand", TWO)
    again = interrupted(desk, monkeypatch, lambda: desk.session.rename_chapter(TWO, "Zwei"))
    assert titles(again) == ["One", "Zwei", "Three"]
    assert not again.told["problem"]
    assert len(list((desk.root / "history" / "Zwei").glob("*.md"))) == 1


def test_a_chapter_with_two_names_has_one_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(source: Path, title: str) -> Path:
        os.link(source, source.with_name(f"{title}.md"))
        raise Stop

    with monkeypatch.context() as patch, pytest.raises(Stop):
        patch.setattr("studio.app.structure.structure_step.rename_file", half)
        desk.session.rename_chapter(TWO, "Zwei")
    again = desk.crash()
    assert titles(again) == ["One", "Zwei", "Three"]
    assert not (desk.root / TWO).exists()


def test_a_deleted_chapter_stays_deleted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    again = interrupted(desk, monkeypatch, lambda: desk.session.delete_chapter(TWO))
    assert titles(again) == ["One", "Three"]
    assert not again.told["problem"]


def test_what_was_not_begun_is_forgotten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch, pytest.raises(Stop):
        patch.setattr(
            "studio.app.structure.structure_step.trash_file", lambda *_: (_ for _ in ()).throw(Stop)
        )
        desk.session.delete_chapter(TWO)
    again = desk.crash()
    assert titles(again) == ["One", "Two", "Three"]
    assert not (desk.root / ".story-studio" / "step.json").exists()


def test_an_old_note_does_not_undo_what_came_later(desk: Desk) -> None:
    places = desk.session.story.places  # type: ignore[union-attr]
    step_note.begin_step(places, step_note.StepNote(("One.md", "Two.md", "Three.md"), after="Two.md"))
    desk.session.move_chapter(ONE, 2)
    again = desk.crash()
    assert titles(again) == ["Two", "Three", "One"]


@pytest.mark.parametrize("data", ["", "[]", "{", '{"known": [1], "after": "", "gone": "", "title": ""}'])
def test_a_broken_note_is_passed_over(desk: Desk, data: str) -> None:
    (desk.root / ".story-studio" / "step.json").write_text(data)
    assert titles(desk.crash()) == ["One", "Two", "Three"]


def test_a_step_is_taken_though_the_order_cannot_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def refuse(*changes: object) -> None:
        calls.append(len(changes))
        if len(changes) > 1:
            raise SaveError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("studio.app.structure.structure_step.edit_story", refuse)
        desk.session.rename_chapter(ONE, "Eins")
    assert calls == [1, 4]
    assert titles(desk) == ["Eins", "Two", "Three"]
    assert "disk is full" in desk.sentences()
    again = desk.crash()
    assert titles(again) == ["Eins", "Two", "Three"]
    assert not again.told["problem"]
