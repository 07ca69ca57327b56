"""The outline over a real story on disk; only threads and time are the test's own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from studio.app.structure.outline_service import DEBOUNCE, OutlineService
from studio.model.edit import TextEdit
from tests.helpers.story import StoryOnDisk

THREE = "Anna came home.\n\n* * *\n\nBrand left.\n\n* * *\n\nCora slept.\n"


class Desk(StoryOnDisk):
    """A story of two chapters with its outline."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, {"One": THREE, "Two": "Dora sang a song.\n"})
        self.outline = OutlineService(self.session, self.runner, self.scheduler)
        self.said: list[str] = []
        self.outline.edit.said.connect(self.said.append)
        self.open()

    def titles(self) -> list[str]:
        return [chapter.title for chapter in self.outline.chapters]

    def scenes(self, chapter: int = 0) -> list[str]:
        return [scene.title for scene in self.outline.chapters[chapter].scenes]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_counts_every_chapter_on_opening(desk: Desk) -> None:
    assert [(c.title, c.words) for c in desk.outline.chapters] == [("One", 7), ("Two", 4)]
    assert desk.scenes() == ["Anna came home.", "Brand left.", "Cora slept."]


def test_counts_again_a_moment_after_the_last_key(desk: Desk) -> None:
    changed: list[int | None] = []
    desk.outline.chapter_changed.connect(lambda chapter: changed.append(chapter.words))
    desk.session.open_chapter(desk.id("Two"), lambda _: None)
    for _ in range(3):
        desk.session.edited(desk.id("Two"), TextEdit(0, 0, "Now "))
        desk.scheduler.advance(DEBOUNCE / 2)
    assert changed == []
    desk.scheduler.advance(DEBOUNCE)
    assert changed == [7]


def test_a_count_that_comes_late_is_dropped(desk: Desk) -> None:
    desk.session.open_chapter(desk.id("Two"), lambda _: None)
    desk.runner.hold("work")
    for word in ("one ", "two "):
        desk.session.edited(desk.id("Two"), TextEdit(0, 0, word))
        desk.scheduler.advance(DEBOUNCE)
    shown: list[int | None] = []
    desk.outline.chapter_changed.connect(lambda chapter: shown.append(chapter.words))
    desk.runner.run_held("work")
    assert shown == [6]


def test_renaming_keeps_counts_and_place(desk: Desk) -> None:
    desk.outline.edit.rename_chapter(desk.id("One"), "The Quay")
    assert [(c.title, c.words) for c in desk.outline.chapters] == [("The Quay", 7), ("Two", 4)]
    assert desk.on_disk("The Quay") == THREE


def test_chapter_changes_can_be_taken_back_and_made_again(desk: Desk) -> None:
    edit = desk.outline.edit
    edit.move_chapter(desk.id("Two"), 0)
    edit.delete_chapter(desk.id("One"))
    assert desk.titles() == ["Two"]
    assert desk.said == ["“One” is in the story's trash."]
    edit.undo()
    assert desk.titles() == ["Two", "One"]
    edit.undo()
    assert desk.titles() == ["One", "Two"]
    edit.redo()
    assert desk.titles() == ["Two", "One"]


def test_a_new_chapter_stands_behind_the_chosen_one(desk: Desk) -> None:
    desk.outline.edit.add_chapter("Between", desk.id("One"))
    assert desk.titles() == ["One", "Between", "Two"]


def test_moving_a_scene_is_one_change_of_the_text(desk: Desk) -> None:
    replaced: list[str] = []
    desk.session.chapter_replaced.connect(lambda fact: replaced.append(fact.new))
    desk.outline.edit.move_scene(desk.id("One"), 2, desk.id("One"), 0)
    assert replaced == ["Cora slept.\n\n* * *\n\nAnna came home.\n\n* * *\n\nBrand left.\n"]
    assert desk.scenes() == ["Cora slept.", "Anna came home.", "Brand left."]


def test_moving_a_scene_can_be_taken_back(desk: Desk) -> None:
    desk.outline.edit.move_scene(desk.id("One"), 2, desk.id("One"), 0)
    desk.outline.edit.undo()
    assert desk.text("One") == THREE
    desk.outline.edit.redo()
    assert desk.scenes()[0] == "Cora slept."


