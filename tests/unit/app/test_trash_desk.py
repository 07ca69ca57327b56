from __future__ import annotations

from pathlib import Path

import pytest

from studio.app.structure.outline_service import OutlineService
from studio.model.sheet import CharacterSheet
from studio.storage.trash import TrashItem, list_trash
from tests.helpers.desk import ONE, TWO, Desk, make_story

SCENES = "Anna came home.\n\n* * *\n\nBrand left.\n\n* * *\n\nCora slept.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make_story(tmp_path / "story", One=SCENES, Two="Two.\n", Three="Three.\n"))


def trash(desk: Desk) -> list[TrashItem]:
    found: list[TrashItem] = []
    assert desk.session.trash is not None
    desk.session.trash.list(found.extend)
    return found


def bring_back(desk: Desk, number: int = 0) -> None:
    assert desk.session.trash is not None
    desk.session.trash.bring_back(trash(desk)[number])


def titles(desk: Desk) -> list[str]:
    assert desk.session.project is not None
    return [chapter.title for chapter in desk.session.project.chapters]


def test_a_chapter_comes_back_to_its_place_under_its_title(desk: Desk) -> None:
    desk.session.rename_chapter(TWO, "What now?")
    two = desk.session.project.chapters[1].id  # type: ignore[union-attr]
    desk.type("More.\n", chapter_id=two)
    desk.session.delete_chapter(two)
    desk = desk.crash()
    assert [(item.note.kind, item.note.title) for item in trash(desk)] == [("chapter", "What now?")]
    bring_back(desk)
    assert titles(desk) == ["One", "What now?", "Three"]
    assert desk.on_disk(two) == "Two.\nMore.\n"
    assert trash(desk) == []
    desk.session.undo_structure()
    assert titles(desk) == ["One", "Three"]


def test_without_the_notes_it_comes_back_at_the_end(desk: Desk) -> None:
    desk.session.delete_chapter(TWO)
    (desk.root / "history" / "trash" / "about.json").unlink()
    bring_back(desk)
    assert titles(desk) == ["One", "Three", "Two"]


def test_a_chapter_never_comes_back_over_another(desk: Desk) -> None:
    desk.session.delete_chapter(TWO)
    desk.session.add_chapter("Two")
    bring_back(desk)
    assert sorted(titles(desk)) == ["One", "Three", "Two", "Two"]
    assert desk.on_disk(TWO) == ""


def test_a_character_comes_back(desk: Desk) -> None:
    desk.session.save_sheet(CharacterSheet("Anna", ("Ann",), "Tall.\n"))
    desk.session.delete_sheet("Anna")
    assert desk.session.project is not None
    assert desk.session.project.sheets == ()
    assert [item.note.kind for item in trash(desk)] == ["character"]
    bring_back(desk)
    assert [(s.name, s.note) for s in desk.session.project.sheets] == [("Anna", "Tall.\n")]
    assert trash(desk) == []


def test_a_scene_comes_back_to_its_place(desk: Desk) -> None:
    outline = OutlineService(desk.session, desk.runner, desk.scheduler)
    desk.open(ONE)
    outline.edit.delete_scene(ONE, 1)
    desk.session.save_now()
    desk.session.close()
    desk = Desk(desk.root)
    assert [(item.note.kind, item.note.title) for item in trash(desk)] == [("scene", "Brand left.")]
    bring_back(desk)
    assert desk.open(ONE).text == SCENES
    assert desk.on_disk(ONE) == SCENES
    assert trash(desk) == []
    desk.session.undo_structure()
    assert "Brand" not in desk.open(ONE).text


def test_a_scene_whose_chapter_is_gone_becomes_one(desk: Desk) -> None:
    outline = OutlineService(desk.session, desk.runner, desk.scheduler)
    outline.edit.delete_scene(ONE, 1)
    desk.session.delete_chapter(ONE)
    desk.scheduler.advance(5)
    bring_back(desk, [item.note.kind for item in trash(desk)].index("scene"))
    assert titles(desk) == ["Two", "Three", "Brand left."]


def test_a_scene_that_could_not_be_saved_stays_in_the_trash(desk: Desk) -> None:
    outline = OutlineService(desk.session, desk.runner, desk.scheduler)
    outline.edit.delete_scene(ONE, 1)
    desk.session.save_now()
    desk.file(ONE).chmod(0o444)
    bring_back(desk)
    assert "Brand left." in desk.open(ONE).text
    assert [item.note.kind for item in trash(desk)] == ["scene"]
    desk.file(ONE).chmod(0o644)


def test_text_can_be_looked_at_before(desk: Desk) -> None:
    desk.session.delete_chapter(TWO)
    seen: list[str] = []
    assert desk.session.trash is not None
    desk.session.trash.read(trash(desk)[0], seen.append)
    assert seen == ["Two.\n"]


@pytest.mark.parametrize("chapter", ["../../out.md", "/tmp/out.md", "chapters/../../out.md"])
def test_a_strangers_note_leads_nowhere(desk: Desk, chapter: str) -> None:
    desk.session.delete_chapter(TWO)
    about = desk.root / "history" / "trash" / "about.json"
    about.write_text(about.read_text().replace("chapters/Two.md", chapter))
    assert [item.note.chapter for item in list_trash(about.parent)] == [""]
    bring_back(desk)
    assert titles(desk) == ["One", "Three", "Two"]


@pytest.mark.parametrize("bad", ["", "[]", "nonsense", '{"x": 1}', "[" * 100_000])
def test_damaged_notes_are_as_none(desk: Desk, bad: str) -> None:
    desk.session.delete_chapter(TWO)
    (desk.root / "history" / "trash" / "about.json").write_text(bad)
    assert [item.note.title for item in trash(desk)] == ["Two"]


def test_emptying_deletes_what_was_shown_and_nothing_else(desk: Desk) -> None:
    desk.session.delete_chapter(TWO)
    shown = trash(desk)
    desk.session.delete_chapter(ONE)
    done: list[bool] = []
    assert desk.session.trash is not None
    desk.session.trash.empty(shown, lambda: done.append(True))
    assert [item.note.title for item in trash(desk)] == ["One"]
    assert done == [True]
    assert SCENES in [path.read_text(encoding="utf-8") for path in desk.root.rglob("history/trash/*.md")]


def test_a_chapter_deleted_for_good_is_not_put_back_by_undo(desk: Desk) -> None:
    desk.session.delete_chapter(TWO)
    assert desk.session.trash is not None
    desk.session.trash.empty(trash(desk), lambda: None)
    desk.session.undo_structure()
    assert titles(desk) == ["One", "Three"]
    assert desk.sentences()


def test_a_trash_that_allows_no_deleting_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.session.delete_chapter(TWO)
    shown = trash(desk)

    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "refused")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert desk.session.trash is not None
    desk.session.trash.empty(shown, lambda: None)
    assert "one text stayed in the trash" in desk.sentences()
    assert trash(desk) == shown
