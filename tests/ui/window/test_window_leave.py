"""Leaving a story: what is not safe keeps it open, and nothing of it reaches the next one."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio.model.chapter import ChapterId
from studio.ui.dialogs.history_dialog import HistoryDialog
from studio.ui.dialogs.part import Sheet
from studio.ui.dialogs.trash_dialog import TrashDialog
from studio.ui.start import Program
from tests.helpers.window import write_story

ONE = ChapterId("chapters/One.md")
TEXT = "It began.\n"


@pytest.fixture
def program(open_story: Callable[[dict[str, str]], Program]) -> Program:
    return open_story({"One": TEXT})


def fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)


def said(program: Program) -> str:
    return program.window.notices.sentence.text() if program.window.notices.isVisible() else ""


@pytest.mark.parametrize("leave", ["close", "open", "quit"])
def test_a_story_that_is_nowhere_safe_stays_open(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leave: str
) -> None:
    session, page = program.services.session, program.window.editor.page
    other = write_story(tmp_path / "other", {"One": "Another story.\n"})
    with monkeypatch.context() as patch:
        fill_the_disk(patch)
        qtbot.keyClicks(page, "Now ")
        if leave == "close":
            program.files.close_story()
        elif leave == "open":
            program.files.open_path(other)
        else:
            program.window.close()
        qtbot.waitUntil(lambda: "stays open" in said(program), timeout=5000)
        assert program.window.isVisible()
        assert session.project is not None
        assert session.project.root == tmp_path / "story"
    qtbot.keyClicks(page, "and then ")
    session.save_now()
    file = tmp_path / "story" / ONE
    qtbot.waitUntil(lambda: file.read_text() == "Now and then It began.\n", timeout=5000)
    qtbot.waitUntil(lambda: "stays open" not in said(program), timeout=5000)
    program.files.open_path(other)
    qtbot.waitUntil(lambda: program.window.editor.text() == "Another story.\n", timeout=5000)


def test_a_second_wish_to_quit_counts(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_the_disk(monkeypatch)
    qtbot.keyClicks(program.window.editor.page, "Now ")
    program.window.close()
    assert program.window.isVisible()
    program.window.close()
    assert not program.window.isVisible()
    assert not program.saved


def test_a_story_with_an_open_question_closes_and_keeps_what_was_typed(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    session, file = program.services.session, tmp_path / "story" / ONE
    qtbot.keyClicks(program.window.editor.page, "Now ")
    file.write_text("Later it began.\n")
    session.check_files([file])
    chapter = session.chapter(ONE)
    assert chapter is not None
    qtbot.waitUntil(lambda: chapter.conflict, timeout=5000)
    program.files.close_story()
    assert session.project is None
    assert "comes back" in said(program)
    assert not program.window.notices.findChildren(QPushButton, "Look at both")
    program.files.open_path(tmp_path / "story")
    qtbot.waitUntil(lambda: "was not yet saved, and the file has changed" in said(program), timeout=5000)
    assert file.read_text() == "Later it began.\n"


def test_dialogs_about_a_story_go_with_it(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    program.versions.show_history(ONE)
    program.dialogs.show_trash()
    program.dialogs.show_replace()
    program.backups.show()
    program.files.show_keys()
    sheets = program.window.findChildren(Sheet)
    assert {HistoryDialog, TrashDialog} <= {type(each) for each in sheets}
    other = write_story(tmp_path / "other", {"One": "Another story.\n"})
    program.files.open_path(other)
    qtbot.waitUntil(lambda: program.window.editor.text() == "Another story.\n", timeout=5000)
    left = [type(each).__name__ for each in program.window.findChildren(Sheet) if each.isVisible()]
    assert left == ["KeyboardHelp"]
