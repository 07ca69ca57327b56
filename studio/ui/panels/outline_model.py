"""The chapters and scenes of a story as a two-level item model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from studio.app.structure.outline_service import ChapterOutline
from studio.model.chapter import ChapterId
from studio.model.outline import SceneEntry
from studio.ui.panels.outline_drop import Dragged, Landing, landing

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-story-studio-outline"
_ROOT = QModelIndex()


class Role(IntEnum):
    """What a row knows beside its title."""

    CHAPTER_ID = Qt.ItemDataRole.UserRole + 1
    WORDS = Qt.ItemDataRole.UserRole + 2
    GUESSED = Qt.ItemDataRole.UserRole + 3
    CURRENT = Qt.ItemDataRole.UserRole + 4
    OFFSET = Qt.ItemDataRole.UserRole + 5
    IS_SCENE = Qt.ItemDataRole.UserRole + 6


def words_in_words(words: int | None) -> str:
    """ "1,204 words", "1 word", or "counting" while it is not known."""
    if words is None:
        return "counting"
    return "1 word" if words == 1 else f"{words:,} words"


class OutlineModel(QAbstractItemModel):
    """Chapters, and below each its scenes where it has more than one.

    A scene's index carries its chapter's row plus one as internal id, a chapter's index carries 0.
    ``rename``, ``move_chapter`` and ``move_scene`` carry out what the view asks; the model itself
    changes only through ``show`` and ``show_chapter``.
    """

    def __init__(
        self,
        rename: Callable[[ChapterId, int | None, str], bool],
        move_chapter: Callable[[ChapterId, int], None],
        move_scene: Callable[[ChapterId, int, ChapterId, int], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rename = rename
        self._move_chapter = move_chapter
        self._move_scene = move_scene
        self._chapters: list[ChapterOutline] = []
        self._current: tuple[ChapterId, int] | None = None

    # -- what the panel asks and tells ---------------------------------------------------------

    @property
    def chapters(self) -> Sequence[ChapterOutline]:
        """The chapters as shown."""
        return self._chapters

    def show(self, chapters: Sequence[ChapterOutline]) -> bool:
        """Show these chapters; True if the rows were built anew, so that the view forgot its own state.

        Other counts, scenes or names keep every row, whether it is open, and what is chosen.
        """
        old, new = [c.id for c in self._chapters], [c.id for c in chapters]
        same_or_renamed = len(old) == len(new) and all(
            a == b or (a not in new and b not in old) for a, b in zip(old, new, strict=True)
        )
        if same_or_renamed:
            for row, chapter in enumerate(chapters):
                self._replace(row, chapter)
            return False
        self.beginResetModel()
        self._chapters = list(chapters)
        self.endResetModel()
        return True

    def show_chapter(self, chapter: ChapterOutline) -> None:
        """Show what became of one chapter; one that is not listed is left out."""
        row = self.row_of(chapter.id)
        if row is not None:
            self._replace(row, chapter)

    def _replace(self, row: int, chapter: ChapterOutline) -> None:
        old = self._chapters[row]
        if old == chapter:
            return
        if self._current is not None and self._current[0] == old.id:
            self._current = (chapter.id, self._current[1])
        before, after = _rows(old), _rows(chapter)
        parent = self.index(row, 0)
        if after > before:
            self.beginInsertRows(parent, before, after - 1)
            self._chapters[row] = chapter
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(parent, after, before - 1)
            self._chapters[row] = chapter
            self.endRemoveRows()
        else:
            self._chapters[row] = chapter
        self._tell(row)

    def set_current(self, chapter_id: ChapterId, offset: int) -> bool:
        """Mark the chapter and the scene at ``offset`` as the ones being written.

        Called at every move of the caret, so it touches nothing while that stays in its scene. Returns
        whether another row is marked now.
        """
        old, self._current = self._current, (chapter_id, offset)
        if old is not None and _place(self._chapters, old) == _place(self._chapters, self._current):
            return False
        for place in (old, self._current):
            row = self.row_of(place[0]) if place else None
            if row is not None:
                self._tell(row)
        return True

    def row_of(self, chapter_id: ChapterId) -> int | None:
        """The chapter's row."""
        return next((i for i, c in enumerate(self._chapters) if c.id == chapter_id), None)

    def chapter_at(self, index: Index) -> ChapterOutline | None:
        """The chapter that a row stands for or lies in."""
        if not index.isValid():
            return None
        row = index.internalId() - 1 if index.internalId() else index.row()
        return self._chapters[row] if row < len(self._chapters) else None

    def scene_at(self, index: Index) -> SceneEntry | None:
        """The scene that a row stands for; None for a chapter."""
        chapter = self.chapter_at(index)
        if chapter is None or not index.internalId() or index.row() >= len(chapter.scenes):
            return None
        return chapter.scenes[index.row()]

    def index_for(self, chapter_id: ChapterId, offset: int) -> QModelIndex:
        """The row of the scene at ``offset``, or of the chapter where its scenes are not listed."""
        row = self.row_of(chapter_id)
        if row is None:
            return QModelIndex()
        parent = self.index(row, 0)
        scene = scene_index(self._chapters[row], offset)
        return self.index(scene, 0, parent) if self.rowCount(parent) and scene >= 0 else parent

    def _tell(self, row: int) -> None:
        parent = self.index(row, 0)
        self.dataChanged.emit(parent, parent)
        if count := self.rowCount(parent):
            self.dataChanged.emit(self.index(0, 0, parent), self.index(count - 1, 0, parent))

    # -- Qt's questions ------------------------------------------------------------------------

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
            return len(self._chapters)
        if parent.internalId() or parent.row() >= len(self._chapters):
            return 0
        return _rows(self._chapters[parent.row()])

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return base | Qt.ItemFlag.ItemIsDropEnabled
        base |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
        return base if index.internalId() else base | Qt.ItemFlag.ItemIsDropEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        chapter = self.chapter_at(index)
        if chapter is None:
            return None
        scene = self.scene_at(index)
        title = scene.title if scene else chapter.title
        words = scene.words if scene else chapter.words
        guessed = bool(scene and scene.guessed)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{title}\n{words_in_words(words)}" + (f"\n{GUESS_SENTENCE}" if guessed else "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kind = ("Scene, a guess" if guessed else "Scene") if scene else "Chapter"
            here = ", you are here" if self._is_current(chapter, scene) else ""
            return f"{kind}: {title}, {words_in_words(words)}{here}"
        if role == Role.CURRENT:
            return self._is_current(chapter, scene)
        return _own(role, chapter, scene)

    def _is_current(self, chapter: ChapterOutline, scene: SceneEntry | None) -> bool:
        if self._current is None or self._current[0] != chapter.id:
            return False
        at = scene_index(chapter, self._current[1])
        return scene is None or (at >= 0 and chapter.scenes[at] == scene)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        chapter = self.chapter_at(index)
        if role != Qt.ItemDataRole.EditRole or chapter is None:
            return False
        title = str(value).strip()
        if not title or title == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        return self._rename(chapter.id, index.row() if index.internalId() else None, title)

    # -- dragging ------------------------------------------------------------------------------

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        chapter = self.chapter_at(indexes[0]) if indexes else None
        if chapter is not None:
            scene = indexes[0].row() if indexes[0].internalId() else None
            data.setData(MIME, QByteArray(Dragged(chapter.id, scene).to_bytes()))
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return self._landing(data, row, parent) is not None

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        found = self._landing(data, row, parent)
        if found is not None:
            dragged, place = found
            if dragged.scene is None or place.chapter is None:
                self._move_chapter(dragged.chapter, place.at)
            else:
                self._move_scene(dragged.chapter, dragged.scene, place.chapter, place.at)
        # The rows move when the session tells that they did; True would let the view remove them itself.
        return False

    def _landing(self, data: QMimeData, row: int, parent: Index) -> tuple[Dragged, Landing] | None:
        if not data.hasFormat(MIME) or (parent.isValid() and parent.internalId()):
            return None
        dragged = Dragged.from_bytes(bytes(data.data(MIME).data()))
        place = landing(self._chapters, dragged, row, self.chapter_at(parent))
        return (dragged, place) if place is not None else None


