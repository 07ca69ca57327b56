"""Two versions of the story's own file, marked by version control: shown together, asked about, kept."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from studio.storage.story_mark import MARKED, StoryMarks
from tests.helpers.desk import Desk, make_story

MARKED_STORY = (
    'title = "Low Water"\n<<<<<<< HEAD\norder = ["Two.md", "One.md"]\n=======\n'
    'order = ["One.md", "Three.md", "Two.md"]\nauthor = "Ada"\n>>>>>>> feature\n'
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = make_story(tmp_path / "story", One="1\n", Two="2\n", Three="3\n")
    (root / "story.toml").write_text(MARKED_STORY)
    return Desk(root)


def marks(desk: Desk) -> StoryMarks:
    (found,) = desk.told["story_marks_found"]
    return found


def titles(desk: Desk) -> list[str]:
    assert desk.session.project is not None
    return [chapter.title for chapter in desk.session.project.chapters]


def test_the_story_opens_and_the_two_are_offered_once(desk: Desk) -> None:
    assert titles(desk) == ["Two", "One", "Three"]
    assert desk.sentences().count(MARKED) == 1
    desk.session.check_files()
    assert marks(desk).names == ("HEAD", "feature")


@pytest.mark.parametrize(
    ("choice", "order"),
    [
        ("both", ["Two", "One", "Three"]),
        ("theirs", ["One", "Three", "Two"]),
        ("mine", ["Two", "One", "Three"]),
    ],
)
def test_an_answer_is_written_and_the_marked_file_is_kept(desk: Desk, choice: str, order: list[str]) -> None:
    desk.session.choose_story(marks(desk), choice)  # type: ignore[arg-type]
    desk.scheduler.advance(3.0)
    assert "<<<" not in (desk.root / "story.toml").read_text()
    assert titles(desk) == order
    (kept,) = (desk.root / "history" / "trash").glob("*.md")
    assert kept.read_text() == MARKED_STORY
    desk.session.update_settings(author="Bea")
    assert tomllib.loads((desk.root / "story.toml").read_text())["author"] == "Bea"


def test_until_then_nothing_is_written_over_it(desk: Desk) -> None:
    desk.session.update_settings(author="Bea")
    desk.session.rename_chapter(desk.session.project.chapters[0].id, "New")  # type: ignore[union-attr]
    desk.session.move_chapter(desk.session.project.chapters[0].id, 2)  # type: ignore[union-attr]
    assert (desk.root / "story.toml").read_text() == MARKED_STORY
    assert "two versions" in desk.sentences()


def test_a_file_that_changed_since_is_not_overwritten(desk: Desk) -> None:
    found = marks(desk)
    (desk.root / "story.toml").write_text('title = "Mended"\n')
    desk.session.choose_story(found, "both")
    assert (desk.root / "story.toml").read_text() == 'title = "Mended"\n'
    assert "changed by another program" in desk.sentences()


def test_marks_that_come_while_the_story_is_open_are_told(tmp_path: Path) -> None:
    desk = Desk(make_story(tmp_path / "story", One="1\n", Two="2\n", Three="3\n"))
    (desk.root / "story.toml").write_text(MARKED_STORY)
    desk.session.check_files()
    assert marks(desk).names == ("HEAD", "feature")
