"""The tree of chapters and scenes: keyboard, dragging, quiet chevrons."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPen
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
        self.setDropIndicatorShown(True)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._own_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _own_key(self, event: QKeyEvent) -> bool:
        """Whether the key is one of the tree's own, which then has been acted on."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held == Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete and plain:
            self.delete_wanted.emit()
        elif key == Qt.Key.Key_Z and held == control:
            self.undo_wanted.emit()
        elif (key == Qt.Key.Key_Z and held == control | shift) or (key == Qt.Key.Key_Y and held == control):
            self.redo_wanted.emit()
        else:
            return False
        return True
