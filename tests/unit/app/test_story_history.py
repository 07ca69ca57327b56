from __future__ import annotations

from pathlib import Path

import pytest

from studio.model.edit import TextEdit
from studio.storage.story_snapshot import StoryMoment
from tests.helpers.desk import ONE, TWO, Desk, make_story


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make_story(tmp_path / "story", One="It began.\n", Two="Two.\n", Three=""))


def moments(desk: Desk) -> list[StoryMoment]:
    got: list[StoryMoment] = []
    desk.session.moments(got.extend)
    return got


def titles(desk: Desk) -> list[str]:
    assert desk.session.project is not None
    return [chapter.title for chapter in desk.session.project.chapters]


def test_the_whole_story_is_kept_with_what_is_not_saved(desk: Desk) -> None:
    desk.type("Unsaved.")
    desk.session.take_snapshot("first draft")
    kept = moments(desk)
    assert [(moment.reason, [part.title for part in moment.parts]) for moment in kept] == [
        ("first draft", ["One", "Two", "Three"])
    ]
    got: dict[str, str] = {}
    desk.session.read_moment(kept[0], lambda texts: got.update({k: v.text for k, v in texts.items()}))
    assert list(got.values()) == ["It began.\nUnsaved.", "Two.\n", ""]


def test_the_story_of_a_moment_comes_back_whole(desk: Desk) -> None:
    desk.session.take_snapshot("first draft")
    desk.session.move_chapter(TWO, 0)
    desk.session.delete_chapter(ONE)
    desk.type("More.\n", chapter_id=TWO)
    desk.session.add_chapter("New")
    desk.session.restore_story(moments(desk)[-1])
    desk.scheduler.advance(2)
    assert titles(desk) == ["One", "Two", "Three", "New"]
    assert (desk.on_disk(ONE), desk.on_disk(TWO)) == ("It began.\n", "Two.\n")
    assert [moment.reason for moment in moments(desk)] == ["before restore", "first draft"]
    desk.session.undo_structure()
    assert titles(desk) == ["Two", "Three", "New"]
    desk.session.redo_structure()
    assert titles(desk) == ["One", "Two", "Three", "New"]


def test_nothing_is_restored_if_the_present_cannot_be_kept(desk: Desk) -> None:
    desk.session.take_snapshot("first draft")
    desk.type("More.\n")
    desk.session.save_now()
    moment = moments(desk)[0]
    folder = desk.root / "history" / "Two"
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("in the way")
    desk.session.restore_story(moment)
    assert desk.on_disk(ONE) == "It began.\nMore.\n"
    assert "could not be kept" in desk.sentences()


def test_a_list_that_leads_out_of_the_story_writes_nothing_there(desk: Desk, tmp_path: Path) -> None:
    desk.session.take_snapshot("first draft")
    path = moments(desk)[0].path
    path.write_text(path.read_text().replace("chapters/One.md", "../outside.md"))
    desk.session.restore_story(moments(desk)[0])
    assert not (tmp_path / "outside.md").exists()
    assert set(titles(desk)) == {"One", "Two", "Three"}


def test_some_changes_are_taken_back_and_newer_typing_stays(desk: Desk) -> None:
    desk.open()
    shown = desk.open().text
    desk.type("Newer.\n")
    desk.session.bring_back(ONE, shown, "It began once.\n")
    assert desk.open().text == "It began once.\nNewer.\n"
    assert desk.kept()["before restore"] == "It began.\nNewer.\n"


def test_moments_follow_a_renamed_chapter(desk: Desk) -> None:
    desk.session.take_snapshot("first draft")
    desk.session.rename_chapter(ONE, "Uno")
    desk.type("More.\n", chapter_id=desk.session.project.chapters[0].id if desk.session.project else ONE)
    desk.session.restore_story(moments(desk)[0])
    assert titles(desk) == ["Uno", "Two", "Three"]
    assert desk.session.chapter(ONE) is not None
    assert desk.open(ONE).text == "It began.\n"


def test_old_moments_are_thinned_some_time_after_opening(desk: Desk) -> None:
    for text in ("a", "b"):
        desk.type(text)
        desk.session.take_snapshot("before import")
    desk.scheduler.advance(5 * 86400)
    desk.session.close()
    again = Desk(desk.root)
    again.scheduler.advance(5 * 86400)
    again.session.open(desk.root)
    again.scheduler.advance(31)
    assert [moment.reason for moment in moments(again)] == ["before import"]


def test_a_read_only_window_restores_nothing(desk: Desk) -> None:
    desk.session.take_snapshot("first draft")
    second = Desk(desk.root)
    second.session.restore_story(moments(second)[0])
    assert "can only be read" in second.sentences()


def test_what_is_typed_while_a_moment_comes_back_is_kept(desk: Desk) -> None:
    desk.session.take_snapshot("first draft")
    desk.type("More.\n")
    moment = moments(desk)[0]
    desk.runner.hold("io")
    desk.session.restore_story(moment)
    desk.session.edited(ONE, TextEdit(0, 0, "Now "))
    desk.runner.run_held("io")
    assert desk.open().text == "It began.\n"
    story = desk.session.story
    assert story is not None
    kept = [story.snapshots.read(each).text for each in story.snapshots.list(ONE)]
    assert "Now It began.\nMore.\n" in kept
