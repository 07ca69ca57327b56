"""A chapter of a size that no chapter should have: opened, written in and saved all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.app.session.autosave import Autosave, AutosaveTiming
from studio.app.structure.outline_service import OutlineService
from studio.model.edit import TextEdit
from studio.storage.chapter_file import LARGE_ABOVE
from studio.text.span import Span
from tests.helpers.desk import ONE, Desk, make_story
from tests.helpers.runner import ManualScheduler

SENTENCE = "The ferry came late that evening, and nobody on the quay said a word. " * 4 + "\n\n"


@pytest.fixture(scope="module")
def text() -> str:
    return SENTENCE * (LARGE_ABOVE // len(SENTENCE) + 100)


def test_it_is_opened_written_in_and_saved(tmp_path: Path, text: str) -> None:
    desk = Desk(make_story(tmp_path / "story", One=text))
    assert not desk.open().read_only
    assert "larger than 20 MB" in desk.sentences()
    desk.type("slowly ", 4)
    desk.session.save_now()
    assert desk.on_disk() == desk.open().text == f"{text[:4]}slowly {text[4:]}"


def test_its_typing_survives_a_kill(tmp_path: Path, text: str) -> None:
    desk = Desk(make_story(tmp_path / "story", One=text))
    desk.type("slowly ", 4)
    desk.scheduler.advance(0.5)
    assert desk.crash().open().text.startswith("The slowly ferry")


def test_what_another_program_changed_is_merged(tmp_path: Path, text: str) -> None:
    desk = Desk(make_story(tmp_path / "story", One=text))
    desk.type("slowly ", 4)
    desk.others_write(text + "Nobody waved.\n")
    desk.scheduler.advance(3.0)
    assert desk.open().text == f"{text[:4]}slowly {text[4:]}Nobody waved.\n"


def test_a_save_may_wait_longer_and_the_journal_does_not() -> None:
    scheduler, saved = ManualScheduler(), []
    autosave = Autosave(scheduler, AutosaveTiming(), saved.append)
    autosave.edited(ONE, 10.0)
    scheduler.advance(9.9)
    assert not saved
    scheduler.advance(0.2)
    assert saved == [ONE]


@pytest.mark.parametrize("after", ["The old gate", "The old ga", "The new gate stood", "The new gate "])
def test_a_text_that_does_not_fit_the_edit_is_not_taken(tmp_path: Path, after: str) -> None:
    desk = Desk(make_story(tmp_path / "story", One="The old gate"))
    chapter = desk.open()
    desk.session.edited(ONE, TextEdit(4, 3, "new"), after)
    assert chapter.text == "The new gate"


def test_the_outline_has_one_scene_with_about_its_words(tmp_path: Path, text: str) -> None:
    desk = Desk(make_story(tmp_path / "story", One=text))
    service = OutlineService(desk.session, desk.runner, desk.scheduler)
    desk.session.open(desk.root)
    desk.scheduler.advance(1.0)
    (chapter,) = service.chapters
    assert [scene.span for scene in chapter.scenes] == [Span(0, len(text))]
    words = len(text.split())
    assert chapter.words is not None
    assert abs(chapter.words - words) < words / 100
