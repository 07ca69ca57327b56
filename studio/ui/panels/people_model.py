"""The story's people as a list model."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio.app.cast_service import PersonRow

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PeopleRole(IntEnum):
    """What a row knows beside its name."""

    PERSON = Qt.ItemDataRole.UserRole + 1


def mentions_in_words(count: int) -> str:
    """ "1 mention", "27 mentions", "no mention"."""
    return {0: "no mention", 1: "1 mention"}.get(count, f"{count:,} mentions")


def spoken(person: PersonRow) -> str:
    """A row as a screen reader says it."""
    state = "hidden" if person.hidden else "confirmed" if person.confirmed else "found in the text"
    also = f", also {', '.join(person.variants)}" if person.variants else ""
    return f"{person.name}, {mentions_in_words(person.count)}, {state}{also}"


class PeopleModel(QAbstractListModel):
    """Rows of people; ``narrow`` shows only those whose name or variants hold some letters."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[PersonRow, ...] = ()
        self._shown: list[PersonRow] = []
        self._wanted = ""
        self._with_hidden = False

    @property
    def people(self) -> Sequence[PersonRow]:
        """The rows as shown."""
        return self._shown

    def show(self, people: Sequence[PersonRow]) -> None:
        """Show these people."""
        self._all = tuple(people)
        self._filter()

    def narrow(self, letters: str) -> None:
        """Show only people whose name or variant holds ``letters``."""
        self._wanted = letters.strip().casefold()
        self._filter()

    def show_hidden(self, on: bool) -> None:
        """Whether hidden people are listed too."""
        self._with_hidden = on
        self._filter()

    def row_of(self, name: str) -> int | None:
        """The row of the person called ``name``."""
        return next((i for i, person in enumerate(self._shown) if person.name == name), None)

    def _filter(self) -> None:
        shown = [
            person
            for person in self._all
            if (self._with_hidden or not person.hidden)
            and any(self._wanted in each.casefold() for each in (person.name, *person.variants))
        ]
        if [p.name for p in shown] == [p.name for p in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        person = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(person)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((person.name, *person.variants, mentions_in_words(person.count)))
        return person if role == PeopleRole.PERSON else None
