from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from studio.model.chapter import ChapterId
from studio.model.problem import Problem
from studio.storage.lock import StoryLock
from studio.storage.places import UserFolders
from studio.ui.start import Program

ONE = ChapterId("chapters/One.md")
FULL = "The disk is full."


@pytest.fixture
def program(open_story: Callable[[dict[str, str]], Program]) -> Program:
    return open_story({"One": "It began.\n"})


def answers(program: Program) -> dict[str, QPushButton]:
    return {each.text(): each for each in program.window.notices.findChildren(QPushButton)}


def test_a_chapter_that_cannot_be_saved_can_be_saved_elsewhere(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, notices = program.services.session, program.window.notices
    session.save_failed.emit(Problem(ONE, FULL))
    assert notices.isHidden()  # once may be a file that is held for a moment
    session.save_failed.emit(Problem(ONE, FULL))
    assert notices.sentence.text() == FULL
    qtbot.keyClicks(program.window.editor.page, "Now ")
    copy = tmp_path / "copy.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(copy), ""))
    answers(program)["Save a copy elsewhere…"].click()
    qtbot.waitUntil(lambda: "A copy of the text of now" in program.window.status.said.text(), timeout=5000)
    assert copy.read_text() == "Now It began.\n"


def test_the_offer_goes_once_it_is_saved(qtbot: QtBot, program: Program) -> None:
    session = program.services.session
    for _ in range(2):
        session.save_failed.emit(Problem(ONE, FULL))
    qtbot.keyClicks(program.window.editor.page, "Now ")
    qtbot.waitUntil(program.window.notices.isHidden, timeout=5000)


def test_a_copy_that_fails_too_is_a_sentence(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone" / "copy.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(gone), ""))
    program.rescue.save_copy(ONE)
    notices = program.window.notices
    qtbot.waitUntil(lambda: "folder of “copy.md” is gone" in notices.sentence.text(), timeout=5000)


def test_settings_that_cannot_be_saved_count_and_are_tried_again(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.ui.window.main_window_file._SETTINGS_AGAIN", 0.05)
    folder = program.store.path.parent
    blocked = folder.with_name("aside")
    if folder.exists():
        folder.rename(blocked)
    folder.write_text("in the way")
    program.tools.zoom(1)
    notices = program.window.notices
    qtbot.waitUntil(lambda: "settings could not be saved" in notices.sentence.text(), timeout=5000)
    folder.unlink()
    qtbot.waitUntil(program.store.path.is_file, timeout=5000)
    assert "text_size = 13.5" in program.store.path.read_text()
    qtbot.waitUntil(notices.isHidden, timeout=5000)


def test_a_second_window_offers_to_take_the_story_over(
    qtbot: QtBot, qapp: QApplication, program: Program, tmp_path: Path
) -> None:
    program.services.session.close()
    other = StoryLock(tmp_path / "story" / ".story-studio" / "lock", host="study")
    assert other.acquire() is None
    program.files.open_path(tmp_path / "story")
    notices = program.window.notices
    qtbot.waitUntil(lambda: "on the computer “study”" in notices.sentence.text(), timeout=5000)
    qtbot.waitUntil(program.window.editor.page.isReadOnly, timeout=5000)
    answers(program)["Write here instead"].click()
    qtbot.waitUntil(lambda: not program.services.session.read_only, timeout=5000)
    qtbot.waitUntil(lambda: not program.window.editor.page.isReadOnly(), timeout=5000)
    assert not other.beat()


def test_a_second_window_says_when_the_story_is_free(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    program.services.session.close()
    other = StoryLock(tmp_path / "story" / ".story-studio" / "lock", host="study")
    assert other.acquire() is None
    program.files.open_path(tmp_path / "story")
    notices = program.window.notices
    qtbot.waitUntil(lambda: "on the computer “study”" in notices.sentence.text(), timeout=5000)
    other.release()
    story = program.services.session.project
    assert story is not None
    program.services.session.freed.emit(story)
    assert notices.sentence.text() == "The other window has closed this story; you can write here now."
    answers(program)["Write here"].click()
    qtbot.waitUntil(lambda: not program.services.session.read_only, timeout=5000)
    qtbot.waitUntil(lambda: not program.window.editor.page.isReadOnly(), timeout=5000)


def test_a_program_whose_settings_cannot_be_written_ends_calmly(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "config").write_text("in the way")
    program = Program(qapp, UserFolders.inside(tmp_path / "home"), checking=False)
    program.show()
    program.fill([])
    program.window.close()
    assert program.saved
    program.window.deleteLater()
    qapp.styleHints().colorSchemeChanged.disconnect()
    program.theme.deleteLater()
    qapp.processEvents()
