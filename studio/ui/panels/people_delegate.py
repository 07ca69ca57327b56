"""How a person's row is drawn: sign, name, variants below, count on the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.app.cast_service import PersonRow
from studio.ui.dialogs.part import Look
from studio.ui.panels.people_model import PeopleRole

_LEFT = 36
_RIGHT = 14


class PeopleDelegate(QStyledItemDelegate):
    """A ticked disc for confirmed people, a ring for found ones, a crossed ring for hidden ones."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        person = index.data(PeopleRole.PERSON)
        line = QFontMetrics(option.font).height()
        lines = 2 if isinstance(person, PersonRow) and person.variants else 1
        return QSize(160, lines * line + 14)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        person = index.data(PeopleRole.PERSON)
        if not isinstance(person, PersonRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        line = QFontMetrics(option.font).height()
        top = QRect(option.rect.left(), option.rect.top() + 7, option.rect.width(), line)
        self._sign(painter, QPointF(option.rect.left() + 22, top.center().y() + 0.5), person)
        self._words(painter, option, top, person)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        box = QRectF(option.rect).adjusted(4, 1, -4, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            tone = QColor(self._look.accent)
            tone.setAlpha(34 if selected else 16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone)
            painter.drawRoundedRect(box, 5, 5)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._look.accent), 1.5))
            painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)

    def _sign(self, painter: QPainter, centre: QPointF, person: PersonRow) -> None:
        size = 6.5
        if person.confirmed and not person.hidden:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._look.accent))
            painter.drawEllipse(centre, size, size)
            tick = QPainterPath(centre + QPointF(-3, 0.2))
            tick.lineTo(centre + QPointF(-0.9, 2.4))
            tick.lineTo(centre + QPointF(3.1, -2.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._look.on_accent), 1.5))
            painter.drawPath(tick)
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._look.muted), 1.2))
        painter.drawEllipse(centre, size - 0.6, size - 0.6)
        if person.hidden:
            painter.drawLine(centre + QPointF(-4, 4), centre + QPointF(4, -4))

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, top: QRect, person: PersonRow) -> None:
        small = QFont(option.font)
        small.setPointSizeF(max(6.0, option.font.pointSizeF() * 0.88))
        muted = QColor(self._look.muted)
        count = f"{person.count:,}"
        painter.setFont(small)
        painter.setPen(muted)
        room = top.adjusted(_LEFT, 0, -_RIGHT, 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignRight), count)
        width = room.width() - QFontMetrics(small).horizontalAdvance(count) - 10
        name_font = QFont(option.font)
        if person.confirmed:
            name_font.setWeight(QFont.Weight.DemiBold)
        name_font.setStrikeOut(person.hidden)
        painter.setFont(name_font)
        painter.setPen(muted if person.hidden else option.palette.color(QPalette.ColorRole.Text))
        name = QFontMetrics(name_font).elidedText(person.name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignLeft), name)
        if person.variants:
            below = room.translated(0, room.height())
            variants = ", ".join(person.variants)
            painter.setFont(small)
            painter.setPen(muted)
            shown = QFontMetrics(small).elidedText(variants, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, middle | int(Qt.AlignmentFlag.AlignLeft), shown)
