"""Small words in one line that give way before the window grows: a path in its middle, else at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QToolTip

_LEAST = 40  # pixels that words which give way keep
_PATH = re.compile(r"(?<=“)[^“”]*[/\\][^“”]*(?=”)|(?:[A-Za-z]:)?[/\\]\S[^“”]*\Z")


def fitted(words: str, width: float, measure: Callable[[str], float]) -> str:
    """``words``, with as much of the middle of a path in them left out as ``width`` asks for.

    The path's beginning and its last folders say most. What is still too long then is for the caller to cut.

    Args:
        measure: how wide a string is, in the unit of ``width``.
    """
    found = _PATH.search(words)
    if found is None or measure(words) <= width:
        return words
    before, after = words[: found.start()], words[found.end() :]
    shown = words
    for path in _shorter(found.group()):
        shown = f"{before}{path}{after}"
        if measure(shown) <= width:
            break
    return shown


def _shorter(path: str) -> Iterator[str]:
    """Ever shorter forms: "/media/me/…/Story", "/media/…/Story", "…/Story"."""
    sign = "\\" if "\\" in path and "/" not in path else "/"
    parts = path.split(sign)
    head = 2 if parts[0] == "" else 1
    for kept in range(len(parts) - 1, 1, -1):
        ends = max(1, (kept + 1) // 2)
        starts = max(head, kept - ends)
        if starts + ends < len(parts):
            yield sign.join([*parts[:starts], "…", *parts[-ends:]])
    yield sign.join(["…", parts[-1]])


class QuietLabel(QLabel):
    """Small words called ``name``; with ``cut`` they give way, and a tip tells them in full."""

    def __init__(self, name: str, *, cut: bool = False) -> None:
        super().__init__()
        self._cut = cut
        self.setProperty("role", "small")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleDescription(name)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _LEAST), hint.height()) if self._cut else hint

    def shown_words(self) -> str:
        """What is seen of the words."""
        words, width, metrics = self.text(), self.contentsRect().width(), self.fontMetrics()
        if not self._cut or metrics.horizontalAdvance(words) <= width:
            return words
        return metrics.elidedText(
            fitted(words, width, metrics.horizontalAdvance), Qt.TextElideMode.ElideRight, width
        )

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and not self.toolTip() and self.shown_words() != self.text():
            QToolTip.showText(event.globalPos(), self.text(), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.shown_words()
        if shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.contentsRect(), int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
