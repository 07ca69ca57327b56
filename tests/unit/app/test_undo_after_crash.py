"""The page's undo steps are kept with each save, so that a killed program costs none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.desk import ONE, Desk, make_story


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make_story(tmp_path / "story", One="It began.\n"))


def taken_back(desk: Desk, count: int) -> str:
    chapter = desk.open()
    text = chapter.text
    for step in chapter.steps.newest_first()[:count]:
        text = step.apply(text)
    return text


def test_steps_of_saved_words_survive_a_kill(desk: Desk) -> None:
    desk.type("Now ", 0)
    desk.session.save_now()
    again = desk.crash()
    assert again.open().text == "Now It began.\n"
    assert taken_back(again, 1) == "It began.\n"


def test_so_do_those_of_words_that_came_back_from_the_journal(desk: Desk) -> None:
    desk.type("Now ", 0)
    desk.session.save_now()
    desk.type("And later.\n")
    desk.scheduler.advance(0.5)
    again = desk.crash()
    assert again.open().text == "Now It began.\nAnd later.\n"
    assert taken_back(again, 1) == "Now It began.\n"
    assert taken_back(again, 2) == "It began.\n"


def test_steps_from_before_are_not_forgotten_by_later_saves(desk: Desk) -> None:
    desk.type("Now ", 0)
    desk.session.save_now()
    again = desk.crash()
    again.type("More.\n")
    again.session.save_now()
    third = again.crash()
    assert taken_back(third, 2) == "It began.\n"


def test_what_another_program_wrote_is_a_step_too(desk: Desk) -> None:
    desk.open()
    desk.others_write("It began otherwise.\n")
    desk.scheduler.advance(5.0)
    desk.type("Now ", 0)
    desk.session.save_now()
    again = desk.crash()
    assert taken_back(again, 2) == "It began.\n"


def test_steps_of_another_text_are_not_used(desk: Desk) -> None:
    desk.type("Now ", 0)
    desk.session.save_now()
    (desk.root / ONE).write_text("Quite another text.\n")
    assert desk.crash().open().steps.newest_first() == ()
