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
    """

    chosen = Signal(str)
    closed = Signal()

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
            self.hide()
            self.closed.emit()

    def _answer(self, key: str) -> None:
        self.hide()
        self.chosen.emit(key)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)
