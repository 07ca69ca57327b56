"""A small picture of a mark's line, for the card, the panel and the settings."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from studio.ui.editor.mark_kind import MarkKind
from studio.ui.editor.mark_paint import draw_line

_WIDTH, _HEIGHT = 26, 14


class ShapeSample(QWidget):
    """Shows the line of a kind of finding."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: MarkKind | None = None
        self._colour = QColor()
        self.setFixedSize(_WIDTH, _HEIGHT)

    def show_kind(self, kind: MarkKind, colour: str) -> None:
        """Show the line of ``kind`` in ``colour``."""
        self._kind, self._colour = kind, QColor(colour)
        self.setAccessibleName(f"{kind.shape} line")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._kind is not None:
            painter = QPainter(self)
            _draw(painter, self._kind, self._colour)
            painter.end()


def sample_pixmap(kind: MarkKind, colour: str, ratio: float) -> QPixmap:
    """The same picture for item views; ``ratio`` is the screen's device pixel ratio."""
    pixmap = QPixmap(round(_WIDTH * ratio), round(_HEIGHT * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _draw(painter, kind, QColor(colour))
    painter.end()
    return pixmap


def _draw(painter: QPainter, kind: MarkKind, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_line(painter, kind.shape, colour, 1, _WIDTH - 1, _HEIGHT / 2 - 1.5)
