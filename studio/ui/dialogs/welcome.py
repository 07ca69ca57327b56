"""The first page: recent stories, and how to begin another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from studio.ui.dialogs.part import UNIT, button, column, label, named, row

_PATH = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class RecentStory:
    """A story opened before: its title, its path, and when, in words ("yesterday")."""

    title: str
    path: str
    when: str = ""


class _RecentList(QListWidget):
    """The recent stories; Enter opens one, Delete takes it off the list (the files stay)."""

    forget = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Delete and item is not None:
            self.forget.emit(item.data(_PATH))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.itemActivated.emit(item)
        else:
            super().keyPressEvent(event)


class WelcomeView(QWidget):
    """Shown while no story is open.

    Signals:
        open_path: path of a recent story.
        new_story_wanted, open_folder_wanted, open_file_wanted, sample_wanted: a button was pressed.
        forget: path that shall not be listed any more.
    """

    open_path = Signal(str)
    new_story_wanted = Signal()
    open_folder_wanted = Signal()
    open_file_wanted = Signal()
    sample_wanted = Signal()
    forget = Signal(str)

    def __init__(self, recent: Sequence[RecentStory] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, "Welcome")
        self.list = _RecentList()
        self.list.setObjectName("recentList")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        named(self.list, "Recent stories", "Enter opens one, Delete takes it off this list.")
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        self.list.forget.connect(self.forget)
        self.recent_heading = label("Recent", "heading")
        self.new_button = button("New story…", self.new_story_wanted.emit, kind="primary")
        self.folder_button = button("Open a folder…", self.open_folder_wanted.emit)
        self.file_button = button("Open a file…", self.open_file_wanted.emit)
        self.sample_button = button("Try the sample story", self.sample_wanted.emit, kind="quiet")
        self._build()
        self.set_recent(recent)

    def _build(self) -> None:
        middle = QWidget()
        middle.setMaximumWidth(620)
        self._inside = inside = column(middle, spacing=2 * UNIT)
        title = label("Story Studio", "display")
        inside.addStretch(3)
        inside.addWidget(title)
        inside.addWidget(
            label("Write your story. Its slips are marked as you go, and nothing is lost.", "muted")
        )
        inside.addSpacing(UNIT)
        inside.addLayout(
            row(self.new_button, self.folder_button, self.file_button, self.sample_button, 1, spacing=UNIT)
        )
        inside.addSpacing(2 * UNIT)
        inside.addWidget(self.recent_heading)
        inside.addWidget(self.list, 5)
        inside.addStretch(4)
        outer = row(1, middle, 1)
        outer.setStretch(1, 100)
        outer.setContentsMargins(4 * UNIT, 4 * UNIT, 4 * UNIT, 4 * UNIT)
        self.setLayout(outer)
        QWidget.setTabOrder(self.new_button, self.folder_button)

    def set_recent(self, recent: Sequence[RecentStory]) -> None:
        """List these stories, latest first."""
        self.list.clear()
        for story in recent:
            item = QListWidgetItem(self.list)
            item.setData(_PATH, story.path)
            spoken = f"{story.title}, {story.path}" + (f", opened {story.when}" if story.when else "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            card = _RecentCard(story)
            item.setSizeHint(QSize(0, card.sizeHint().height()))
            self.list.setItemWidget(item, card)
        self.list.setVisible(bool(recent))
        self._inside.setStretch(self._inside.count() - 1, 0 if recent else 4)
        self.recent_heading.setVisible(bool(recent))
        if recent:
            self.list.setCurrentRow(0)
            self.setFocusProxy(self.list)
            if self.new_button.hasFocus():
                self.list.setFocus()  # the list came after the page; Enter goes on with the latest story
        else:
            self.setFocusProxy(self.new_button)

    def _open(self, item: QListWidgetItem) -> None:
        self.open_path.emit(item.data(_PATH))


class _RecentCard(QWidget):
    """Title, and path and time below it."""

    def __init__(self, story: RecentStory) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = column(self, spacing=2)
        inside.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        inside.addLayout(row(label(story.title, "strong"), 1, label(story.when, "muted")))
        inside.addWidget(label(story.path, "muted"))
