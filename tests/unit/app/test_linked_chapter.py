"""Chapters that are symbolic links: followed inside the story, left out and said where they lead out."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.storage.trash import list_trash
from tests.helpers.desk import ONE, TWO, Desk, make_story

TEXT = "It began at low water.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Its first chapter is a link into another folder of the story."""
    root = make_story(tmp_path / "story", One="", Two="It went on.\n")
    drafts = root / "drafts"
    drafts.mkdir()
    (drafts / "first draft.md").write_text(TEXT)
    (root / ONE).unlink()
    (root / ONE).symlink_to(Path("..") / "drafts" / "first draft.md")
    return root


def draft(story: Path) -> Path:
    return story / "drafts" / "first draft.md"


def test_a_link_inside_the_story_is_saved_through_and_stays(story: Path) -> None:
    desk = Desk(story)
    desk.type("Slowly.\n")
    desk.session.save_now()
    assert (story / ONE).is_symlink()
    assert draft(story).read_text() == f"{TEXT}Slowly.\n"
    assert not desk.told["problem"]


def test_a_change_of_the_file_behind_the_link_is_seen(story: Path) -> None:
    desk = Desk(story)
    desk.open()
    draft(story).write_text(f"{TEXT}Theirs.\n")
    desk.session.check_files([draft(story)])
    assert desk.open().text == f"{TEXT}Theirs.\n"


def test_a_renamed_link_still_leads_there(story: Path) -> None:
    desk = Desk(story)
    desk.open()
    desk.session.rename_chapter(ONE, "First")
    desk.type("Slowly.\n")
    desk.session.save_now()
    assert (story / "chapters" / "First.md").is_symlink()
    assert draft(story).read_text() == f"{TEXT}Slowly.\n"


def test_of_a_deleted_link_the_trash_has_the_text_and_the_file_stays(story: Path) -> None:
    desk = Desk(story)
    desk.session.delete_chapter(ONE)
    (item,) = list_trash(story / "history" / "trash")
    assert not item.path.is_symlink()
    assert item.path.read_text() == draft(story).read_text() == TEXT
    assert not (story / ONE).is_symlink()
    desk.session.undo_structure()
    assert (story / ONE).read_text() == TEXT


def test_a_link_out_of_the_story_is_left_out_and_said_once(story: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.md"
    outside.write_text("Not a chapter.\n")
    (story / TWO).unlink()
    (story / TWO).symlink_to(outside)
    desk = Desk(story)
    assert desk.session.project is not None
    assert [chapter.id for chapter in desk.session.project.chapters] == [ONE]
    assert desk.sentences().count("Two.md") == 1
    assert "put the file itself into the story" in desk.sentences()


def test_a_chapter_that_becomes_a_link_out_of_the_story_is_not_written(story: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.md"
    outside.write_text("It went on.\n")  # the very text: its digest tells nothing
    desk = Desk(story)
    desk.type("Slowly.\n", chapter_id=TWO)
    (story / TWO).unlink()
    (story / TWO).symlink_to(outside)
    desk.session.save_now()
    assert outside.read_text() == "It went on.\n"
    assert "is a link out of the story now, so it was not saved" in desk.sentences()
    desk.session.check_files([story / TWO])
    assert "Slowly." in desk.open(TWO).text
    desk.scheduler.advance(0.5)
    assert desk.journals()
