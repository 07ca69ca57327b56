"""Draws a change in its line of text: what goes is struck out, what comes is bold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.ui.dialogs.part import Look

PLACE = Qt.ItemDataRole.UserRole
"""The role under which an item holds what is drawn."""

_Index = QModelIndex | QPersistentModelIndex
_ALIGN = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ROOM = 8


@runtime_checkable
class Place(Protocol):
    """A place in a text, and what would stand there."""

    @property
    def before(self) -> str: ...
    @property
    def found(self) -> str: ...
    @property
    def new(self) -> str: ...
    @property
    def after(self) -> str: ...


@dataclass(frozen=True, slots=True)
class NotedPlace:
    """A place with a remark, shown at the end of its line."""

    before: str
    found: str
    new: str
    after: str
    note: str = ""


class PlaceDelegate(QStyledItemDelegate):
    """Draws items that hold a ``Place`` under the role ``PLACE``; others as ever."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        place = index.data(PLACE)
        if not isinstance(place, Place):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        room.adjust(4, 0, -4, 0)
        painter.save()
        painter.setClipRect(room)
        x = room.left()
        for words, font, colour in self._runs(place, option):
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(x, room.top(), room.width() * 4, room.height(), _ALIGN, words)
            x += painter.fontMetrics().horizontalAdvance(words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), option.fontMetrics.height() + _ROOM))

    def _runs(self, place: Place, option: QStyleOptionViewItem) -> list[tuple[str, QFont, QColor]]:
        plain, gone, new, aside = (QFont(option.font) for _ in range(4))
        gone.setStrikeOut(place.new != place.found)
        new.setBold(True)
        aside.setItalic(True)
        text, muted = option.palette.color(QPalette.ColorRole.Text), QColor(self._look.muted)
        found = [(place.before, plain, text), (place.found, gone, QColor(self._look.removed))]
        if place.new != place.found:
            found.append((_beside(place.found, place.new), new, QColor(self._look.added)))
        found.append((place.after, plain, text))
        note = place.note if isinstance(place, NotedPlace) else ""
        return [*found, (f"   {note}", aside, muted)] if note else found


def _beside(found: str, new: str) -> str:
    """What comes, a little apart from what goes, so that two words do not read as one."""
    return f" {new}" if found and not found[-1].isspace() and new and not new[0].isspace() else new
