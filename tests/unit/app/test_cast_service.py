"""The people of a real story on disk; only threads and time are the test's own."""

from pathlib import Path

import pytest

from studio.app.cast_service import DEBOUNCE, CastService, PersonRow
from studio.app.events import Event
from studio.app.mention import Mention
from studio.model.cast import Cast
from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.text.span import Span
from tests.helpers.story import StoryOnDisk

ONE = (
    "“Wait,” said Ilvane Marrow. Ilvane's lamp went out, and Ilvane laughed.\n\n"
    "“No,” said Torrin Vale. Old Torrin took the oar, and Torrin rowed.\n"
)
TWO = "At dawn Ilvane stood on the quay. “Come,” said Torrin.\n"


class Desk(StoryOnDisk):
    """A story of two chapters with its people."""

    def __init__(self, folder: Path, learnt: Event[Cast] | None = None) -> None:
        super().__init__(folder, {"One": ONE, "Two": TWO})
        self.cast = CastService(self.session, self.runner, self.scheduler, learnt)
        self.open()

    def row(self, name: str) -> PersonRow:
        return next(row for row in self.cast.people if row.name == name)

    def names(self) -> list[str]:
        return [row.name for row in self.cast.people if not row.hidden]

    def walk(self, name: str, chapter: str, offset: int, forward: bool = True) -> Mention | None:
        found: list[Mention | None] = []
        self.cast.walk(name, ChapterId(f"chapters/{chapter}.md"), offset, found.append, forward=forward)
        return found[0]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_people_are_found_with_all_forms_of_their_names(desk: Desk) -> None:
    row = desk.row("Ilvane Marrow")
    assert row.variants == ("Ilvane",)
    assert (row.count, row.confirmed, row.hidden) == (4, False, False)


def test_confirming_writes_a_sheet(desk: Desk) -> None:
    desk.cast.confirm("Torrin Vale")
    assert desk.row("Torrin Vale").confirmed
    assert (desk.root / "characters" / "Torrin Vale.md").exists()
    assert desk.names()[0] == "Torrin Vale"


def test_hiding_a_found_name_and_showing_it_again(desk: Desk) -> None:
    desk.cast.hide("Torrin Vale")
    assert desk.names() == ["Ilvane Marrow"]
    desk.cast.unhide("Torrin Vale")
    assert "Torrin Vale" in desk.names()


def test_hiding_a_character_keeps_its_sheet(desk: Desk) -> None:
    desk.cast.set_note("Torrin Vale", "The ferryman.")
    desk.cast.hide("Torrin Vale")
    assert desk.row("Torrin Vale").hidden
    assert "The ferryman." in (desk.root / "characters" / "Torrin Vale.md").read_text()


def test_merging_makes_one_person_with_both_notes(desk: Desk) -> None:
    desk.cast.set_note("Ilvane Marrow", "Keeps the lamp.")
    desk.cast.set_note("Torrin Vale", "Rows.")
    desk.cast.merge("Ilvane Marrow", "Torrin Vale")
    desk.scheduler.advance(0)
    row = desk.row("Ilvane Marrow")
    assert row.note == "Keeps the lamp.\n\nRows."
    assert {"Torrin Vale", "Torrin"} <= set(row.variants)
    assert desk.names() == ["Ilvane Marrow"]
    assert row.count == 8


def test_adding_somebody_the_text_does_not_name_yet(desk: Desk) -> None:
    desk.cast.add("  Aunt   Sefa ")
    assert desk.row("Aunt Sefa").confirmed
    assert desk.row("Aunt Sefa").count == 0


def test_an_unchanged_note_is_not_written(desk: Desk) -> None:
    jobs = desk.runner.jobs
    desk.cast.set_note("Torrin Vale", "")
    assert desk.runner.jobs == jobs


def test_the_walk_goes_through_all_chapters_and_round(desk: Desk) -> None:
    first = desk.walk("Ilvane Marrow", "One", 0)
    assert first is not None
    assert (first.number, first.total, first.span.of(ONE)) == (1, 4, "Ilvane Marrow")
    after = desk.walk("Ilvane Marrow", "One", len(ONE))
    assert after == Mention(ChapterId("chapters/Two.md"), Span(8, 14), 4, 4)
    last = desk.walk("Ilvane Marrow", "Two", 40)
    assert last is not None
    assert last.number == 1


def test_the_walk_goes_back(desk: Desk) -> None:
    place = desk.walk("Torrin Vale", "Two", 0, forward=False)
    assert place is not None
    assert (place.chapter, place.number) == ("chapters/One.md", 3)


def test_a_name_that_stands_nowhere(desk: Desk) -> None:
    desk.cast.add("Nobody Yet")
    assert desk.walk("Nobody Yet", "One", 0) is None


def test_the_walk_sees_what_was_just_typed(desk: Desk) -> None:
    desk.session.open_chapter(ChapterId("chapters/Two.md"), lambda _: None)
    assert desk.walk("Ilvane Marrow", "Two", 0) is not None
    desk.session.edited(ChapterId("chapters/Two.md"), TextEdit(0, 0, "Ilvane woke. "))
    place = desk.walk("Ilvane Marrow", "Two", 0, forward=False)
    assert place is not None
    assert place.total == 5


def test_new_people_are_learnt_after_a_while(desk: Desk) -> None:
    desk.session.open_chapter(ChapterId("chapters/Two.md"), lambda _: None)
    more = "“Row,” said Sefa. Then Sefa sang, and Sefa wept. "
    desk.session.edited(ChapterId("chapters/Two.md"), TextEdit(0, 0, more))
    assert "Sefa" not in desk.names()
    desk.scheduler.advance(DEBOUNCE)
    assert "Sefa" in desk.names()


def test_a_cast_learnt_elsewhere_is_taken(tmp_path: Path) -> None:
    learnt: Event[Cast] = Event()
    desk = Desk(tmp_path, learnt)
    assert desk.cast.people == ()
    learnt.emit(Cast.learn([ONE, TWO]))
    assert desk.names() == ["Ilvane Marrow", "Torrin Vale"]


def test_merging_can_be_taken_back(desk: Desk) -> None:
    desk.cast.set_note("Torrin Vale", "Rows.")
    desk.cast.merge("Ilvane Marrow", "Torrin Vale")
    desk.cast.undo()
    desk.scheduler.advance(0)
    assert desk.names() == ["Torrin Vale", "Ilvane Marrow"]
    assert desk.row("Torrin Vale").note == "Rows."
    assert not desk.row("Ilvane Marrow").confirmed
    assert not (desk.root / "characters" / "Ilvane Marrow.md").exists()


def test_hiding_and_adding_can_be_taken_back(desk: Desk) -> None:
    desk.cast.hide("Torrin Vale")
    desk.cast.add("Aunt Sefa")
    desk.cast.undo()
    assert desk.names() == ["Ilvane Marrow"]
    desk.cast.undo()
    desk.cast.undo()
    assert desk.names() == ["Ilvane Marrow", "Torrin Vale"]
    assert not desk.cast.can_undo
