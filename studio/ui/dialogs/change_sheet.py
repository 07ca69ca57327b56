"""A dialog with a list of changes: each is seen in its line, and can be left out, before anything changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem, QWidget

from studio.app.checking.proposals import CarriedOut, ChapterProposals, Proposals, surroundings
from studio.proofing.conversion.change import ProposedChange
from studio.ui.dialogs.part import Look, Sheet, button, label, named
from studio.ui.dialogs.place_delegate import PLACE, NotedPlace, PlaceDelegate

_MOST_SHOWN = 2_000
_TICKS = Qt.ItemFlag.ItemIsUserCheckable
_CHANGE = Qt.ItemDataRole.UserRole + 1


class ChangeSheet(Sheet):
    """What turning a scene and fixing all of a kind have in common.

    Signals:
        place_chosen: chapter id, offset and length of a place that the writer wants to see on the page.
        carried_out: one sentence on what was done.
    """

    place_chosen = Signal(str, int, int)
    carried_out = Signal(str)

    def __init__(
        self, title: str, sentence: str, proposals: Proposals, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, sentence, parent, size=QSize(880, 600))
        self._proposals = proposals
        self._found: tuple[ChapterProposals, ...] = ()
        self._reason = ""
        self._verb = "Change"
        self._words = ""
        self.tree = QTreeWidget()
        self.state = label("", "muted", wrap=True)
        self.all_button = button("Choose &all", lambda: self._tick_all(on=True), kind="quiet")
        self.none_button = button("Choose &none", lambda: self._tick_all(on=False), kind="quiet")
        self.do_button = button("Change", self._do, kind="primary")
        self._build_list(look)

    def _build_list(self, look: Look) -> None:
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setObjectName("versionList")
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setItemDelegate(PlaceDelegate(look, self.tree))
        named(
            self.tree, "Changes", "Untick a change to leave its place as it is; Enter shows it in the text."
        )
        self.tree.itemActivated.connect(lambda item, _column: self._show(item))
        self.tree.itemChanged.connect(lambda _item, _column: self._count())
        self.foot.addWidget(self.all_button)
        self.foot.addWidget(self.none_button)
        self.foot.addStretch(1)
        self.foot.addWidget(button("Close", self.close))
        self.foot.addWidget(self.do_button)

    def finish_building(self) -> None:
        """Put the list under what the dialog has above it."""
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self.state)
        self._count()

    # -- showing -------------------------------------------------------------------------------------

    def wait(self, sentence: str) -> None:
        """The list is being made."""
        self._found = ()
        self.tree.clear()
        self._count()
        self.state.setText(sentence)

    def show_found(self, found: Sequence[ChapterProposals], words: str = "") -> None:
        """List the changes; ``words`` follow what is said under the list."""
        self._found = tuple(found)
        self._words = words
        self.tree.blockSignals(True)
        self.tree.clear()
        grouped = len(self._found) > 1
        self.tree.setRootIsDecorated(grouped)
        for each in self._found:
            above = self._chapter_item(each) if grouped else self.tree.invisibleRootItem()
            for change in each.changes[:_MOST_SHOWN]:
                self._change_item(above, each, change)
        self.tree.expandAll()
        self.tree.blockSignals(False)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self._count()

    def _chapter_item(self, each: ChapterProposals) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.tree, [f"{each.title}  ·  {len(each.changes):,}"])
        item.setFlags(item.flags() | _TICKS | Qt.ItemFlag.ItemIsAutoTristate)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{each.title}, {_places(len(each.changes))}")
        return item

    def _change_item(self, above: QTreeWidgetItem, each: ChapterProposals, change: ProposedChange) -> None:
        around = surroundings(each.text, change)
        item = QTreeWidgetItem(above)
        item.setData(
            0, PLACE, NotedPlace(around.before, change.before, change.after, around.after, change.note)
        )
        item.setData(0, _CHANGE, (each.id, change))
        becomes = change.after or "nothing"
        spoken = f"{around.before}{change.before}{around.after}, becomes {becomes}. {change.note}"
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setToolTip(0, change.note)
        item.setFlags(item.flags() | _TICKS)
        item.setCheckState(0, Qt.CheckState.Checked if change.sure else Qt.CheckState.Unchecked)

    def _leaves(self) -> list[QTreeWidgetItem]:
        tops = _children(self.tree.invisibleRootItem())
        return tops if len(self._found) <= 1 else [item for top in tops for item in _children(top)]

    def chosen(self) -> list[tuple[ChapterProposals, Sequence[ProposedChange]]]:
        """The ticked changes of each chapter."""
        ticked: dict[str, list[ProposedChange]] = {each.id: [] for each in self._found}
        for item in self._leaves():
            chapter, change = item.data(0, _CHANGE)
            if item.checkState(0) is Qt.CheckState.Checked:
                ticked[chapter].append(change)
        return [(each, ticked[each.id]) for each in self._found]

    def _tick_all(self, *, on: bool) -> None:
        self.tree.blockSignals(True)
        for item in self._leaves():
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.tree.blockSignals(False)
        self.tree.viewport().update()
        self._count()

    def _count(self) -> None:
        total = sum(min(len(each.changes), _MOST_SHOWN) for each in self._found)
        count = sum(len(changes) for _, changes in self.chosen())
        self.do_button.setText(f"{self._verb} {_places(count)}" if count else self._verb)
        self.do_button.setAccessibleName(self.do_button.text())
        self.do_button.setEnabled(count > 0)
        for each in (self.all_button, self.none_button):
            each.setEnabled(total > 0)
        if total:
            left = f", {total - count:,} left as they are" if count < total else ""
            self.state.setText(f"{_places(total)} found{left}. {self._words}".strip())

    # -- doing ---------------------------------------------------------------------------------------

    def _show(self, item: QTreeWidgetItem) -> None:
        held = item.data(0, _CHANGE)
        if held is not None:
            chapter, change = held
            self.place_chosen.emit(chapter, change.span.start, len(change.span))

    def _do(self) -> None:
        self.do_button.setEnabled(False)
        self._proposals.carry_out(self.chosen(), self._reason, self.while_open(self._done))

    def _done(self, result: CarriedOut) -> None:
        self.carried_out.emit(result.sentence)
        if result.changes:
            self.close()
        else:
            self.state.setText(result.sentence)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for at in range(item.childCount()) if (child := item.child(at)) is not None]


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count:,} places"
