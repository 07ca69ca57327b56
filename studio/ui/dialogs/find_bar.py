"""The find and replace bar under the page. It never stands in the way of writing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from studio.app.exchange.replace import FindOptions, find_all, hit_after, hit_before, replacement_edits
from studio.model.edit import TextEdit
from studio.text.span import Span
from studio.ui.dialogs.part import UNIT, button, check, label, named, row, tool

_DEBOUNCE_MS = 120
_NARROW = 800  # pixels of width under which the options stand in a line of their own
_LEAST = 420
_WIDEST_FIELD = 320


class FindTarget(Protocol):
    """The page that is searched; all offsets are code points in the chapter's live text."""

    def text(self) -> str:
        """The chapter's text."""

    def selection(self) -> Span:
        """What is selected; the cursor as an empty span."""

    def select(self, span: Span) -> None:
        """Select ``span`` and bring it into sight, without taking the focus."""

    def apply(self, edits: Sequence[TextEdit]) -> None:
        """Carry out ``edits`` (sorted, offsets in the old text) as one undo step."""

    def show_matches(self, spans: Sequence[Span], current: int) -> None:
        """Mark all hits, the one at index ``current`` (-1: none) more strongly; none clears them."""

    def focus(self) -> None:
        """Give the focus back to the page."""


class _Field(QLineEdit):
    """A line whose Enter keys belong to the bar."""

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        named(self, name)
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(150)
        self.setMaximumWidth(_WIDEST_FIELD)


