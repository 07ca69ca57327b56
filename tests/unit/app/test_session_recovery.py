from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.storage.chapter_file import read_chapter
from tests.helpers.desk import ONE, TWO, Desk, make_story


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(make_story(tmp_path / "story", One="It began.\n", Two="Two.\n"))
    desk.type("Unsaved.")
    desk.scheduler.advance(0.5)
    return desk


def test_unsaved_typing_comes_back_and_is_saved(desk: Desk) -> None:
    again = desk.crash()
    assert again.open().text == "It began.\nUnsaved."
    assert again.told["recovered"][0].applied
    again.scheduler.advance(2)
    assert again.on_disk() == "It began.\nUnsaved."
    assert again.kept()["session start"] == "It began.\n"
    assert again.journals() == []


def test_recovered_typing_survives_a_second_crash(desk: Desk) -> None:
    again = desk.crash()
    again.open()
    again.type(" More.")
    again.scheduler.advance(0.5)
    assert again.crash().open().text == "It began.\nUnsaved. More."


def test_nothing_is_recovered_after_a_proper_end(desk: Desk) -> None:
    desk.session.close()
    again = Desk(desk.root)
    again.open()
    assert again.told["recovered"] == []


def test_a_crash_between_the_save_and_the_end_of_the_journal_changes_nothing(desk: Desk) -> None:
    journal = desk.journals()[0]
    held = journal.with_suffix(".copy")
    desk.session.save_now()
    desk.type(" Then.")
    desk.scheduler.advance(0.5)
    os.link(desk.journals()[0], held)
    again = desk.crash()
    assert again.open().text == "It began.\nUnsaved. Then."


def test_newer_text_is_never_covered_but_the_typing_is_offered(desk: Desk) -> None:
    desk.file().write_text("It began anew.\n")
    again = desk.crash()
    assert again.open().text == "It began anew.\n"
    offer = again.told["recovered"][0]
    assert (offer.applied, offer.before) == (False, "It began anew.\n")
    assert again.kept()["recovered typing"] == "It began.\nUnsaved."
    again.session.resolve_conflict(ONE, offer.after)
    assert again.on_disk() == offer.after
    assert "Unsaved." in offer.after


def test_typing_on_before_answering_an_offer_is_merged_into_it(desk: Desk) -> None:
    desk.file().write_text("Prologue.\n\nIt began.\n")
    again = desk.crash()
    again.open()
    again.type("New words. ", at=0)
    again.session.resolve_conflict(ONE, again.told["recovered"][0].after)
    assert again.on_disk() == "New words. Prologue.\n\nIt began.\nUnsaved."


def test_typing_of_a_chapter_that_is_gone_is_kept(desk: Desk) -> None:
    desk.file().unlink()
    again = desk.crash()
    assert "was kept as" in again.sentences()
    assert again.journals() == []
    kept = list((desk.root / "history" / "One").iterdir())
    assert [read_chapter(path).text for path in kept] == ["It began.\nUnsaved."]


def test_a_second_window_leaves_the_journal_of_the_first_alone(desk: Desk) -> None:
    second = Desk(desk.root)
    assert second.open().text == "It began.\n"
    second.session.close()
    assert len(desk.journals()) == 1


def test_typing_in_any_chapter_is_offered_at_the_start(desk: Desk) -> None:
    desk.type("Later.", chapter_id=TWO)
    desk.scheduler.advance(0.45)
    again = desk.crash()
    assert {fact.id for fact in again.told["recovered"]} == {ONE, TWO}
    again.scheduler.advance(3)
    assert (again.on_disk(ONE), again.on_disk(TWO)) == ("It began.\nUnsaved.", "Two.\nLater.")
    assert again.journals() == []
