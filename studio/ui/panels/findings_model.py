"""The list of findings as a two-level item model: kinds, and below each its findings."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio.ui.editor.mark_kind import mark_kind
from studio.ui.editor.mark_words import announcement
from studio.ui.panels.findings_row import FindingGroup, FindingRow

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FindingRole(IntEnum):
    """What a row knows beside its words."""

    ROW = Qt.ItemDataRole.UserRole + 1
    GROUP = Qt.ItemDataRole.UserRole + 2
    PLACE = Qt.ItemDataRole.UserRole + 3


class FindingModel(QAbstractItemModel):
    """Groups are top rows; a finding's index carries its group's number plus one as internal id."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.groups: tuple[FindingGroup, ...] = ()
        self.titles: Mapping[str, str] = {}

    def show(self, groups: tuple[FindingGroup, ...], titles: Mapping[str, str]) -> None:
        """List these; ``titles`` names the chapters where they shall be named."""
        self.beginResetModel()
        self.groups, self.titles = groups, titles
        self.endResetModel()

    def move(self, groups: tuple[FindingGroup, ...]) -> None:
        """The same rows, standing elsewhere in their chapters: nothing that is seen changes."""
        self.groups = groups

    def row_at(self, index: Index) -> FindingRow | None:
        """The finding of a row; None for a kind."""
        if not index.isValid() or not index.internalId():
            return None
        return self.groups[index.internalId() - 1].rows[index.row()]

    def index_of(self, row: FindingRow) -> QModelIndex:
        """Where ``row`` stands, or the same finding after edits elsewhere; invalid if nowhere."""
        for number, group in enumerate(self.groups):
            if group.category is row.finding.category:
                for at, other in enumerate(group.rows):
                    if other == row:
                        return self.createIndex(at, 0, number + 1)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        if not child.isValid() or not child.internalId():
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return len(self.groups)
        return 0 if parent.internalId() else len(self.groups[parent.row()].rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return self._group_data(index, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.marked or "…"
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.finding.message
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{announcement(row.finding, row.marked)}. {row.before}{row.marked}{row.after}"
        if role == FindingRole.PLACE:
            return self.titles.get(row.chapter, "")
        return row if role == FindingRole.ROW else None

    def _group_data(self, index: Index, role: int) -> object:
        if not index.isValid() or index.row() >= len(self.groups):
            return None
        group = self.groups[index.row()]
        label = mark_kind(group.category).label
        if role == Qt.ItemDataRole.DisplayRole:
            return label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{label}, {len(group.rows)} findings"
        return group if role == FindingRole.GROUP else None
