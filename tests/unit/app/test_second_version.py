from __future__ import annotations

from pathlib import Path

import pytest

from studio.app.session.session_fact import SecondVersion
from studio.storage.conflict_copy import ConflictCopy
from tests.helpers.desk import ONE, TWO, Desk, make_story

BEGAN = "It began.\n\nShe waited by the gate until the lamp went out.\n\nIt ended.\n"
THEIRS = BEGAN.replace("went out", "was lit")
NAME = "One (Ann's conflicted copy 2026-03-01).md"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return make_story(tmp_path / "story", One=BEGAN, Two="Two.\n")


def put(story: Path, text: str = THEIRS, name: str = NAME) -> Path:
    path = story / "chapters" / name
    path.write_text(text, encoding="utf-8")
    return path


def compared(desk: Desk) -> SecondVersion:
    got: list[SecondVersion] = []
    desk.session.compare_copy(desk.session.copies[0], got.append)
    return got[0]


def trash(story: Path) -> list[str]:
    return [path.read_text() for path in sorted((story / "history" / "trash").glob("*.md"))]


def test_a_copy_is_told_at_opening_and_is_no_chapter(story: Path) -> None:
    path = put(story)
    desk = Desk(story)
    assert desk.session.project is not None
    assert [chapter.title for chapter in desk.session.project.chapters] == ["One", "Two"]
    told: tuple[ConflictCopy, ...] = desk.told["copies_changed"][0]
    assert [(copy.path, copy.who) for copy in told] == [(path, "Ann")]
    assert desk.told["problem"] == []


def test_a_copy_that_comes_while_the_story_is_open_is_told_once(story: Path) -> None:
    desk = Desk(story)
    path = put(story)
    desk.session.check_files([path])
    desk.session.check_files()
    assert len(desk.told["copies_changed"]) == 1
    path.unlink()
    desk.session.check_files([path])
    assert desk.told["copies_changed"][-1] == ()


def test_merging_keeps_the_answer_and_moves_the_copy_to_the_trash(story: Path) -> None:
    path = put(story)
    desk = Desk(story)
    second = compared(desk)
    assert [hunk.theirs for hunk in second.result.conflicts] == [
        "She waited by the gate until the lamp was lit.\n"
    ]
    desk.session.merge_copy(second, THEIRS)
    assert desk.open().text == desk.on_disk() == THEIRS
    assert not path.exists()
    assert trash(story) == [THEIRS]
    assert desk.kept()["before merge"] == BEGAN
    assert desk.session.copies == ()


def test_what_is_typed_while_comparing_belongs_to_the_result(story: Path) -> None:
    put(story)
    desk = Desk(story)
    second = compared(desk)
    desk.type("More.\n")
    desk.session.merge_copy(second, THEIRS)
    assert desk.on_disk() == THEIRS + "More.\n"


def test_a_copy_that_changed_meanwhile_stays_and_is_offered_again(story: Path) -> None:
    path = put(story)
    desk = Desk(story)
    second = compared(desk)
    path.write_text(THEIRS + "Newer.\n")
    desk.session.merge_copy(second, THEIRS)
    assert path.read_text() == THEIRS + "Newer.\n"
    assert [copy.path for copy in desk.session.copies] == [path]


def test_a_copy_that_is_gone_is_said(story: Path) -> None:
    path = put(story)
    desk = Desk(story)
    copy = desk.session.copies[0]
    path.unlink()
    got: list[SecondVersion] = []
    desk.session.compare_copy(copy, got.append)
    assert (got, desk.session.copies) == ([], ())
    assert "cannot be read any more" in desk.sentences()


def test_a_copy_can_be_kept_as_a_chapter_for_good_and_that_be_undone(story: Path) -> None:
    put(story)
    desk = Desk(story)
    desk.session.adopt_copy(desk.session.copies[0])
    titles = ["One", NAME.removesuffix(".md"), "Two"]
    assert desk.session.project is not None
    assert [chapter.title for chapter in desk.session.project.chapters] == titles
    desk.session.check_files()
    assert desk.session.copies == ()
    desk.session.close()
    again = Desk(story)
    assert again.session.project is not None
    assert [chapter.title for chapter in again.session.project.chapters] == titles
    assert again.told["copies_changed"] == []


def test_keeping_a_copy_can_be_undone(story: Path) -> None:
    put(story)
    desk = Desk(story)
    desk.session.adopt_copy(desk.session.copies[0])
    desk.session.check_files()
    desk.session.undo_structure()
    desk.session.check_files()
    assert len(desk.session.copies) == 1
    desk.session.redo_structure()
    desk.session.check_files()
    assert desk.session.copies == ()


def test_in_a_read_only_window_nothing_is_merged(story: Path) -> None:
    path = put(story)
    first = Desk(story)
    second = Desk(story)
    second.session.merge_copy(compared(second), THEIRS)
    assert "can only be read" in second.sentences()
    assert (path.exists(), second.on_disk()) == (True, BEGAN)
    first.session.close()


MARKED = "It began.\n<<<<<<< HEAD\nShe slept.\n=======\nShe ran.\n>>>>>>> second\nIt ended.\n"


def test_marks_are_found_at_opening_and_resolved(story: Path) -> None:
    (story / "chapters" / "One.md").write_text(MARKED)
    desk = Desk(story)
    desk.open()
    found = desk.told["marks_found"][0]
    assert (found.id, found.marked.theirs) == (ONE, "second")
    desk.session.resolve_marks(found, found.marked.result.assembled(lambda _: "both"))
    assert desk.on_disk() == "It began.\nShe slept.\nShe ran.\nIt ended.\n"
    assert desk.kept()["before merge"] == MARKED


def test_marks_that_come_from_outside_are_found(story: Path) -> None:
    desk = Desk(story)
    desk.open()
    desk.others_write(MARKED)
    assert len(desk.told["marks_found"]) == 1
    desk.type("More.\n")
    desk.session.resolve_marks(desk.told["marks_found"][0], "It began.\nShe slept.\nIt ended.\n")
    assert desk.on_disk() == "It began.\nShe slept.\nIt ended.\nMore.\n"


def test_a_closed_story_tells_nothing_of_marks(story: Path, tmp_path: Path) -> None:
    desk = Desk(story)
    other = make_story(tmp_path / "other", One=MARKED)
    desk.session.open(other)
    desk.open()
    desk.told["marks_found"].clear()
    desk.session.replace_text(ONE, MARKED + "More.\n", "restore")
    assert len(desk.told["marks_found"]) == 1


def test_marks_in_chapters_that_are_not_open_are_found_and_resolved(story: Path) -> None:
    two = story / "chapters" / "Two.md"
    two.write_text(MARKED)
    desk = Desk(story)
    desk.scheduler.advance(3)
    assert [found.id for found in desk.told["marks_found"]] == [TWO]
    found = desk.told["marks_found"][0]
    desk.session.resolve_marks(found, found.marked.result.text)
    assert two.read_text() == "It began.\nShe slept.\nIt ended.\n"


def test_marks_that_come_later_into_a_chapter_that_is_not_open_are_told_once(story: Path) -> None:
    desk = Desk(story)
    two = story / "chapters" / "Two.md"
    two.write_text(MARKED)
    desk.session.check_files([two])
    desk.session.check_files([two])
    assert [found.id for found in desk.told["marks_found"]] == [TWO]
