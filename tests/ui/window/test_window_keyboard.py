"""Every part of the window is reached, used and left without the mouse."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.action import COMMANDS
from studio.ui.start import Program
from studio.ui.window.main_window_notice import Answer

Open = Callable[[dict[str, str]], Program]
TEXT = "Ilvane came. Ilvane went, and Oskeld called Ilvane back.\n\n* * *\n\nOskeld slept.\n"
PAGE = Path(__file__).parents[3] / "docs" / "keyboard.md"


@pytest.fixture
def program(open_story: Open, qtbot: QtBot) -> Program:
    made = open_story({"One": TEXT, "Two": "Later.\n"})
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.window.editor.focus()
    qtbot.waitUntil(made.window.editor.page.hasFocus)
    return made


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def go(program: Program, command: str) -> QWidget:
    program.window.actions_[command].trigger()
    return focused()


def test_f6_goes_round_the_parts_that_are_seen(program: Program) -> None:
    window = program.window
    window.actions_["find"].trigger()
    window.notices.tell("Which?", [Answer("Mine", lambda: None)])
    program.tools.show_findings(True)
    window.editor.focus()
    names = [go(program, "next_part").accessibleName() for _ in range(5)]
    assert names == ["Mine", "Find", "Kind of finding", "Outline", "Page"]
    names = [go(program, "previous_part").accessibleName() for _ in range(5)]
    assert names == ["Outline", "Kind of finding", "Find", "Mine", "Page"]


def test_f6_with_only_the_page_stays_there(program: Program) -> None:
    program.window.show_sidebar(False)
    assert go(program, "next_part") is program.window.editor.page


@pytest.mark.parametrize("command", ["outline", "people", "to_findings", "find", "replace", "next_part"])
def test_escape_leads_back_to_the_page(qtbot: QtBot, program: Program, command: str) -> None:
    assert go(program, command) is not program.window.editor.page
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert focused() is program.window.editor.page


def test_escape_in_a_name_leaves_the_name_only(qtbot: QtBot, program: Program) -> None:
    go(program, "people")
    program.people.add_button.click()
    assert focused() is program.people.new_name
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert not program.people.new_name.isVisible()
    assert program.people.isAncestorOf(focused())
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert focused() is program.window.editor.page


def test_an_empty_list_of_people_has_a_place_for_the_focus(qtbot: QtBot, open_story: Open) -> None:
    program = open_story({"One": "It rained.\n"})
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    go(program, "people")
    assert focused() is program.people.add_button
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert focused() is program.people.new_name


def test_the_palette_gives_the_focus_back(qtbot: QtBot, program: Program) -> None:
    before = go(program, "outline")
    palette = program.tools.show_palette()
    assert focused() is palette.field
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert focused() is before


def in_tab_order(window: QWidget) -> list[QWidget]:
    """What Tab goes through, from the widget that has the focus until it comes again."""
    found: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window and len(found) < 2000:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def test_what_can_be_clicked_can_be_reached(program: Program) -> None:
    program.window.actions_["replace"].trigger()
    program.tools.show_findings(True)
    program.window.show_side(1)
    tabbed = set(in_tab_order(program.window))
    for widget in program.window.findChildren(QWidget):
        clickable = isinstance(widget, QAbstractButton | QLineEdit | QAbstractItemView)
        if clickable and widget.isVisible() and widget.isEnabled():
            assert widget in tabbed or widget.parent() in tabbed, widget.accessibleName()


def test_the_page_of_keys_has_every_key_of_the_actions(program: Program) -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    for command in COMMANDS:
        action = program.window.actions_[command.name]
        keys = [key.toString(QKeySequence.SequenceFormat.PortableText) for key in action.shortcuts()]
        assert keys == [QKeySequence(key).toString() for key in command.keys]
        if keys:
            words = action.text().replace("&", "").rstrip("…")
            assert (" or ".join(command.keys), words) in rows


def test_no_key_of_the_window_is_missing_on_the_page(program: Program) -> None:
    text = PAGE.read_text(encoding="utf-8")
    for made in program.window.findChildren(QShortcut):
        for key in list(made.keys()):
            words = key.toString().replace("Return", "Enter")
            assert words in text or words in ("Up", "Down"), words
