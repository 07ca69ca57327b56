"""Sync programs write in pieces, empty files before they fill them, and rename what is open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.model.chapter import ChapterId
from tests.helpers.desk import ONE, Desk, make_story

BEGAN = "It began.\n\nShe waited.\n\nIt ended.\n"
NEWER = "It began late.\n\nShe waited.\n\nIt ended.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(make_story(tmp_path / "story", One=BEGAN, Two="Two.\n"))
    desk.open()
    return desk


def test_a_file_written_in_pieces_is_shown_when_it_is_whole(desk: Desk) -> None:
    for end in (0, 5, 14, len(NEWER)):
        desk.others_write(NEWER[:end])
        desk.scheduler.advance(0.2)
    desk.scheduler.advance(5)
    assert [fact.new for fact in desk.told["chapter_replaced"]] == [NEWER]


def test_pieces_are_no_deletions_for_what_is_typed_meanwhile(desk: Desk) -> None:
    desk.type("Mine.\n")
    for end in (0, 5, 14, 30, len(NEWER)):
        desk.others_write(NEWER[:end])
        desk.scheduler.advance(0.2)
    desk.scheduler.advance(5)
    assert desk.open().text == desk.on_disk() == NEWER + "Mine.\n"
    assert desk.told["conflict_found"] == []


def test_a_file_that_stays_shorter_is_believed(desk: Desk) -> None:
    desk.others_write("It began.\n")
    assert desk.open().text == BEGAN
    desk.scheduler.advance(3)
    assert desk.open().text == "It began.\n"


def test_a_file_that_stays_empty_is_kept_before_it_is_believed(desk: Desk) -> None:
    desk.others_write("")
    desk.scheduler.advance(2.5)
    assert desk.open().text == BEGAN
    desk.scheduler.advance(1)
    assert desk.open().text == ""
    assert desk.kept()["before outside change"] == BEGAN


def test_an_emptied_file_is_a_question_for_a_chapter_that_is_being_written(desk: Desk) -> None:
    desk.type("Mine.\n")
    desk.others_write("")
    desk.scheduler.advance(4)
    question = desk.told["conflict_found"][0]
    assert (question.mine, question.theirs, len(question.hunks)) == (BEGAN + "Mine.\n", "", 1)
    assert desk.on_disk() == ""
    desk.session.resolve_conflict(ONE, question.result.assembled(lambda _: "mine"))
    assert desk.on_disk() == BEGAN + "Mine.\n"


def test_the_answer_to_a_deletion_holds_the_whole_text(desk: Desk) -> None:
    desk.type("Mine.\n")
    desk.file().unlink()
    desk.session.check_files()
    desk.scheduler.advance(3)
    question = desk.told["conflict_found"][0]
    desk.session.resolve_conflict(ONE, question.result.assembled(lambda _: "mine"))
    assert desk.on_disk() == BEGAN + "Mine.\n"


def moved(desk: Desk, to: str) -> ChapterId:
    target = desk.root / "chapters" / to
    target.parent.mkdir(exist_ok=True)
    os.rename(desk.file(), target)  # noqa: PTH104 - as other programs do
    desk.session.check_files()
    desk.scheduler.advance(3)
    return ChapterId(f"chapters/{to}")


@pytest.mark.parametrize("to", ["Uno.md", "part one/One.md"])
def test_an_open_chapter_that_is_renamed_outside_is_followed(desk: Desk, to: str) -> None:
    desk.session.take_snapshot("first draft", ONE)
    desk.type("Mine.\n")
    new = moved(desk, to)
    fact = desk.told["chapter_moved"][0]
    assert (fact.old, fact.new) == (ONE, new)
    assert desk.on_disk(new) == BEGAN + "Mine.\n"
    assert not desk.file().exists()
    assert desk.told["conflict_found"] == []
    assert "first draft" in desk.kept(new)


def test_of_two_new_files_of_the_same_content_none_is_followed(desk: Desk) -> None:
    for name in ("a", "b"):
        (desk.root / "chapters" / f"{name}.md").write_text(BEGAN)
    desk.file().unlink()
    desk.session.check_files()
    desk.scheduler.advance(3)
    assert desk.told["chapter_moved"] == []