def test_a_scene_can_go_to_another_chapter_and_back(desk: Desk) -> None:
    desk.outline.edit.move_scene(desk.id("One"), 1, desk.id("Two"), 1)
    assert desk.text("One") == "Anna came home.\n\n* * *\n\nCora slept.\n"
    assert desk.text("Two") == "Dora sang a song.\n\n* * *\n\nBrand left.\n"
    desk.outline.edit.undo()
    assert (desk.text("One"), desk.text("Two")) == (THREE, "Dora sang a song.\n")


def test_what_was_typed_since_is_never_undone_with_a_scene(desk: Desk) -> None:
    desk.outline.edit.move_scene(desk.id("One"), 2, desk.id("One"), 0)
    desk.session.edited(desk.id("One"), TextEdit(0, 0, "New words. "))
    desk.outline.edit.undo()
    assert desk.text("One").startswith("New words. Cora slept.")
    assert desk.said == ["The text has changed since; undo it on the page instead."]


@pytest.mark.parametrize(
    ("act", "scenes"),
    [
        (lambda d: d.outline.edit.rename_scene(d.id("One"), 1, "The Gate"), ["Anna came home.", "The Gate"]),
        (lambda d: d.outline.edit.delete_scene(d.id("One"), 0), ["Brand left.", "Cora slept."]),
    ],
)
def test_scenes_are_named_and_taken_out(desk: Desk, act: Callable[[Desk], None], scenes: list[str]) -> None:
    act(desk)
    assert desk.scenes()[:2] == scenes
    desk.outline.edit.undo()
    assert desk.text("One") == THREE


def test_a_scene_taken_out_is_in_the_history(desk: Desk) -> None:
    desk.outline.edit.delete_scene(desk.id("One"), 0)
    kept = [path.read_text() for path in (desk.root / "history" / "One").iterdir()]
    assert THREE in kept


def test_a_new_scene_tells_where_to_write(desk: Desk) -> None:
    places: list[int] = []
    desk.outline.edit.add_scene(desk.id("One"), 0, places.append)
    assert desk.text("One")[: places[0]] == "Anna came home.\n\n* * *\n\n"


def test_another_story_starts_afresh(desk: Desk, tmp_path: Path) -> None:
    desk.outline.edit.move_chapter(desk.id("Two"), 0)
    other = tmp_path / "other"
    other.mkdir()
    (other / "Alone.txt").write_text("Only this.\n")
    desk.session.open(other)
    assert desk.titles() == ["Alone"]
    assert not desk.outline.edit.can_undo


def test_what_is_typed_while_a_scene_moves_is_kept(desk: Desk) -> None:
    desk.session.open_chapter(desk.id("One"), lambda _: None)
    desk.runner.hold("work")
    desk.outline.edit.move_scene(desk.id("One"), 2, desk.id("One"), 0)
    desk.session.edited(desk.id("One"), TextEdit(0, 0, "Now "))
    desk.runner.run_held("work")
    assert desk.text("One").startswith("Cora slept.\n\n* * *\n\nNow Anna came home.")


def test_a_chapter_renamed_right_after_an_edit_is_counted_under_its_new_name(desk: Desk) -> None:
    desk.session.open_chapter(desk.id("Two"), lambda _: None)
    desk.session.edited(desk.id("Two"), TextEdit(0, 0, "Now and then "))
    desk.session.rename_chapter(desk.id("Two"), "Deux")
    desk.scheduler.advance(2 * DEBOUNCE)
    assert [(c.title, c.words) for c in desk.outline.chapters] == [("One", 7), ("Deux", 7)]


def test_no_timer_is_left_of_chapters_that_are_gone(desk: Desk) -> None:
    desk.session.open_chapter(desk.id("Two"), lambda _: None)
    desk.session.edited(desk.id("Two"), TextEdit(0, 0, "Now "))
    desk.session.save_now()
    waiting = desk.scheduler.waiting
    assert waiting
    desk.session.delete_chapter(desk.id("Two"))
    assert desk.titles() == ["One"]
    assert desk.scheduler.waiting < waiting
