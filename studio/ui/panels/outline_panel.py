"""The outline in the sidebar: chapters and scenes to go to, name, add, move and remove."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from studio.app.structure.outline_service import ChapterOutline, OutlineService
from studio.model.chapter import ChapterId
from studio.ui.dialogs.part import UNIT, Look, button, column, label, row, tool
from studio.ui.panels.outline_model import OutlineModel, words_in_words
from studio.ui.panels.outline_tree import OutlineTree

NEW_TITLE = "New chapter"


class OutlinePanel(QWidget):
    """Chapters and their scenes.

    Signals:
        go_to: chapter id and offset (code points) of the row that was clicked or entered.
        history_wanted: id of the chapter whose history shall be shown.
    """

    go_to = Signal(str, int)
    history_wanted = Signal(str)

    def __init__(self, outline: OutlineService, tokens: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outline = outline
        self._edit = outline.edit
        self._name_next = False
        self._select_after: tuple[ChapterId, int] | None = None
        self.setProperty("role", "panel")
        self.setAccessibleName("Outline")
        self.model = OutlineModel(self._rename, self._move_chapter, self._move_scene, self)
        self.tree = OutlineTree(tokens)
        self.tree.setModel(self.model)
        self.empty = label("No chapters yet.", "muted", wrap=True)
        self.total = label("", "muted")
        self.notice = label("", "muted", wrap=True)
        self.undo_button = button("Undo", self._undo, kind="quiet")
        self._build()
        self._wire()
        self._show(outline.chapters)

    def _build(self) -> None:
        self.add_button = tool("+", "Add a chapter", self.add_chapter, tip="Add a chapter (Ctrl+Shift+N)")
        outer = column(self, spacing=0)
        head = row(label("Outline", "heading"), 1, self.add_button)
        head.setContentsMargins(2 * UNIT, UNIT, UNIT, UNIT // 2)
        outer.addLayout(head)
        outer.addWidget(self.empty)
        self.empty.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        outer.addWidget(self.tree, 1)
        self.notice_bar = QWidget()
        said = row(self.notice, 1, self.undo_button)
        said.setContentsMargins(2 * UNIT, UNIT // 2, UNIT, UNIT // 2)
        self.notice_bar.setLayout(said)
        self.notice_bar.hide()
        outer.addWidget(self.notice_bar)
        foot = row(self.total, 1)
        foot.setContentsMargins(2 * UNIT, UNIT // 2, UNIT, UNIT)
        outer.addLayout(foot)
        self.setFocusProxy(self.tree)
        self._notice_timer = QTimer(self, interval=8000, singleShot=True)
        self._notice_timer.timeout.connect(self.notice_bar.hide)

    def _wire(self) -> None:
        self.tree.chosen.connect(self._go)
        self.tree.move_wanted.connect(self._move_current)
        self.tree.delete_wanted.connect(self._delete_current)
        self.tree.undo_wanted.connect(self._undo)
        self.tree.redo_wanted.connect(self._edit.redo)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._menu)
        self._outline.changed.connect(self._show)
        self._outline.chapter_changed.connect(self._show_chapter)
        self._edit.said.connect(self._say)

    # -- what the window calls -----------------------------------------------------------------

    def set_position(self, chapter_id: str, offset: int) -> None:
        """The cursor is at ``offset`` of the chapter: mark that row and keep it in sight."""
        if not self.model.set_current(ChapterId(chapter_id), offset):
            return
        index = self.model.index_for(ChapterId(chapter_id), offset)
        if index.isValid() and not self.tree.hasFocus():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def add_chapter(self) -> None:
        """Add a chapter after the selected one (or at the end) and let the writer name it at once."""
        chapter = self.model.chapter_at(self.tree.currentIndex())
        self._name_next = True
        self._edit.add_chapter(NEW_TITLE, chapter.id if chapter else None)

    def add_scene(self) -> None:
        """Write a break after the selected scene, or at the chapter's end, and go there."""
        index = self.tree.currentIndex()
        chapter = self.model.chapter_at(index)
        if chapter is not None:
            after = index.row() if self.model.scene_at(index) else max(0, len(chapter.scenes) - 1)
            chapter_id = chapter.id
            self._edit.add_scene(chapter_id, after, lambda offset: self.go_to.emit(chapter_id, offset))

    # -- what the service tells ----------------------------------------------------------------

    def _show(self, chapters: tuple[ChapterOutline, ...]) -> None:
        known = {chapter.id for chapter in self.model.chapters}
        rows = [(chapter.id, self.model.index(at, 0)) for at, chapter in enumerate(self.model.chapters)]
        closed = {i for i, at in rows if self.model.rowCount(at) and not self.tree.isExpanded(at)}
        selected = self._selected()
        if self.model.show(chapters):
            for at, chapter in enumerate(chapters):
                self.tree.setExpanded(self.model.index(at, 0), chapter.id not in closed)
            self._select(selected)
        new = [chapter for chapter in chapters if chapter.id not in known]
        if self._name_next and len(new) == 1 and known:
            self._name(new[0].id)
        self._sum_up()

    def _show_chapter(self, chapter: ChapterOutline) -> None:
        at = self.model.row_of(chapter.id)
        before = self.model.rowCount(self.model.index(at, 0)) if at is not None else 0
        self.model.show_chapter(chapter)
        if at is not None and not before:
            self.tree.expand(self.model.index(at, 0))
        if self._select_after is not None and self._select_after[0] == chapter.id:
            self._select(self._selected())
        self._sum_up()

    def _sum_up(self) -> None:
        chapters = self.model.chapters
        count = "1 chapter" if len(chapters) == 1 else f"{len(chapters)} chapters"
        words = [chapter.words for chapter in chapters]
        known = sum(word for word in words if word is not None)
        total = words_in_words(None if None in words else known)
        self.total.setText(f"{count} · {total}")
        self.empty.setVisible(not chapters)
        self.tree.setVisible(bool(chapters))

    def _say(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.undo_button.setVisible(self._edit.can_undo)
        self.notice_bar.show()
        self._notice_timer.start()

    # -- what the writer does ------------------------------------------------------------------

    def _go(self, index: QModelIndex) -> None:
        chapter, scene = self.model.chapter_at(index), self.model.scene_at(index)
        if chapter is not None:
            self.go_to.emit(chapter.id, scene.span.start if scene else 0)

    def _rename(self, chapter_id: ChapterId, scene: int | None, title: str) -> bool:
        if scene is None:
            self._edit.rename_chapter(chapter_id, title)
        else:
            self._edit.rename_scene(chapter_id, scene, title)
        return True

    def _move_chapter(self, chapter_id: ChapterId, to: int) -> None:
        self._select_after = (chapter_id, -1)
        self._edit.move_chapter(chapter_id, to)

    def _move_scene(self, source: ChapterId, scene: int, target: ChapterId, to: int) -> None:
        self._select_after = (target, to)
        self._edit.move_scene(source, scene, target, to)

    def _move_current(self, by: int) -> None:
        index = self.tree.currentIndex()
        chapter = self.model.chapter_at(index)
        if chapter is None:
            return
        at, scene = index.row() + by, self.model.scene_at(index)
        count = len(chapter.scenes) if scene else len(self.model.chapters)
        if 0 <= at < count and scene is None:
            self._move_chapter(chapter.id, at)
        elif 0 <= at < count:
            self._move_scene(chapter.id, index.row(), chapter.id, at)

    def _delete_current(self) -> None:
        index = self.tree.currentIndex()
        chapter = self.model.chapter_at(index)
        if chapter is None:
            return
        if self.model.scene_at(index) is None:
            self._edit.delete_chapter(chapter.id)
        else:
            self._edit.delete_scene(chapter.id, index.row())

    def _undo(self) -> None:
        self.notice_bar.hide()
        self._edit.undo()

    def _menu(self, at: QPoint) -> None:
        index = self.tree.indexAt(at)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chapter, scene = self.model.chapter_at(index), self.model.scene_at(index)
        if chapter is not None:
            menu.addAction("Go there\tEnter", lambda: self._go(index))
            menu.addAction("Rename\tF2", lambda: self.tree.edit(index))
            menu.addAction("Move up\tAlt+Up", lambda: self._move_current(-1))
            menu.addAction("Move down\tAlt+Down", lambda: self._move_current(1))
            if scene is not None and scene.guessed:
                mark = "Write the guessed breaks into the text"
                menu.addAction(mark, lambda: self._edit.confirm_breaks(chapter.id))
            menu.addAction("Earlier versions of the chapter…", lambda: self.history_wanted.emit(chapter.id))
            menu.addAction("Move to the trash\tDel", self._delete_current)
            menu.addSeparator()
        if chapter is not None:
            menu.addAction("Add a scene after it", self.add_scene)
        menu.addAction("Add a chapter\tCtrl+Shift+N", self.add_chapter)
        menu.popup(self.tree.viewport().mapToGlobal(at))

    # -- keeping the place ---------------------------------------------------------------------

    def _selected(self) -> tuple[ChapterId, int] | None:
        if self._select_after is not None:
            wanted, self._select_after = self._select_after, None
            return wanted
        index = self.tree.currentIndex()
        chapter = self.model.chapter_at(index)
        if chapter is None:
            return None
        return chapter.id, index.row() if self.model.scene_at(index) else -1

    def _select(self, wanted: tuple[ChapterId, int] | None) -> None:
        if wanted is None or (at := self.model.row_of(wanted[0])) is None:
            return
        parent = self.model.index(at, 0)
        scene = self.model.index(wanted[1], 0, parent) if wanted[1] >= 0 else parent
        self.tree.setCurrentIndex(scene if scene.isValid() else parent)

    def _name(self, chapter_id: ChapterId) -> None:
        self._name_next = False
        at = self.model.row_of(chapter_id)
        if at is not None:
            index = self.model.index(at, 0)
            self.tree.setCurrentIndex(index)
            self.tree.setFocus()
            self.tree.edit(index)
