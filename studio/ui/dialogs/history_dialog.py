"""Earlier versions of a chapter, compared with the text of now, to be brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from studio.app.session import StorySession
from studio.app.session_fact import ChapterReplaced
from studio.app.tasks import TaskRunner
from studio.app.word_diff import DiffBlock, diff_texts
from studio.model.chapter import ChapterId
from studio.storage.snapshot import Snapshot
from studio.ui.dialogs.diff_view import DiffView, summary
from studio.ui.dialogs.part import UNIT, Look, Sheet, button, column, label, named, row, tool
from studio.ui.dialogs.when import time_in_words

_WHICH = Qt.ItemDataRole.UserRole


class HistoryDialog(Sheet):
    """Lists the snapshots of one chapter, shows what changed since, and restores one.

    Args:
        clock: local time, for saying "today".
    """

    def __init__(
        self,
        session: StorySession,
        chapter_id: str,
        runner: TaskRunner,
        tokens: Look,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._session = session
        self._id = ChapterId(chapter_id)
        self._runner = runner
        self._clock = clock
        self._snapshots: tuple[Snapshot, ...] = ()
        self._ticket = 0
        project = session.project
        chapter = project.chapter(self._id) if project else None
        title = chapter.title if chapter else chapter_id
        super().__init__(
            f"Earlier versions of “{title}”",
            "Bringing one back keeps the text of now as a version of its own.",
            parent,
            size=QSize(980, 620),
        )
        self.list = QListWidget()
        self.diff = DiffView(tokens)
        self.state = label("", "muted", wrap=True)
        self.name_field = QLineEdit()
        self.keep_button = button("Keep", self._keep)
        self.restore_button = button("Bring this version back", self._restore, kind="primary")
        self._build()
        session.chapter_replaced.connect(self._on_replaced)
        self.finished.connect(self._let_go)
        self.refresh()

    def _build(self) -> None:
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setObjectName("versionList")
        self.list.setFixedWidth(280)
        self.list.setWordWrap(True)
        named(self.list, "Versions", "Newest first; the text beside shows what changed since.")
        self.list.currentRowChanged.connect(self._show)
        left = column(spacing=UNIT)
        left.addWidget(self.list, 1)
        left.addWidget(label("Keep the text of now as a version", "small"))
        self.name_field.setPlaceholderText("What to call it")
        named(self.name_field, "Name of the new version")
        self.name_field.returnPressed.connect(self._keep)
        left.addLayout(row(self.name_field, self.keep_button))
        right = column(spacing=UNIT)
        self._steps = (
            tool("↑", "Change before", self.diff.previous_change),
            tool("↓", "Next change", self.diff.next_change),
        )
        head = row(self.state, *self._steps)
        head.setStretch(0, 1)
        right.addLayout(head)
        right.addWidget(self.diff, 1)
        middle = row(left, right, spacing=3 * UNIT)
        middle.setStretch(1, 1)
        self.body.addLayout(middle, 1)
        self.foot.addStretch(1)
        self.foot.addWidget(button("Close", self.accept))
        self.foot.addWidget(self.restore_button)
        self.restore_button.setEnabled(False)

    def refresh(self) -> None:
        """Read the list anew."""
        self._session.snapshots(self._id, self._list)

    def _list(self, snapshots: Sequence[Snapshot]) -> None:
        chosen = self._chosen()
        self._snapshots = tuple(snapshots)
        self.list.blockSignals(True)
        self.list.clear()
        now = self._clock()
        for number, snapshot in enumerate(self._snapshots):
            when = time_in_words(snapshot.at, now)
            words = f"{when[0].upper()}{when[1:]}"
            item = QListWidgetItem(f"{words}\n{snapshot.reason}", self.list)
            item.setData(_WHICH, number)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {snapshot.reason}")
        self.list.blockSignals(False)
        if not self._snapshots:
            self.state.setText("There is no earlier version yet; one is kept whenever something big changes.")
            self.diff.clear()
            self._compare(False)
            return
        paths = [snapshot.path for snapshot in self._snapshots]
        self.list.setCurrentRow(paths.index(chosen.path) if chosen and chosen.path in paths else 0)
        if self.list.currentRow() == 0:
            self._show(0)

    def _chosen(self) -> Snapshot | None:
        at = self.list.currentRow()
        return self._snapshots[at] if 0 <= at < len(self._snapshots) else None

    def _show(self, at: int) -> None:
        story = self._session.story
        if story is None or not 0 <= at < len(self._snapshots):
            return
        self._ticket += 1
        ticket, store, snapshot = self._ticket, story.snapshots, self._snapshots[at]
        self.state.setText("Comparing…")

        def read(old: str) -> None:
            self._session.open_chapter(
                self._id,
                lambda chapter: self._runner.submit(
                    "work",
                    lambda new=chapter.text: diff_texts(old, new),  # type: ignore[misc]
                    lambda blocks: self._compared(ticket, blocks),
                ),
            )

        self._runner.submit("io", lambda: store.read(snapshot).text, read, self._cannot)

    def _compared(self, ticket: int, blocks: tuple[DiffBlock, ...]) -> None:
        if ticket != self._ticket:
            return
        changed = any(block.changed for block in blocks)
        self.diff.show_blocks(blocks if changed else ())
        self.state.setText(f"Since then: {summary(blocks)}" if changed else "The text has not changed since.")
        self._compare(changed)

    def _compare(self, on: bool) -> None:
        # What can be done with a difference, or nothing of it.
        self.restore_button.setEnabled(on and not self._session.read_only)
        for each in self._steps:
            each.setEnabled(on)

    def _cannot(self, _error: Exception) -> None:
        self.state.setText("This version could not be read.")
        self._compare(False)

    def _restore(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._session.open_chapter(self._id, lambda chapter: self._session.restore(chapter.id, chosen))

    def _keep(self) -> None:
        name = self.name_field.text().strip()
        if name:
            self._session.take_snapshot(name, self._id)
            self.name_field.clear()
            self.refresh()

    def _on_replaced(self, replaced: ChapterReplaced) -> None:
        if replaced.id == self._id:
            if replaced.reason == "restore":
                self.say("That version is back on the page; the text before it is kept, too.")
            self.refresh()

    def _let_go(self) -> None:
        self._session.chapter_replaced.disconnect(self._on_replaced)
