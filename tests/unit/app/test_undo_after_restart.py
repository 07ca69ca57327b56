from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.app.structure.structure_step import ChangedText, TextChange
from studio.model.chapter import ChapterId
from tests.helpers.desk import ONE, TWO, Desk, make_story

LONG = "She came home.\n\nIt rained on the quay.\n\nNobody spoke.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_story(tmp_path / "story", One=LONG, Two="Two.\n", Three="Three.\n")


def titles(desk: Desk) -> list[str]:
    assert desk.session.project is not None
    return [chapter.title for chapter in desk.session.project.chapters]


def again(desk: Desk) -> Desk:
    """The same story after the program was ended and started."""
    desk.session.close()
    return Desk(desk.root)


def change(desk: Desk, old: str, new: str, *chapters: ChapterId) -> None:
    texts = [desk.open(chapter).text for chapter in chapters]
    changed = [ChangedText(c, t, t.replace(old, new)) for c, t in zip(chapters, texts, strict=True)]
    desk.session.change_texts(TextChange("replace", tuple(changed)))


def test_every_change_of_the_structure_is_undone_after_a_restart(root: Path) -> None:
    desk = Desk(root)
    seen = [titles(desk)]
    desk.session.add_chapter("New: what?")
    seen.append(titles(desk))
    desk.session.rename_chapter(ONE, "First")
    seen.append(titles(desk))
    desk.session.delete_chapter(TWO)
    seen.append(titles(desk))
    desk.session.move_chapter(ChapterId("chapters/First.md"), 2)
    seen.append(titles(desk))
    for wanted in reversed(seen[:-1]):
        desk = again(desk)
        assert desk.session.can_undo_structure
        desk.session.undo_structure()
        assert titles(desk) == wanted
    assert not desk.session.can_undo_structure
    for wanted in seen[1:]:
        desk = again(desk)
        desk.session.redo_structure()
        assert titles(desk) == wanted
    assert desk.sentences() == ""


def test_a_change_of_several_chapters_is_undone_after_a_restart(root: Path) -> None:
    desk = Desk(root)
    change(desk, "o", "0", ONE, TWO)
    assert desk.open(TWO).text == "Tw0.\n"
    desk = again(desk)
    desk.session.undo_structure()
    assert (desk.open(ONE).text, desk.open(TWO).text) == (LONG, "Two.\n")
    assert desk.told["said"] == ["The change is taken back in 2 chapters."]
    desk.session.redo_structure()
    assert desk.open(TWO).text == "Tw0.\n"


def test_what_was_typed_since_stays_when_a_change_is_taken_back(root: Path) -> None:
    desk = Desk(root)
    change(desk, "rained", "snowed", ONE)
    desk.type("And then?\n", chapter_id=ONE)
    desk.session.undo_structure()
    assert desk.open(ONE).text == LONG + "And then?\n"


def test_a_place_that_was_written_anew_is_left_alone(root: Path) -> None:
    desk = Desk(root)
    change(desk, "Two", "Three", ONE, TWO)
    desk.type("and four", at=3, chapter_id=TWO)
    before = desk.open(TWO).text
    desk.session.undo_structure()
    assert desk.open(TWO).text == before
    assert "1 other has changed since" in desk.told["said"][0]


def test_a_file_that_is_already_as_before_counts_as_taken_back(root: Path) -> None:
    desk = Desk(root)
    change(desk, "Two", "Three", TWO)
    desk.session.replace_text(TWO, "Two.\n")
    desk.session.undo_structure()
    assert desk.open(TWO).text == "Two.\n"
    assert len(desk.told["said"]) == 1


def test_the_caches_may_be_lost_at_any_time(root: Path) -> None:
    desk = Desk(root)
    desk.session.delete_chapter(TWO)
    change(desk, "rained", "snowed", ONE)
    for path in (root / ".story-studio" / "undo").glob("*.texts"):
        path.unlink()
    desk = again(desk)
    assert not desk.session.can_undo_structure  # what lies below a lost step would no longer fit


@pytest.mark.parametrize("bad", ["", "[]", "nonsense", '{"undo": 3, "redo": {}}', '{"undo": [1, null, {}]}'])
def test_a_damaged_list_is_as_none(root: Path, bad: str) -> None:
    desk = Desk(root)
    desk.session.delete_chapter(TWO)
    desk.session.close()
    (root / ".story-studio" / "undo" / "steps.json").write_text(bad)
    assert not Desk(root).session.can_undo_structure


@pytest.mark.parametrize(
    "step",
    [
        {"step": "delete", "id": "../outside.md"},
        {"step": "delete", "id": "/etc/passwd"},
        {"step": "put back", "id": "../out.md", "title": "x", "trashed": "a.md", "index": 0},
        {"step": "put back", "id": "chapters/a.md", "title": "x", "trashed": "../../out.md", "index": 0},
        {"step": "text", "kind": "replace", "texts": "../../x.texts"},
        {"step": "format the disk"},
    ],
)
def test_a_strangers_list_leads_nowhere(root: Path, step: dict[str, object]) -> None:
    (root.parent / "outside.md").write_text("Mine.\n")
    folder = root / ".story-studio" / "undo"
    folder.mkdir(parents=True)
    (folder / "steps.json").write_text(json.dumps({"undo": [step], "redo": []}))
    desk = Desk(root)
    assert not desk.session.can_undo_structure
    desk.session.undo_structure()
    assert (root.parent / "outside.md").read_text() == "Mine.\n"


def test_a_step_that_the_disk_refused_can_be_tried_again(root: Path) -> None:
    desk = Desk(root)
    desk.session.delete_chapter(TWO)
    (root / "chapters").rename(root / "away")
    (root / "chapters").write_text("in the way")
    desk.session.undo_structure()
    assert "could not be" in desk.sentences()
    (root / "chapters").unlink()
    (root / "away").rename(root / "chapters")
    desk.session.undo_structure()
    assert titles(desk) == ["One", "Two", "Three"]


def test_a_chapter_whose_file_left_the_trash_is_no_longer_there(root: Path) -> None:
    desk = Desk(root)
    desk.session.delete_chapter(TWO)
    for path in (root / "history" / "trash").glob("*.md"):
        path.unlink()
    desk.session.undo_structure()
    assert "no longer there" in desk.sentences()
    assert not desk.session.can_undo_structure


def test_a_window_that_only_reads_writes_no_steps(root: Path) -> None:
    first = Desk(root)
    first.session.delete_chapter(TWO)
    kept = (root / ".story-studio" / "undo" / "steps.json").read_bytes()
    second = Desk(root)
    second.session.undo_structure()
    assert (root / ".story-studio" / "undo" / "steps.json").read_bytes() == kept
