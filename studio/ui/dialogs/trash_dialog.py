"""The story's trash: what was deleted, read before it is brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from studio.app.session.session import StorySession
from studio.storage.trash import TrashItem
from studio.ui.dialogs.part import UNIT, Sheet, button, centre, column, label, named, row
from studio.ui.dialogs.when import time_in_words

_MOST_SHOWN = 200_000
"""Characters of a text that are shown."""


class TrashDialog(Sheet):
    """Lists deleted chapters, scenes and characters, newest first, and brings one back.

    Args:
        clock: local time, for saying "today".
    """

    def __init__(
        self,
        session: StorySession,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        sentence = "What you delete is kept in the story, in history/trash, until you empty the trash."
        super().__init__("Trash", sentence, parent, size=QSize(860, 560))
        self._session = session
        self._clock = clock
        self._items: tuple[TrashItem, ...] = ()
        self._ticket = 0
        self._bringing: TrashItem | None = None
        self.list = QListWidget()
        self.text = QPlainTextEdit()
        self.state = label("", "muted", wrap=True)
        self.back_button = button("Bring it back", self._bring_back, kind="primary")
        self.empty_button = button("Empty the trash", self._ask_to_empty, kind="quiet")
        self.keep_button = button("Keep them", self._keep)
        self.sure_button = button("Delete for good", self._empty)
        self._build()
        events = (session.structure_changed, session.sheets_changed, session.chapter_saved)
        for event in events:
            event.connect(self._on_change)
        session.said.connect(self.state.setText)
        self.finished.connect(self._let_go)
        self.refresh()

    def _build(self) -> None:
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setObjectName("versionList")
        self.list.setFixedWidth(300)
        self.list.setWordWrap(True)
        named(self.list, "Trash", "Newest first; the text beside is what would come back.")
        self.list.currentRowChanged.connect(self._show)
        self.list.itemActivated.connect(lambda _item: self._bring_back())
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        named(self.text, "Deleted text")
        self.text.setProperty("role", "prose")
        self.text.setTabChangesFocus(True)
        right = column(spacing=UNIT)
        right.addWidget(self.text, 1)
        right.addWidget(self.state)
        middle = row(self.list, right, spacing=3 * UNIT)
        middle.setStretch(1, 1)
        self.body.addLayout(middle, 1)
        self.foot.addWidget(self.empty_button)
        self.foot.addWidget(self.sure_button)
        self.foot.addWidget(self.keep_button)
        self.foot.addStretch(1)
        self.foot.addWidget(button("Close", self.accept))
        self.foot.addWidget(self.back_button)
        self.back_button.setEnabled(False)
        self._ask(False)

    def refresh(self) -> None:
        """Read the list anew."""
        if self._session.trash is not None:
            self._session.trash.list(self.while_open(self._fill))

    def _ask(self, asking: bool) -> None:
        """Show the question whether to delete for good, or the button that leads to it."""
        self.empty_button.setVisible(not asking)
        self.sure_button.setVisible(asking)
        self.keep_button.setVisible(asking)
        self.empty_button.setEnabled(bool(self._items) and not self._session.read_only)

    def _ask_to_empty(self) -> None:
        count = len(self._items)
        what = "This text goes" if count == 1 else f"All {count} texts go"
        sentence = f"{what} for good and cannot be brought back; earlier versions of chapters stay."
        self.state.setText(sentence)
        self._ask(True)
        named(self.sure_button, "Delete for good", sentence)
        self.keep_button.setFocus()

    def _keep(self) -> None:
        self.state.setText("")
        self._ask(False)
        self.list.setFocus()

    def _empty(self) -> None:
        trash, items = self._session.trash, self._items
        self.state.setText("")
        self._ask(False)
        if trash is not None:
            trash.empty(items, self.refresh)

    def _fill(self, items: Sequence[TrashItem]) -> None:
        if tuple(items) == self._items and items:
            return
        self._items = tuple(items)
        if self.sure_button.isVisibleTo(self):
            self.state.setText("")  # the question was about others
        self._ask(False)
        self.list.setVisible(bool(items))
        self.text.setVisible(bool(items))
        centre(self.state, not items)
        if self._bringing is not None and self._bringing not in self._items:
            if self._bringing.note.kind == "chapter":
                self.state.setText(f"“{self._bringing.note.title}” is back in the outline.")
            self._bringing = None
        row_before = max(0, self.list.currentRow())
        self.list.blockSignals(True)
        self.list.clear()
        now = self._clock()
        for item in self._items:
            words = f"{item.note.title}\n{_kind(item)}  ·  {time_in_words(item.at, now)}"
            shown = QListWidgetItem(words, self.list)
            shown.setData(Qt.ItemDataRole.AccessibleTextRole, words.replace("\n", ", "))
        self.list.blockSignals(False)
        if self._items:
            self.list.setCurrentRow(min(row_before, len(self._items) - 1))
            self._show(self.list.currentRow())
        else:
            self.text.setPlainText("")
            self.back_button.setEnabled(False)
            if not self.state.text():
                self.state.setText("The trash is empty.")

    def _show(self, at: int) -> None:
        trash = self._session.trash
        if trash is None or not 0 <= at < len(self._items):
            return
        self._ticket += 1
        ticket = self._ticket
        self.back_button.setEnabled(not self._session.read_only)

        def read(text: str) -> None:
            if ticket == self._ticket:
                self.text.setPlainText(text[:_MOST_SHOWN])

        trash.read(self._items[at], self.while_open(read))

    def _bring_back(self) -> None:
        trash, at = self._session.trash, self.list.currentRow()
        if trash is not None and 0 <= at < len(self._items) and not self._session.read_only:
            item = self._items[at]
            self._bringing = item
            trash.bring_back(item)

    def _on_change(self, _fact: object) -> None:
        self.refresh()

    def _let_go(self) -> None:
        session = self._session
        session.structure_changed.disconnect(self._on_change)
        session.sheets_changed.disconnect(self._on_change)
        session.chapter_saved.disconnect(self._on_change)
        session.said.disconnect(self.state.setText)


def _kind(item: TrashItem) -> str:
    if item.note.kind != "scene":
        return {"chapter": "Chapter", "character": "Character"}[item.note.kind]
    home = item.note.chapter.rpartition("/")[2].rpartition(".")[0]
    return f"Scene of “{home}”" if home else "Scene"
