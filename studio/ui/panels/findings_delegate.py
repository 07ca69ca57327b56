"""How a row of the findings is drawn: the words, the first fix, and the line they stand in."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.ui.editor.mark_kind import mark_kind
from studio.ui.editor.mark_paint import draw_line
from studio.ui.editor.mark_words import fix_words
from studio.ui.panels.findings_model import FindingRole
from studio.ui.panels.findings_row import FindingGroup, FindingRow
from studio.ui.theme.theme import Theme

_SIDE = 14
_SAMPLE = 24
_LINE_GAP = 3


class FindingDelegate(QStyledItemDelegate):
    """Kinds with the sample of their line and a count; findings in two lines."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = option.fontMetrics.height()
        if index.data(FindingRole.GROUP) is not None:
            return QSize(120, height + 16)
        return QSize(120, 2 * height + _LINE_GAP + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = option.widget.viewport() if hasattr(option.widget, "viewport") else option.widget
        rect = QRect(0, option.rect.top(), view.width(), option.rect.height())
        self._ground(painter, option, rect)
        group = index.data(FindingRole.GROUP)
        if isinstance(group, FindingGroup):
            self._group(painter, option, rect, group)
        row = index.data(FindingRole.ROW)
        if isinstance(row, FindingRow):
            self._row(painter, option, rect, row, str(index.data(FindingRole.PLACE) or ""))
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if not selected and not option.state & QStyle.StateFlag.State_MouseOver:
            return
        tone = QColor(self._theme.accent)
        tone.setAlpha(34 if selected else 16)
        painter.setBrush(tone)
        focused = selected and bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(self._theme.accent), 1.2) if focused else QPen(Qt.PenStyle.NoPen))
        painter.drawRoundedRect(QRectF(rect).adjusted(4.5, 1.5, -4.5, -1.5), 5, 5)

    def _group(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, group: FindingGroup
    ) -> None:
        kind = mark_kind(group.category)
        colours = self._theme.colours
        middle = rect.center().y()
        tone = QColor(getattr(colours, kind.tone))
        draw_line(painter, kind.shape, tone, _SIDE, _SIDE + _SAMPLE, middle - 1.0)
        inner = rect.adjusted(_SIDE + _SAMPLE + 10, 0, -_SIDE, 0)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), kind.label)
        painter.setFont(option.font)
        painter.setPen(QColor(colours.muted))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(inner, flags, f"{len(group.rows):,}")

    def _row(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, row: FindingRow, place: str
    ) -> None:
        colours = self._theme.colours
        metrics = QFontMetrics(option.font)
        inner = rect.adjusted(_SIDE + _SAMPLE + 10, 5, -_SIDE, -5)
        baseline = inner.top() + metrics.ascent()
        painter.setFont(option.font)
        painter.setPen(QColor(colours.text))
        marked = row.marked or "…"
        room = inner.width()
        painter.drawText(QPointF(inner.left(), baseline), metrics.elidedText(marked, _RIGHT, room))
        if row.finding.suggestions:
            x = inner.left() + metrics.horizontalAdvance(marked) + 6
            fix = "→ " + fix_words(row.marked, row.finding.suggestions[0]).label
            painter.setPen(QColor(colours.accent))
            painter.drawText(QPointF(x, baseline), metrics.elidedText(fix, _RIGHT, max(0, inner.right() - x)))
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * 0.92)
        metrics = QFontMetrics(small)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        context = f"{place}: " if place else ""
        context += f"{row.before}{row.marked}{row.after}"
        painter.drawText(
            QPointF(inner.left(), inner.bottom() - metrics.descent()),
            metrics.elidedText(context, _RIGHT, room),
        )


_RIGHT = Qt.TextElideMode.ElideRight
