"""The command palette: type a few letters, press Enter."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from studio.ui.action import Command

_WIDTH, _HEIGHT, _MARGIN = 520, 400, 10
_KEYS = Qt.ItemDataRole.UserRole + 2


class _KeyDelegate(QStyledItemDelegate):
    """Draws a command's keys at the right end of its row."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(option.rect.adjusted(0, 0, -10, 0), flags, str(index.data(_KEYS) or ""))
        painter.restore()


class CommandPalette(QFrame):
    """Everything that can be done now, narrowed down while one types; ``back`` gets the focus after it."""

    def __init__(self, parent: QWidget, usable: Iterable[tuple[Command, QAction]], back: QWidget) -> None:
        super().__init__(parent)
        self._back = back
        self.setProperty("role", "card")
        self.setAccessibleName("All commands")
        self.field = QLineEdit()
        self.field.setPlaceholderText("What do you want to do?")
        self.field.setAccessibleName("What do you want to do?")
        self.list = QListWidget()
        self.list.setAccessibleName("Commands")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_KeyDelegate(self.list))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_MARGIN)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.nothing = QLabel("No command is called that.")
        self.nothing.setProperty("role", "muted")
        self.nothing.setContentsMargins(8, 0, 8, 0)
        layout.addWidget(self.nothing)
        for command, action in usable:
            self._add(command, action)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._run)
        self._tallest = min(_HEIGHT, parent.height() - 60)
        self.move(QPoint((parent.width() - _WIDTH) // 2, 44))
        self._narrow("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def _add(self, command: Command, action: QAction) -> None:
        words = action.text().replace("&", "")
        keys = action.shortcut().toString()
        menu = command.menu.replace("&", "")
        item = QListWidgetItem(words, self.list)
        item.setData(_KEYS, keys)
        item.setData(Qt.ItemDataRole.UserRole, action)
        group = command.group.replace("&", "")
        item.setData(Qt.ItemDataRole.UserRole + 1, f"{words} {menu} {group} {keys}".casefold())
        item.setToolTip(menu)

    def _narrow(self, text: str) -> None:
        parts = text.casefold().split()
        first = None
        for at in range(self.list.count()):
            item = self.list.item(at)
            fits = all(part in str(item.data(Qt.ItemDataRole.UserRole + 1)) for part in parts)
            item.setHidden(not fits)
            if fits and first is None:
                first = item
        if first is not None:
            self.list.setCurrentItem(first)
        row = max(self.list.sizeHintForRow(0), 20)
        shown = sum(not self.list.item(at).isHidden() for at in range(self.list.count()))
        self.nothing.setVisible(not shown)
        self.list.setVisible(bool(shown))
        around = self.field.sizeHint().height() + 3 * _MARGIN
        rows = max(1, min(shown, (self._tallest - around) // row))  # whole rows only
        self.list.setFixedHeight(row * rows)
        self.setFixedSize(_WIDTH, around + row * rows)

    def _step(self, by: int) -> None:
        at = self.list.currentRow() + by
        while 0 <= at < self.list.count():
            if not self.list.item(at).isHidden():
                self.list.setCurrentRow(at)
                return
            at += by

    def _run(self, item: QListWidgetItem | None) -> None:
        action = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        self.close_palette()
        self._back.setFocus()
        if isinstance(action, QAction):
            action.trigger()

    def close_palette(self) -> None:
        """Go away."""
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut:
            self.close_palette()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if key == Qt.Key.Key_Down else -1)
            elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentItem())
            elif key == Qt.Key.Key_Escape:
                self.close_palette()
                self._back.setFocus()
            else:
                return False
            return True
        return super().eventFilter(watched, event)
