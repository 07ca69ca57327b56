"""How a row of the outline is drawn: title on the left, count on the right, the current one barred."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.ui.dialogs.part import Look
from studio.ui.panels.outline_model import Role

_BAR = 3
_GAP = 10


class OutlineDelegate(QStyledItemDelegate):
    """Draws scenes smaller and indented, guesses in italics behind a "?" sign, and where one is in bold."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = QFontMetrics(option.font).height()
        return QSize(120, height + (12 if index.data(Role.IS_SCENE) else 16))

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName("New title")
        editor.setProperty("kind", "inline")
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        editor.setGeometry(option.rect.adjusted(0, 2, -4, -2))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = bool(index.data(Role.CURRENT))
        self._ground(painter, option, current=current)
        self._words(painter, option, index, current=current)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, current: bool) -> None:
        whole = self._whole_row(option)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered or current:
            tone = QColor(self._look.accent)
            tone.setAlpha(34 if selected else 16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone)
            painter.drawRoundedRect(QRectF(whole).adjusted(4, 1, -4, -1), 5, 5)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._look.accent), 1.5))
            painter.drawRoundedRect(QRectF(whole).adjusted(4.75, 1.75, -4.75, -1.75), 5, 5)
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._look.accent))
            bar = QRectF(whole.left() + 4, whole.top() + 6, _BAR, whole.height() - 12)
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)

    @staticmethod
    def _whole_row(option: QStyleOptionViewItem) -> QRect:
        view = option.widget
        width = view.width() if isinstance(view, QWidget) else option.rect.right()
        viewport = getattr(view, "viewport", None)
        if callable(viewport):
            width = viewport().width()
        return QRect(0, option.rect.top(), width, option.rect.height())

    def _words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        *,
        current: bool,
    ) -> None:
        words, guessed = index.data(Role.WORDS), bool(index.data(Role.GUESSED))
        is_scene = bool(index.data(Role.IS_SCENE))
        text_font = QFont(option.font)
        text_font.setWeight(QFont.Weight.DemiBold if current else QFont.Weight.Normal)
        if is_scene:
            text_font.setPointSizeF(max(6.0, option.font.pointSizeF() * 0.95))
        text_font.setItalic(guessed)
        count_font = QFont(option.font)
        count_font.setPointSizeF(max(6.0, option.font.pointSizeF() * 0.88))
        count = "…" if words is None else f"{words:,}"
        rect = option.rect.adjusted(0, 0, -12, 0)
        count_width = QFontMetrics(count_font).horizontalAdvance(count)
        painter.setFont(count_font)
        painter.setPen(QColor(self._look.muted))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        room = rect.adjusted(0, 0, -count_width - _GAP, 0)
        if guessed:
            room = self._guess_sign(painter, room)
        painter.setFont(text_font)
        role = QPalette.ColorRole.Text
        painter.setPen(QColor(self._look.muted) if guessed else option.palette.color(role))
        title = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        shown = QFontMetrics(text_font).elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)

    def _guess_sign(self, painter: QPainter, room: QRect) -> QRect:
        """A ring with a question mark, so that a guess is told by shape and not by tone alone."""
        size = 13.0
        centre = QPointF(room.left() + size / 2, room.center().y() + 0.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._look.muted), 1.0))
        painter.drawEllipse(centre, size / 2, size / 2)
        font = QFont(painter.font())
        font.setPixelSize(9)
        painter.setFont(font)
        painter.setPen(QColor(self._look.muted))
        box = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), "?")
        return room.adjusted(int(size) + 6, 0, 0, 0)