GUESS_SENTENCE = "The break before this scene is a guess: no mark stands there."


def _own(role: int, chapter: ChapterOutline, scene: SceneEntry | None) -> object:
    answers: dict[int, object] = {
        Role.CHAPTER_ID: chapter.id,
        Role.WORDS: scene.words if scene else chapter.words,
        Role.GUESSED: bool(scene and scene.guessed),
        Role.OFFSET: scene.span.start if scene else 0,
        Role.IS_SCENE: scene is not None,
    }
    return answers.get(role)


def _place(chapters: Sequence[ChapterOutline], where: tuple[ChapterId, int]) -> tuple[ChapterId, int]:
    chapter = next((each for each in chapters if each.id == where[0]), None)
    return where[0], -1 if chapter is None else scene_index(chapter, where[1])


def _rows(chapter: ChapterOutline) -> int:
    """How many scenes are listed: one alone needs no row of its own."""
    return len(chapter.scenes) if len(chapter.scenes) > 1 else 0


def scene_index(chapter: ChapterOutline, offset: int) -> int:
    """Which scene the character at ``offset`` lies in; the last one that begins before it, -1 if none."""
    before = [i for i, scene in enumerate(chapter.scenes) if scene.span.start <= offset]
    return before[-1] if before else (0 if chapter.scenes else -1)
