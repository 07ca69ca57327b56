"""The few icons: drawn as SVG, coloured by the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from studio.ui.theme.resource import resource

_SIZE = 18


def icon(name: str, colour: str, ratio: float = 2.0) -> QIcon:
    """The icon ``resources/icons/<name>.svg`` in ``colour``; an empty one if there is none."""
    path = resource("icons", f"{name}.svg")
    if not path.is_file():
        return QIcon()
    drawing = path.read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode("utf-8")))
    pixmap = QPixmap(QSize(_SIZE, _SIZE) * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return QIcon(pixmap)


def program_icon() -> QIcon:
    """The program's own sign."""
    return QIcon(str(resource("icons", "story-studio.svg")))
