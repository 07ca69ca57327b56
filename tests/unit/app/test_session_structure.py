from __future__ import annotations

from pathlib import Path

import pytest

from studio.app.session.open_chapter import OpenChapter
from studio.model.chapter import ChapterId
from studio.storage.story_file import read_story
from tests.helpers.desk import ONE, TWO, Desk, make_story


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make_story(tmp_path / "story", One="One.\n", Two="Two.\n", Three="Three.\n"))


def titles(desk: Desk) -> list[str]:
    assert desk.session.project is not None
    return [chapter.title for chapter in desk.session.project.chapters]


def test_every_change_is_on_disk_at_once(desk: Desk) -> None:
    desk.session.add_chapter("Between", after=ONE)
    desk.session.move_chapter(TWO, 0)
    desk.session.rename_chapter(ONE, "First")
    assert titles(desk) == ["Two", "First", "Between", "Three"]
    assert read_story(desk.root / "story.toml")[0].order == ("Two.md", "First.md", "Between.md", "Three.md")
    desk.session.close()
    again = Desk(desk.root)
    assert titles(again) == ["Two", "First", "Between", "Three"]
    assert again.told["problem"] == []


def test_every_change_can_be_undone_and_made_again(desk: Desk) -> None:
    seen = [titles(desk)]
    desk.session.add_chapter("New")
    seen.append(titles(desk))
    desk.session.rename_chapter(ONE, "First")
    seen.append(titles(desk))
    desk.session.delete_chapter(TWO)
    seen.append(titles(desk))
    desk.session.move_chapter(ChapterId("chapters/New.md"), 0)
    seen.append(titles(desk))
    for wanted in reversed(seen[:-1]):
        desk.session.undo_structure()
        assert titles(desk) == wanted
    for wanted in seen[1:]:
        desk.session.redo_structure()
        assert titles(desk) == wanted


def test_a_deleted_chapter_comes_back_with_its_last_words(desk: Desk) -> None:
    desk.type("Last words.\n", chapter_id=TWO)
    desk.session.delete_chapter(TWO)
    assert not desk.file(TWO).exists()
    desk.session.undo_structure()
    assert desk.on_disk(TWO) == "Two.\nLast words.\n"
    assert titles(desk) == ["One", "Two", "Three"]


def test_a_new_step_ends_what_could_be_made_again(desk: Desk) -> None:
    desk.session.move_chapter(TWO, 0)
    desk.session.undo_structure()
    desk.session.move_chapter(ONE, 2)
    desk.session.redo_structure()
    assert titles(desk) == ["Two", "Three", "One"]


def test_an_open_chapter_goes_on_under_its_new_name(desk: Desk) -> None:
    desk.type("a")
    desk.session.rename_chapter(ONE, "First")
    fact = desk.told["chapter_moved"][0]
    assert (fact.old, fact.new) == (ONE, "chapters/First.md")
    desk.type("b", chapter_id=fact.new)
    desk.type("c", chapter_id=ONE)  # a late call under the old id
    desk.scheduler.advance(2)
    assert desk.on_disk(fact.new) == "One.\nabc"
    assert not desk.file(ONE).exists()


def test_unsaved_typing_of_a_renamed_chapter_survives_a_crash(desk: Desk) -> None:
    desk.session.rename_chapter(ONE, "First")
    new = ChapterId("chapters/First.md")
    desk.type("typed", chapter_id=new)
    desk.scheduler.advance(0.5)
    assert desk.crash().open(new).text == "One.\ntyped"


def test_snapshots_follow_a_renamed_chapter(desk: Desk) -> None:
    desk.session.take_snapshot("by hand", ONE)
    desk.session.rename_chapter(ONE, "First")
    assert desk.kept(ChapterId("chapters/First.md")) == {"by hand": "One.\n"}


def test_titles_that_no_file_name_holds_are_kept(desk: Desk) -> None:
    desk.session.rename_chapter(ONE, "Who? Me/You")
    assert desk.file(ChapterId("chapters/Who Me You.md")).exists()
    assert titles(Desk(desk.root))[0] == "Who? Me/You"
    desk.session.rename_chapter(ChapterId("chapters/Who Me You.md"), "Plain")
    assert read_story(desk.root / "story.toml")[0].titles == {}


def test_a_title_taken_by_another_chapter_gets_a_number_in_the_file_only(desk: Desk) -> None:
    desk.session.rename_chapter(ONE, "Two")
    assert titles(desk) == ["Two", "Two", "Three"]
    assert desk.on_disk(ChapterId("chapters/Two 2.md")) == "One.\n"
    assert desk.on_disk(TWO) == "Two.\n"


@pytest.mark.parametrize("act", ["add_chapter", "rename_chapter", "delete_chapter"])
def test_what_cannot_be_done_is_said_and_changes_nothing(desk: Desk, act: str) -> None:
    gone = ChapterId("chapters/Gone.md")
    if act == "add_chapter":
        (desk.root / "story.toml").write_text("broken = [")
        desk.session.add_chapter("New")
    elif act == "rename_chapter":
        desk.session.rename_chapter(gone, "x")
    else:
        desk.file(ONE).unlink()
        desk.session.delete_chapter(ONE)
    assert titles(desk) == ["One", "Two", "Three"]
    assert desk.sentences().endswith(".")
    desk.session.move_chapter(TWO, 0)
    assert len(desk.told["problem"]) <= 2


def test_an_empty_title_changes_nothing(desk: Desk) -> None:
    desk.session.rename_chapter(ONE, "  ")
    assert titles(desk) == ["One", "Two", "Three"]


def test_a_single_file_has_no_structure_to_change(desk: Desk) -> None:
    desk.session.close()
    alone = Desk(desk.file(ONE))
    alone.session.add_chapter("x")
    assert "single file" in alone.sentences()
    assert len(list(desk.file(ONE).parent.glob("*.*"))) == 3


def test_steps_asked_for_while_one_runs_are_taken_in_order(desk: Desk) -> None:
    desk.runner.hold("io")
    desk.session.add_chapter("A")
    desk.session.add_chapter("B")
    desk.session.undo_structure()
    desk.runner.run_held("io")
    assert titles(desk) == ["One", "Two", "Three", "A"]


def test_a_loose_folder_is_reordered_without_a_file_beside_the_texts(tmp_path: Path) -> None:
    folder = make_story(tmp_path / "x", A="a", B="b") / "chapters"
    desk = Desk(folder)
    desk.session.move_chapter(ChapterId("B.md"), 0)
    assert titles(Desk(folder)) == ["B", "A"]
    assert sorted(path.name for path in folder.iterdir()) == ["A.md", "B.md"]


def test_a_chapter_that_is_renamed_before_it_is_read_opens_under_its_new_name(desk: Desk) -> None:
    desk.runner.hold("io")
    desk.session.rename_chapter(ONE, "New")
    got: list[OpenChapter] = []
    desk.session.open_chapter(ONE, got.append)
    desk.runner.run_held("io")
    assert [(chapter.id, chapter.text, chapter.read_only) for chapter in got] == [
        ("chapters/New.md", "One.\n", False)
    ]
    assert desk.told["problem"] == []


def test_a_chapter_that_is_deleted_before_it_is_read_is_said(desk: Desk) -> None:
    desk.runner.hold("io")
    desk.session.delete_chapter(ONE)
    got: list[OpenChapter] = []
    desk.session.open_chapter(ONE, got.append)
    desk.runner.run_held("io")
    assert got == []
    assert "no longer there" in desk.told["problem"][-1].sentence
