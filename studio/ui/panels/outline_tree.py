"""The tree of chapters and scenes: keyboard, dragging, quiet chevrons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragLeaveEvent,
    QDragMoveEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from studio.ui.dialogs.part import Look
from studio.ui.panels.outline_delegate import OutlineDelegate


class OutlineTree(QTreeView):
    """Shows an ``OutlineModel``.

    Signals:
        chosen: a row was clicked or Enter pressed on it.
        move_wanted: Alt+Up (-1) or Alt+Down (+1).
        delete_wanted: Delete.
        undo_wanted, redo_wanted: Ctrl+Z, Ctrl+Shift+Z.
    """

    chosen = Signal(QModelIndex)
    move_wanted = Signal(int)
    delete_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._hint: QRect | None = None
        self.setObjectName("outlineTree")
        self.setAccessibleName("Outline")
        self.setAccessibleDescription(
            "Chapters and scenes. Enter goes there, F2 renames, Alt with up or down moves, Delete removes."
        )
        self.setItemDelegate(OutlineDelegate(look, self))
        self.setHeaderHidden(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setIndentation(22)
        self.setUniformRowHeights(False)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)  # the accent line below is ours
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.clicked.connect(self.chosen)

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = self.model()
        if model is None or not model.hasChildren(index):
            return
        centre = QPointF(rect.right() - 7.0, rect.center().y() + 0.5)
        path = QPainterPath()
        if self.isExpanded(index):
            path.moveTo(centre + QPointF(-3.5, -1.75))
            path.lineTo(centre + QPointF(0, 1.75))
            path.lineTo(centre + QPointF(3.5, -1.75))
        else:
            path.moveTo(centre + QPointF(-1.75, -3.5))
            path.lineTo(centre + QPointF(1.75, 0))
            path.lineTo(centre + QPointF(-1.75, 3.5))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.muted), 1.4))
        painter.drawPath(path)
        painter.restore()

    # -- dragging ------------------------------------------------------------------------------

    def startDrag(self, supported: Qt.DropAction) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData([index]))
        row = self.visualRect(index)
        drag.setPixmap(self.viewport().grab(row.adjusted(0, 0, -row.width() // 3, 0)))
        # Below the pointer, so that the line where it will land stays in sight.
        drag.setHotSpot(QPoint(-14, -10))
        drag.exec(Qt.DropAction.MoveAction)
        self._set_hint(None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._set_hint(self._landing_line(event.position().toPoint()) if event.isAccepted() else None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._set_hint(None)

    def _landing_line(self, at: QPoint) -> QRect:
        """The line between two rows where something lands, or the row that it lands on.

        Qt tells where only while it draws its own line, so this counts as ``QAbstractItemView`` does.
        """
        index, width = self.indexAt(at), self.viewport().width()
        if not index.isValid():
            last = self.visualRect(self.model().index(self.model().rowCount() - 1, 0))
            return QRect(8, last.bottom(), width - 16, 0)
        row = self.visualRect(index)
        margin = min(12, max(2, round(row.height() / 5.5)))
        above, below = at.y() - row.top() < margin, row.bottom() - at.y() < margin
        if not above and not below:
            if index.flags() & Qt.ItemFlag.ItemIsDropEnabled:
                return QRect(4, row.top(), width - 8, row.height())
            above = at.y() < row.center().y()
        return QRect(row.left(), row.top() if above else row.bottom(), width - row.left() - 8, 0)

    def _set_hint(self, hint: QRect | None) -> None:
        if hint != self._hint:
            self._hint = hint
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if event.rect().left() > 0:
            # Qt asks for a row without the part left of its words; its ground reaches to the edge.
            self.viewport().update(0, event.rect().top(), event.rect().left(), event.rect().height())
        if self._hint is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.accent), 2))
        if self._hint.height():
            painter.drawRoundedRect(QRectF(self._hint).adjusted(1, 1, -1, -1), 5, 5)
        else:
            start = QPointF(self._hint.topLeft()) + QPointF(4, 0.5)
            painter.drawLine(start + QPointF(4, 0), start + QPointF(self._hint.width() - 4, 0))
            painter.drawEllipse(start, 3, 3)
        painter.end()

    # -- keys ----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        asked = event if isinstance(event, QKeyEvent) else None
        if asked and event.type() == QEvent.Type.ShortcutOverride and self._wish(asked) is not None:
            event.accept()  # otherwise the window's own Ctrl+Z would undo on the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = self._wish(event)
        if wish is None:
            super().keyPressEvent(event)
        else:
            wish()
            event.accept()

    def _wish(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What one of the tree's own keys is for; None for any other key."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        alt, plain = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
        wishes: dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]] = {
            (Qt.Key.Key_Return, plain): self._choose,
            (Qt.Key.Key_Enter, plain): self._choose,
            (Qt.Key.Key_Up, alt): lambda: self.move_wanted.emit(-1),
            (Qt.Key.Key_Down, alt): lambda: self.move_wanted.emit(1),
            (Qt.Key.Key_Delete, plain): self.delete_wanted.emit,
            (Qt.Key.Key_Z, control): self.undo_wanted.emit,
            (Qt.Key.Key_Z, control | shift): self.redo_wanted.emit,
            (Qt.Key.Key_Y, control): self.redo_wanted.emit,
        }
        return wishes.get((key, held))

    def _choose(self) -> None:
        if self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
