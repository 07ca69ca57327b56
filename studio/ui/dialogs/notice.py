"""A quiet line over the page that says one thing and offers what to do about it. Never modal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from studio.ui.dialogs.part import UNIT, button, clear, label, named, row, tool


class Notice(QWidget):
    """One sentence with some answers.

    Signals:
        chosen: key of the answer that was picked.
        closed: the notice was put away, by Escape, its button, or after an answer.
        left: it was put away while it had the focus, which somebody else should take now.
    """

    chosen = Signal(str)
    closed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sentence = label("", wrap=True)
        self.sentence.setMinimumWidth(280)
        self._answers = row()
        self.close_button = tool("✕", "Put this notice away", self.put_away)
        line = row(self.sentence, self._answers, self.close_button, spacing=UNIT)
        line.setStretch(0, 1)
        line.setContentsMargins(3 * UNIT, UNIT, 2 * UNIT, UNIT)
        self.setLayout(line)
        self.hide()

    def say(self, sentence: str, answers: Sequence[tuple[str, str]] = ()) -> None:
        """Show ``sentence`` with ``answers``, pairs of a key and the words on its button."""
        self.sentence.setText(sentence)
        named(self, sentence)
        clear(self._answers)
        for key, words in answers:
            self._answers.addWidget(button(words, lambda key=key: self._answer(key)))  # type: ignore[misc]
        self.show()

    def put_away(self) -> None:
        """Hide the notice; what it offered stays to be had elsewhere."""
        if not self.isHidden():
            self._hide()
            self.closed.emit()

    def take_focus(self) -> bool:
        """Give the first answer the focus, or the button that puts it away; False if no notice is shown."""
        if not self.isVisible():
            return False
        first = self._answers.itemAt(0)
        target = first.widget() if first is not None else None
        (target or self.close_button).setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _answer(self, key: str) -> None:
        self._hide()
        self.chosen.emit(key)
        self.closed.emit()

    def _hide(self) -> None:
        focused = self.focusWidget()
        had_focus = focused is not None and focused.hasFocus()
        self.hide()
        if had_focus:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)
