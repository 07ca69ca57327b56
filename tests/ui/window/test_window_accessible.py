"""What a screen reader is told: every part that can be used has a name and a role."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.proofing.finding import Category
from studio.text.span import Span
from studio.ui.editor import card as card_module
from studio.ui.start import Program
from studio.ui.window.main_window_notice import Answer
from tests.helpers.window import finding

Open = Callable[[dict[str, str]], Program]
TEXT = "Ilvane came. Ilvane went, and Oskeld called Ilvane back.\n\nTeh end.\n"
_USED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
_NO_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}


@pytest.fixture
def program(open_story: Open) -> Program:
    return open_story({"One": TEXT, "Two": "Later.\n"})


def used(root: QWidget) -> Iterator[QWidget]:
    """What can be used under ``root``; what Qt puts into its own fields is a part of them."""
    for widget in root.findChildren(QWidget):
        inside = widget.parent()
        part = isinstance(inside, QLineEdit | QAbstractSpinBox) or (
            inside is not None and type(inside).__name__ in ("QComboBoxPrivateContainer", "QMenuBar")
        )
        if isinstance(widget, _USED) and widget.isVisible() and not part:
            yield widget


def nameless(root: QWidget) -> list[str]:
    found = []
    for widget in used(root):
        told = QAccessible.queryAccessibleInterface(widget)
        assert told is not None
        name = told.text(QAccessible.Text.Name)
        if not name.strip() or len(name) < 2 or told.role() in _NO_ROLE:
            found.append(f"{type(widget).__name__} {widget.objectName()} “{name}” {told.role()}")
    return found


def test_the_window(program: Program) -> None:
    program.window.actions_["replace"].trigger()
    program.tools.show_findings(True)
    program.window.notices.tell("Which?", [Answer("Mine", lambda: None)])
    for number in (0, 1):
        program.window.show_side(number)
        assert nameless(program.window) == []
    program.window.actions_["close_story"].trigger()
    assert nameless(program.window) == []


@pytest.mark.parametrize(
    "command",
    [
        "new_story",
        "history",
        "backups",
        "export",
        "settings",
        "replace_story",
        "trash",
        "tense",
        "keys",
        "about",
    ],
)
def test_a_dialog(qtbot: QtBot, program: Program, command: str) -> None:
    program.window.actions_[command].trigger()
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert len(shown) == 1
    assert shown[0].accessibleName()
    assert nameless(shown[0]) == []
    qtbot.keyClick(shown[0], Qt.Key.Key_Escape)
    assert not shown[0].isVisible()


def test_the_palette(program: Program) -> None:
    assert nameless(program.tools.show_palette()) == []


def test_the_reason_of_a_finding_is_said_aloud(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    class Told:
        @staticmethod
        def updateAccessibility(event: object) -> None:
            said.append(event.message())  # type: ignore[attr-defined]

    monkeypatch.setattr(card_module, "QAccessible", Told)
    editor = program.window.editor
    slip = finding(TEXT, "Teh", "The", category=Category.SPELLING)
    editor.set_findings(editor.chapter_id, Span(0, len(TEXT)), (slip,))
    editor.show_next()
    assert said == [f"spelling: Teh, suggestion The. {slip.message}"]
    told = QAccessible.queryAccessibleInterface(editor.card)
    assert told is not None
    assert told.text(QAccessible.Text.Name) == "spelling: Teh, suggestion The"
    assert told.text(QAccessible.Text.Description) == slip.message
    assert told.role() not in _NO_ROLE
    assert nameless(editor.card) == []
