"""A fix as a button, with the key that takes it in front of its words."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from studio.ui.editor.mark_words import FixWords
from studio.ui.theme.theme import Theme

_LEFT = 9  # pixels before the number
_ROOM = 13  # pixels for it; the style sheet keeps both free before the words
_FAINTER = 0.78  # of the words' strength, on the button of the first fix


class FixButton(QPushButton):
    """The fix that the key ``number`` takes; the first one is also taken by Enter, and looks so."""

    def __init__(self, number: int, words: FixWords, theme: Theme, parent: QWidget) -> None:
        super().__init__(words.label, parent)
        self._number = number
        self._theme = theme
        self.setProperty("kind", "primary" if number == 1 else "fix")
        self.setProperty("numbered", True)
        self.setAutoDefault(False)
        self.setToolTip(f"Key {number}" + (" or Enter" if number == 1 else ""))
        self.setAccessibleName(f"{number}: {words.spoken}")

    def number_rect(self) -> QRect:
        """Where the number stands."""
        return QRect(_LEFT, 0, _ROOM, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = self._theme.colours
        colour = QColor(colours.on_accent if self._number == 1 else colours.muted)
        if self._number == 1:
            colour.setAlphaF(_FAINTER)
        painter = QPainter(self)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        painter.setPen(colour)
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.number_rect(), int(side), str(self._number))
        painter.end()
