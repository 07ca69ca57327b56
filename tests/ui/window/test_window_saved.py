from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.app.session.session_fact import SaveState
from studio.model.chapter import ChapterId
from studio.model.problem import Problem
from studio.ui.start import Program

ONE, TWO = ChapterId("chapters/One.md"), ChapterId("chapters/Two.md")
FULL = "The disk is full."


@pytest.fixture
def program(open_story: Callable[[dict[str, str]], Program]) -> Program:
    return open_story({"One": "It began.\n", "Two": "It went on.\n"})


def words(program: Program) -> str:
    return program.window.status.saved.text()


def test_not_saved_stays_while_typing_goes_on(qtbot: QtBot, program: Program) -> None:
    program.services.session.save_failed.emit(Problem(ONE, FULL))
    qtbot.keyClicks(program.window.editor.page, "Now ")
    assert words(program) == f"Not saved: {FULL}"
    program.services.session.save_now()
    qtbot.waitUntil(lambda: words(program) == "Saved", timeout=5000)


def test_another_chapter_on_the_page_does_not_hide_it(qtbot: QtBot, program: Program) -> None:
    program.services.session.save_failed.emit(Problem(ONE, FULL))
    program.story.go_to(TWO)
    qtbot.waitUntil(lambda: program.window.editor.chapter_id == TWO, timeout=5000)
    assert words(program) == f"Not saved: {FULL}"
    program.services.session.chapter_saved.emit(SaveState(ONE, True, None))
    assert words(program) == "Saved"


def test_a_chapter_that_the_writer_deletes_is_not_missed(qtbot: QtBot, program: Program) -> None:
    program.services.session.save_failed.emit(Problem(ONE, FULL))
    program.services.session.delete_chapter(ONE)
    qtbot.waitUntil(lambda: words(program) == "Saved", timeout=5000)


def test_a_story_folder_deleted_while_writing(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "story")
    qtbot.keyClicks(program.window.editor.page, "Now ")
    qtbot.waitUntil(lambda: words(program).startswith("Not saved: “One” was deleted"), timeout=8000)
    assert program.window.editor.text() == "Now It began.\n"
    program.services.session.resolve_conflict(ONE, program.window.editor.text())
    qtbot.waitUntil(lambda: words(program) == "Saved", timeout=5000)
    assert (tmp_path / "story" / ONE).read_text("utf-8") == "Now It began.\n"