class FindBar(QWidget):
    """Find and replace in the chapter. Hidden until ``open_find`` or ``open_replace``."""

    def __init__(self, target: FindTarget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target = target
        self._hits: tuple[Span, ...] = ()
        self._current = -1
        self._origin = 0
        self.setObjectName("findBar")
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, "Find and replace")
        self.query = _Field("Find", "Find in this chapter")
        self.replacement = _Field("Replace with", "Replace with")
        self.count = label("", "muted")
        self.match_case = check("&Match case", tip="Tell capitals from small letters")
        self.whole_word = check("&Whole words", tip="Do not find parts of words")
        self.exact = check(
            "E&xact marks", tip="Tell curly quotes from straight ones, and dashes from hyphens"
        )
        self._timer = QTimer(self, interval=_DEBOUNCE_MS, singleShot=True)
        self._timer.timeout.connect(self._search)
        self._build()
        self._wire()
        self.setFocusProxy(self.query)
        self.hide()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(3 * UNIT, UNIT, 2 * UNIT, UNIT)
        grid.setHorizontalSpacing(UNIT)
        grid.setVerticalSpacing(UNIT)
        self.previous_button = tool("↑", "Previous", self.find_previous, tip="Previous (Shift+F3)")
        self.next_button = tool("↓", "Next", self.find_next, tip="Next (F3)")
        self.close_button = tool("✕", "Close", self.close_bar, tip="Close (Esc)")
        grid.addWidget(self.query, 0, 0)
        grid.addLayout(row(self.previous_button, self.next_button, self.count, 1, spacing=UNIT // 2), 0, 1)
        self._options = QWidget()
        self._options.setLayout(row(self.match_case, self.whole_word, self.exact, 1, spacing=2 * UNIT))
        grid.addWidget(self._options, 0, 2)
        grid.addWidget(self.close_button, 0, 3)
        self._replace_row = QWidget()
        self.replace_button = button("&Replace", self.replace_one)
        self.all_button = button("Replace &all", self.replace_all)
        buttons = row(self.replace_button, self.all_button, 1)
        self._replace_row.setLayout(buttons)
        grid.addWidget(self.replacement, 1, 0)
        grid.addWidget(self._replace_row, 1, 1, 1, 3)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 1)
        self._grid = grid
        self._narrow = False
        self.count.setMinimumWidth(84)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() < _NARROW) != self._narrow:
            self._narrow = not self._narrow
            self._grid.removeWidget(self._options)
            if self._narrow:
                self._grid.addWidget(self._options, 2, 0, 1, 4)
            else:
                self._grid.addWidget(self._options, 0, 2)

    def minimumSizeHint(self) -> QSize:
        """What the narrow form needs: a bar must not push the panels beside it together."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def _wire(self) -> None:
        self.query.textChanged.connect(lambda _text: self._timer.start())
        for box in (self.match_case, self.whole_word, self.exact):
            box.toggled.connect(lambda _on: self._search())

    # -- what the window calls -----------------------------------------------------------------

    def open_find(self) -> None:
        """Show the bar, ready to look for what is selected."""
        self._open(replacing=False)

    def open_replace(self) -> None:
        """Show the bar with its second line."""
        self._open(replacing=True)

    def text_changed(self) -> None:
        """The chapter's text is another; count again soon. Cheap to call on every key."""
        if self.isVisible():
            self._timer.start()

    def find_next(self) -> None:
        """Go to the next hit, from the cursor on, round the end."""
        self._step(forward=True)

    def find_previous(self) -> None:
        """Go to the hit before the cursor, round the start."""
        self._step(forward=False)

    def close_bar(self) -> None:
        """Hide the bar and go back to the page."""
        self.hide()
        self._timer.stop()
        self._target.show_matches((), -1)
        self._target.focus()

    # -- inside ----------------------------------------------------------------------------------

    @property
    def options(self) -> FindOptions:
        """How hits are compared."""
        return FindOptions(
            self.match_case.isChecked(), self.whole_word.isChecked(), not self.exact.isChecked()
        )

    def _open(self, *, replacing: bool) -> None:
        selection = self._target.selection()
        self._origin = selection.start
        chosen = selection.of(self._target.text())
        if chosen.strip() and "\n" not in chosen and len(chosen) <= 200:
            self.query.setText(chosen)
        self.replacement.setVisible(replacing)
        self._replace_row.setVisible(replacing)
        self.show()
        field = self.replacement if replacing and self.query.text() else self.query
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.query.selectAll()
        self._search()

    def _search(self) -> None:
        """Count the hits anew and mark them; the cursor stays where it is."""
        self._timer.stop()
        if not self.isVisible():
            return
        self._hits = find_all(self._target.text(), self.query.text(), self.options)
        selection = self._target.selection()
        self._current = self._hits.index(selection) if selection in self._hits else -1
        self._tell()

    def _step(self, *, forward: bool) -> None:
        if not self.isVisible():
            self.open_find()
        self._search()
        selection = self._target.selection()
        at = (
            hit_after(self._hits, selection.end if selection in self._hits else selection.start)
            if forward
            else hit_before(self._hits, selection.start)
        )
        if at is not None:
            self._current = at
            self._target.select(self._hits[at])
        self._tell()

    def _tell(self) -> None:
        self._target.show_matches(self._hits, self._current)
        total = len(self._hits)
        if not self.query.text():
            words = ""
        elif not total:
            words = "Not found"
        elif self._current >= 0:
            words = f"{self._current + 1} of {total:,}"
        else:
            words = "1 found" if total == 1 else f"{total:,} found"
        self.count.setText(words)
        named(self.count, words)
        for each in (self.replace_button, self.all_button, self.next_button, self.previous_button):
            each.setEnabled(bool(total))

    def replace_one(self) -> None:
        """Replace the hit that is selected and go to the next; with none selected, only go there."""
        self._search()
        selection = self._target.selection()
        if selection in self._hits:
            edits = self._edits((selection,))
            end = selection.start + (len(edits[0].inserted) if edits else len(selection))
            if edits:
                self._target.apply(edits)
            self._target.select(Span(end, end))
        self._step(forward=True)

    def replace_all(self) -> None:
        """Replace every hit as one undo step, and say how many there were."""
        self._search()
        edits = self._edits(self._hits)
        if edits:
            self._target.apply(edits)
        self._search()
        done = len(edits)
        self.count.setText("1 replaced" if done == 1 else f"{done:,} replaced")
        named(self.count, self.count.text())

    def _edits(self, hits: Sequence[Span]) -> tuple[TextEdit, ...]:
        return replacement_edits(
            self._target.text(), hits, self.query.text(), self.replacement.text(), self.options
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.close_bar()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.replacement.hasFocus() and not shift:
            self.replace_one()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self._step(forward=not shift)
        else:
            super().keyPressEvent(event)
            return
        event.accept()
