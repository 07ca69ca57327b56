"""Typed quotation marks, dashes and dots become what the story has, and Backspace brings back the key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.text.span import Span
from studio.text.typed_mark import Habit
from studio.ui.editor.page import Page
from studio.ui.start import Program

Open = Callable[[dict[str, str]], Program]
CURLY = "“It’s late—too late,” she said.\n\n" * 4
STRAIGHT = '"It\'s late--too late," she said.\n\n' * 4


def page_of(program: Program) -> Page:
    page = program.window.editor.page
    page.moveCursor(QTextCursor.MoveOperation.End)
    return page


@pytest.fixture
def curly(open_story: Open) -> Program:
    return open_story({"One": CURLY})


def tail(program: Program, text: str = CURLY) -> str:
    return program.window.editor.text().removeprefix(text)


def test_marks_are_curly_in_a_curly_story(qtbot: QtBot, curly: Program) -> None:
    qtbot.keyClicks(page_of(curly), "\"It's--\" She rose. 'Tis nothing...")
    assert tail(curly) == "“It’s—” She rose. ’Tis nothing..."


def test_marks_are_as_typed_in_a_straight_story(qtbot: QtBot, open_story: Open) -> None:
    program = open_story({"One": STRAIGHT})
    qtbot.keyClicks(page_of(program), '"It\'s--"')
    assert tail(program, STRAIGHT) == '"It\'s--"'


def test_a_new_chapter_is_written_like_the_others(qtbot: QtBot, open_story: Open) -> None:
    program = open_story({"One": "", "Two": STRAIGHT})
    qtbot.waitUntil(lambda: bool(program.typing._habits._counts), timeout=5000)
    qtbot.keyClicks(page_of(program), '"No."')
    assert program.window.editor.text() == '"No."'


@pytest.mark.parametrize(
    ("keys", "shown", "back"),
    [('"', "“", '"'), ("it's"[:3], "it’", "it'"), ("so--", "so—", "so--"), ("'tis ", "’tis ", "‘tis ")],
)
def test_backspace_right_behind_it_brings_the_key_back(
    qtbot: QtBot, curly: Program, keys: str, shown: str, back: str
) -> None:
    page = page_of(curly)
    qtbot.keyClicks(page, keys)
    assert tail(curly) == shown
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    assert tail(curly) == back
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    assert tail(curly) == back[:-1]


def test_backspace_later_deletes(qtbot: QtBot, curly: Program) -> None:
    page = page_of(curly)
    qtbot.keyClicks(page, '"')
    qtbot.keyClick(page, Qt.Key.Key_Left)
    qtbot.keyClick(page, Qt.Key.Key_Right)
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    assert tail(curly) == ""


def test_it_is_one_undo_step(qtbot: QtBot, curly: Program) -> None:
    page = page_of(curly)
    qtbot.keyClicks(page, "so-")
    qtbot.keyClicks(page, "-")
    page.undo()
    assert tail(curly) == "so-"
    page.redo()
    assert tail(curly) == "so—"


def test_typing_over_a_selection_is_one_step_too(qtbot: QtBot, curly: Program) -> None:
    editor = curly.window.editor
    editor.select(Span(0, len(CURLY)))
    qtbot.keyClicks(editor.page, '"')
    assert editor.text() == "“"
    editor.page.undo()
    assert editor.text() == CURLY


def test_a_word_with_an_apostrophe_is_undone_as_one(qtbot: QtBot, curly: Program) -> None:
    page = page_of(curly)
    qtbot.keyClicks(page, "It's")
    page.undo()
    assert tail(curly) == ""


def test_the_settings_may_say_otherwise(qtbot: QtBot, curly: Program) -> None:
    never = {"typing_quotes": Habit.NEVER, "typing_dashes": Habit.NEVER, "typing_ellipses": Habit.ALWAYS}
    curly.files.change_settings(replace(curly.files.settings, **never))  # type: ignore[arg-type]
    qtbot.keyClicks(page_of(curly), "\"It's--...")
    assert tail(curly) == "\"It's--…"


def test_dead_keys_write_the_same_marks(qtbot: QtBot, curly: Program) -> None:
    page = page_of(curly)
    for sign in ('"', "é", "'"):
        QApplication.sendEvent(page, QInputMethodEvent("´", []))
        composed = QInputMethodEvent()
        composed.setCommitString(sign)
        QApplication.sendEvent(page, composed)
    assert tail(curly) == "“é’"
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    assert tail(curly) == "“é'"


def test_a_page_that_can_only_be_read_stays(qtbot: QtBot, curly: Program) -> None:
    page = page_of(curly)
    page.setReadOnly(True)
    qtbot.keyClicks(page, '"')
    assert tail(curly) == ""


def test_enter_ends_a_word_as_a_space_does(qtbot: QtBot, curly: Program) -> None:
    page = page_of(curly)
    qtbot.keyClicks(page, "He said 'tis")
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert tail(curly) == "He said ’tis\n"
    page.undo()
    assert tail(curly) == "He said ‘tis"
    page.redo()
    assert tail(curly) == "He said ’tis\n"
    assert page.caret() == len(page_of(curly).chapter.text)  # type: ignore[union-attr]


def test_enter_over_a_selection_ends_the_word_before_it(qtbot: QtBot, curly: Program) -> None:
    page = page_of(curly)
    qtbot.keyClicks(page, "'tis gone")
    text = curly.window.editor.text()
    start = text.index("‘tis" if "‘tis" in text else "’tis") + 4
    curly.window.editor.select(Span(start, len(text)))
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert tail(curly) == "’tis\n"
