"""Chapters that another program renamed are known by their content, opened here or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.model.chapter import ChapterId
from studio.storage.content_note import look_at_contents, read_contents
from tests.helpers.desk import ONE, TWO, Desk, make_story

UNO = ChapterId("chapters/Uno.md")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(make_story(tmp_path / "story", One="It began.\n", Two="It went on.\n", Three="It ended.\n"))
    desk.session.take_snapshot("by hand", ONE)
    desk.session.take_snapshot("the whole")
    desk.scheduler.advance(3.0)
    return desk


def rename(desk: Desk, old: ChapterId = ONE, new: ChapterId = UNO) -> None:
    (desk.root / old).rename(desk.root / new)


def test_the_history_of_a_chapter_never_opened_follows_it(desk: Desk) -> None:
    rename(desk)
    desk.session.check_files()
    desk.scheduler.advance(5.0)
    assert desk.kept(UNO)["by hand"] == "It began.\n"
    assert desk.kept(ONE) == {}
    assert desk.told["chapter_moved"][0].new == UNO


def test_it_follows_too_what_was_renamed_while_the_story_was_closed(desk: Desk) -> None:
    desk.session.close()
    rename(desk)
    again = Desk(desk.root)
    assert again.kept(UNO)["by hand"] == "It began.\n"
    moments: list[object] = []
    again.session.moments(moments.extend)
    assert {part.chapter for part in moments[0].parts} >= {UNO, TWO}  # type: ignore[attr-defined]


def test_what_was_written_in_this_session_is_known_at_the_next_start(desk: Desk) -> None:
    desk.type("Slowly.\n")
    desk.session.close()
    rename(desk)
    assert Desk(desk.root).kept(UNO)["by hand"] == "It began.\n"


def test_a_chapter_that_was_changed_too_is_not_guessed_at(desk: Desk) -> None:
    desk.session.close()
    rename(desk)
    (desk.root / UNO).write_text("It began otherwise.\n")
    again = Desk(desk.root)
    assert (again.kept(UNO), again.kept(ONE)["by hand"]) == ({}, "It began.\n")


def test_two_new_files_of_the_same_content_are_not_guessed_at(desk: Desk) -> None:
    desk.session.close()
    rename(desk)
    (desk.root / "chapters" / "Due.md").write_text("It began.\n")
    assert Desk(desk.root).kept(UNO) == {}


def test_only_files_that_changed_are_read_again(desk: Desk, tmp_path: Path) -> None:
    assert desk.session.project is not None
    chapters = desk.session.project.chapters
    first = look_at_contents(tmp_path / "cache", chapters, {})
    assert first == read_contents(tmp_path / "cache")
    (desk.root / ONE).write_text("It began again.\n")
    (desk.root / TWO).write_text("")
    second = look_at_contents(tmp_path / "cache", chapters, first)
    assert second[ONE].digest != first[ONE].digest
    assert TWO not in second


@pytest.mark.parametrize("data", [b"", b"[1]", b'{"a": 1}', b'{"a": [1, "x"]}', b"\xff", b"[" * 5000])
def test_a_broken_note_is_as_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "contents.json").write_bytes(data)
    assert read_contents(tmp_path) == {}
