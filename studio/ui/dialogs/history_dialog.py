"""Earlier versions of a chapter or of the whole story, compared with now, brought back in all or part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.app.session.session import StorySession
from studio.app.session.session_fact import ChapterReplaced
from studio.app.tasks import TaskRunner
from studio.app.versions.word_diff import taken_back
from studio.model.chapter import ChapterId
from studio.ui.dialogs.diff_view import DiffView, folded, summary
from studio.ui.dialogs.part import UNIT, Look, Sheet, button, centre, column, label, named, row, tool
from studio.ui.dialogs.version_source import (
    ChapterVersions,
    Compared,
    StoryVersions,
    Version,
    VersionSource,
    reason_in_words,
)
from studio.ui.dialogs.when import time_in_words

_WHICH = Qt.ItemDataRole.UserRole
_SETTLE_MS = 300


class HistoryDialog(Sheet):
    """Lists versions, shows what changed since, and restores one, or single changes of it.

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
        self._clock = clock
        self._of_chapter = ChapterVersions(session, self._id, runner)
        self._of_story = StoryVersions(session, runner)
        self._source: VersionSource = self._of_chapter
        self._versions: tuple[Version, ...] = ()
        self._compared = Compared(())
        self._ticket = 0
        project = session.project
        chapter = project.chapter(self._id) if project else None
        title = chapter.title if chapter else chapter_id
        super().__init__(
            f"Earlier versions of “{title}”",
            "Bringing one back keeps the text of now as a version of its own.",
            parent,
            size=QSize(1080, 660),
        )
        self.list = QListWidget()
        self.diff = DiffView(tokens)
        self.state = label("", "muted", wrap=True)
        self.name_field = QLineEdit()
        self.keep_button = button("Keep", self._keep)
        self.keep_label = label("", "small")
        self.part_button = button("Take this change back", self._take_back)
        self.restore_button = button("", self._restore, kind="primary")
        self.scopes: tuple[QToolButton, ...] = ()
        self._later = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._later.timeout.connect(self.refresh)
        self._build()
        session.chapter_replaced.connect(self._on_replaced)
        self.finished.connect(self._let_go)
        self.show_story(False)

    def _build(self) -> None:
        right = column(spacing=UNIT)
        self._steps = (
            tool("↑", "Change before", self.diff.previous_change),
            tool("↓", "Next change", self.diff.next_change),
        )
        head = row(self.state, *self._steps)
        head.setStretch(0, 1)
        right.addLayout(head)
        right.addWidget(self.diff, 1)
        middle = row(self._build_left(), right, spacing=3 * UNIT)
        middle.setStretch(1, 1)
        self.body.addLayout(middle, 1)
        self.diff.current_changed.connect(self._allow)
        self.part_button.setToolTip("Makes this one change as it was in this version")
        self.foot.addStretch(1)
        self.foot.addWidget(button("Close", self.accept))
        self.foot.addWidget(self.part_button)
        self.foot.addWidget(self.restore_button)

    def _build_left(self) -> QVBoxLayout:
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setObjectName("versionList")
        self.list.setFixedWidth(280)
        self.list.setWordWrap(True)
        named(self.list, "Versions", "Newest first; the text beside shows what changed since.")
        self.list.currentRowChanged.connect(self._show)
        left = column(spacing=UNIT)
        left.addLayout(row(*self._build_scopes(), 1, spacing=UNIT // 2))
        left.addWidget(self.list, 1)
        left.addWidget(self.keep_label)
        self.name_field.setPlaceholderText("What to call it")
        named(self.name_field, "Name of the new version")
        self.name_field.returnPressed.connect(self._keep)
        left.addLayout(row(self.name_field, self.keep_button))
        return left

    def _build_scopes(self) -> tuple[QToolButton, ...]:
        for source, whole in ((self._of_chapter, False), (self._of_story, True)):
            made = tool(source.words.scope, source.words.scope, lambda whole=whole: self.show_story(whole))  # type: ignore[misc]
            made.setCheckable(True)
            made.setAutoExclusive(True)
            self.scopes = (*self.scopes, made)
        return self.scopes

    def show_story(self, whole: bool) -> None:
        """List the moments of the whole story, or the versions of the chapter."""
        self._source = self._of_story if whole else self._of_chapter
        self.scopes[whole].setChecked(True)
        self.keep_label.setText(self._source.words.keep)
        self.restore_button.setText(self._source.words.restore)
        self.restore_button.setAccessibleName(self._source.words.restore)
        self.part_button.setHidden(whole)
        self._versions = ()
        self._compared = Compared(())
        self._ticket += 1  # what is still being compared belongs to the other list
        self.list.clear()
        self.state.clear()
        self.diff.show_blocks(())
        self._allow()
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        if self._session.story is not None:
            source = self._source
            source.list(self.while_open(lambda found: self._list(found) if source is self._source else None))

    def _list(self, versions: Sequence[Version]) -> None:
        chosen = self._chosen()
        self._versions = tuple(versions)
        self._show_comparison(bool(versions))
        self.list.blockSignals(True)
        self.list.clear()
        now = self._clock()
        for number, version in enumerate(self._versions):
            when = time_in_words(version.at, now)
            words = f"{when[0].upper()}{when[1:]}"
            reason = reason_in_words(version.reason)
            item = QListWidgetItem(f"{words}\n{reason}", self.list)
            item.setData(_WHICH, number)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {reason}")
        self.list.blockSignals(False)
        if not self._versions:
            self.state.setText(self._source.words.none_yet)
            self.diff.show_blocks(())
            self._compared = Compared(())
            self._allow()
            return
        paths = [version.path for version in self._versions]
        self.list.setCurrentRow(paths.index(chosen.path) if chosen and chosen.path in paths else 0)
        if self.list.currentRow() == 0:
            self._show(0)

    def _show_comparison(self, on: bool) -> None:
        """With nothing to compare, the sentence that says so stands in its place."""
        for part in (self.diff, *self._steps):
            part.setVisible(on)
        centre(self.state, not on)

    def _chosen(self) -> Version | None:
        at = self.list.currentRow()
        return self._versions[at] if 0 <= at < len(self._versions) else None

    def _show(self, at: int) -> None:
        if self._session.story is None or not 0 <= at < len(self._versions):
            return
        self._ticket += 1
        ticket = self._ticket
        self.state.setText("Comparing…")
        self._source.compare(
            self._versions[at],
            self.while_open(lambda compared: self._on_compared(ticket, compared)),
            self.while_open(self._cannot),
        )

    def _on_compared(self, ticket: int, compared: Compared) -> None:
        if ticket != self._ticket:
            return
        self._compared = compared
        blocks = compared.blocks
        changed = any(block.changed for block in blocks)
        self._show_comparison(changed)
        if compared.sections and compared.sections[0][0]:
            self.diff.show_sections([(heading, folded(part)) for heading, part in compared.sections])
        else:
            self.diff.show_blocks(blocks if changed else ())
        self.state.setText(f"Since then: {summary(blocks)}" if changed else "The text has not changed since.")
        self._allow()
        self.diff.first_change()

    def _allow(self) -> None:
        # What can be done with a difference, or nothing of it.
        changed = any(block.changed for block in self._compared.blocks)
        writable = not self._session.read_only
        whole = bool(self._compared.sections) and self._source is self._of_story
        self.restore_button.setEnabled((changed or whole) and writable)
        current = self.diff.current_change()
        total = sum(block.changed for block in self._compared.blocks)
        which = "this change" if current is None else f"change {current + 1} of {total}"
        self.part_button.setText(f"Take {which} back")
        self.part_button.setAccessibleName(self.part_button.text())
        self.part_button.setEnabled(changed and writable and current is not None)
        for each in self._steps:
            each.setEnabled(changed)

    def _cannot(self, _error: Exception) -> None:
        self.state.setText("This version could not be read.")
        self._compared = Compared(())
        self._allow()

    def _restore(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._source.restore(chosen)

    def _take_back(self) -> None:
        current, blocks = self.diff.current_change(), self._compared.blocks
        if current is None:
            return
        numbers = [number for number, block in enumerate(blocks) if block.changed]
        now = self._compared.now
        text = taken_back(blocks, {numbers[current]})
        self._session.open_chapter(self._id, lambda chapter: self._session.bring_back(chapter.id, now, text))

    def _keep(self) -> None:
        name = self.name_field.text().strip()
        if name:
            self._source.keep(name)
            self.name_field.clear()
            self.refresh()
            self._later.start()  # the whole story takes a moment to keep

    def _on_replaced(self, replaced: ChapterReplaced) -> None:
        if self._source is self._of_story:
            if replaced.reason == "restore":
                self.say(self._source.words.restored)
            self._later.start()
        elif replaced.id == self._id:
            if replaced.reason == "restore":
                self.say(self._source.words.restored)
            self.refresh()

    def _let_go(self) -> None:
        self._later.stop()
        self._session.chapter_replaced.disconnect(self._on_replaced)
