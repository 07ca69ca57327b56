"""Find and replace in the whole story: every place is seen, and can be left out, before anything changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from studio.app.exchange.replace import FindOptions
from studio.app.exchange.story_replace import ChapterPlaces, Place, Replaced, Search, StoryReplace
from studio.app.session.session import StorySession
from studio.app.tasks import TaskRunner
from studio.ui.dialogs.part import UNIT, Look, Sheet, button, check, label, named, row
from studio.ui.dialogs.place_delegate import PLACE, PlaceDelegate

_DEBOUNCE_MS = 200
_MOST_SHOWN = 5_000
"""Places in all; the list stays quick, and nobody reads more."""
_LEAST_IN_CHAPTER = 5
_GAP = 3  # pixels between what goes and what comes


class StoryReplaceDialog(Sheet):
    """Looks through all chapters while the writer types, and replaces what is ticked.

    Signals:
        place_chosen: chapter id, offset and length of a place that the writer wants to see on the page.
    """

    place_chosen = Signal(str, int, int)

    def __init__(
        self, session: StorySession, runner: TaskRunner, look: Look, parent: QWidget | None = None
    ) -> None:
        sentence = "A version of each chapter is kept first, and one undo takes it back in all of them."
        super().__init__("Find and replace in the whole story", sentence, parent, size=QSize(860, 620))
        self._session = session
        self._replace = StoryReplace(session, runner)
        self._found: tuple[ChapterPlaces, ...] = ()
        self._search = Search("")
        self._most = _MOST_SHOWN
        self.query = QLineEdit()
        self.replacement = QLineEdit()
        self.match_case = check("&Match case", tip="Tell capitals from small letters")
        self.whole_word = check("&Whole words", on=True, tip="Do not find parts of words")
        self.exact = check(
            "E&xact marks", tip="Tell curly quotes from straight ones, and dashes from hyphens"
        )
        self.tree = QTreeWidget()
        self.state = label("", "muted", wrap=True)
        self.undo_button = button("Undo", self._undo)
        self.replace_button = button("Replace", self._do, kind="primary")
        self._timer = QTimer(self, interval=_DEBOUNCE_MS, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._build(look)

    def _build(self, look: Look) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(UNIT)
        for at, (words, field) in enumerate((("Find", self.query), ("Replace with", self.replacement))):
            caption = label(words)
            caption.setBuddy(field)
            named(field, words)
            field.setClearButtonEnabled(True)
            field.textChanged.connect(lambda _text: self._timer.start())
            grid.addWidget(caption, at, 0)
            grid.addWidget(field, at, 1)
        self.query.returnPressed.connect(self.look)
        self.replacement.returnPressed.connect(self.look)
        grid.addLayout(row(self.match_case, self.whole_word, self.exact, 1, spacing=2 * UNIT), 2, 1)
        self.body.addLayout(grid)
        for box in (self.match_case, self.whole_word, self.exact):
            box.toggled.connect(lambda _on: self.look())
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setObjectName("versionList")
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setItemDelegate(PlaceDelegate(look, self.tree))
        named(self.tree, "Places", "Untick a chapter or a place to leave it as it is; Enter shows it.")
        self.tree.itemActivated.connect(lambda item, _column: self._show(item))
        self.tree.itemChanged.connect(lambda _item, _column: self._count())
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self.state)
        self.foot.addWidget(self.undo_button)
        self.foot.addStretch(1)
        self.foot.addWidget(button("Close", self.accept))
        self.foot.addWidget(self.replace_button)
        self.undo_button.setEnabled(False)
        self._count()

    def look(self) -> None:
        """Search anew."""
        self._timer.stop()
        options = FindOptions(
            self.match_case.isChecked(), self.whole_word.isChecked(), not self.exact.isChecked()
        )
        self._search = Search(self.query.text(), self.replacement.text(), options)
        self._replace.look(self._search, self.while_open(self._fill))

    def _fill(self, found: tuple[ChapterPlaces, ...]) -> None:
        self._found = found
        self._most = max(_LEAST_IN_CHAPTER, _MOST_SHOWN // max(1, len(found)))
        self.tree.blockSignals(True)
        self.tree.clear()
        for each in found:
            many = len(each.places)
            chapter = QTreeWidgetItem(self.tree, [f"{each.title}  ·  {many:,}"])
            chapter.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{each.title}, {_places(many)}")
            chapter.setFlags(chapter.flags() | _TICKS | Qt.ItemFlag.ItemIsAutoTristate)
            for place in each.places[: self._most]:
                item = QTreeWidgetItem(chapter)
                item.setData(0, PLACE, place)
                words = f"{place.before}{place.found}{place.after}, becomes {place.new or 'nothing'}"
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, words)
                item.setFlags(item.flags() | _TICKS)
                item.setCheckState(0, Qt.CheckState.Checked)
            if many > self._most:
                # They follow the last one shown: nobody ticks thousands one by one.
                QTreeWidgetItem(chapter, [f"… and {many - self._most:,} more"]).setDisabled(True)
            chapter.setCheckState(0, Qt.CheckState.Checked)
            chapter.setExpanded(True)
        self.tree.blockSignals(False)
        self._count()

    def _chosen(self) -> list[tuple[ChapterPlaces, Sequence[Place]]]:
        chosen: list[tuple[ChapterPlaces, Sequence[Place]]] = []
        for at, each in enumerate(self._found):
            chapter = self.tree.topLevelItem(at)
            if chapter is None:
                continue
            shown = min(len(each.places), self._most)
            children = [child for n in range(shown) if (child := chapter.child(n)) is not None]
            ticked = [child.checkState(0) is Qt.CheckState.Checked for child in children]
            rest = each.places[shown:] if ticked and ticked[-1] else ()
            places = [place for place, on in zip(each.places, ticked, strict=False) if on]
            chosen.append((each, [*places, *rest]))
        return chosen

    def _count(self) -> None:
        chosen = [places for _, places in self._chosen() if places]
        total = sum(len(each.places) for each in self._found)
        count = sum(len(places) for places in chosen)
        changing = sum(1 for places in chosen for place in places if place.new != place.found)
        self.replace_button.setText(f"Replace in {_places(changing)}" if changing else "Replace")
        self.replace_button.setAccessibleName(self.replace_button.text())
        self.replace_button.setEnabled(changing > 0 and not self._session.read_only)
        if not self.query.text():
            self.state.setText("Type what to look for.")
        elif not total:
            self.state.setText("Not found in this story.")
        else:
            chapters = "1 chapter" if len(self._found) == 1 else f"{len(self._found):,} chapters"
            left = f", {total - count:,} left out" if count < total else ""
            self.state.setText(f"{_places(total)[:1].upper()}{_places(total)[1:]} in {chapters}{left}.")

    def _show(self, item: QTreeWidgetItem) -> None:
        parent, place = item.parent(), item.data(0, PLACE)
        if parent is not None and isinstance(place, Place):
            each = self._found[self.tree.indexOfTopLevelItem(parent)]
            self.place_chosen.emit(each.id, place.span.start, len(place.span))

    def _do(self) -> None:
        self.replace_button.setEnabled(False)
        self._replace.replace(self._search, self._chosen(), self.while_open(self._done))

    def _done(self, replaced: Replaced) -> None:
        self.undo_button.setEnabled(replaced.places > 0)

        def show(found: tuple[ChapterPlaces, ...]) -> None:
            self._fill(found)
            self.state.setText(replaced.sentence)

        self._replace.look(self._search, self.while_open(show))

    def _undo(self) -> None:
        self.undo_button.setEnabled(False)
        self._session.undo_structure()
        self._timer.start()


_TICKS = Qt.ItemFlag.ItemIsUserCheckable


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count:,} places"
