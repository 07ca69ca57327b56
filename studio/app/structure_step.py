"""The steps by which the chapters of a story change, each with the step that takes it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from studio.model.chapter import Chapter, ChapterId
from studio.model.project import Project
from studio.storage.chapter_folder import create_file, move_file, rename_file, trash_file
from studio.storage.chapter_order import order_name
from studio.storage.places import Places
from studio.storage.snapshot import SnapshotStore
from studio.storage.story_change import set_order, set_title
from studio.storage.story_file import edit_story
from studio.storage.story_snapshot import StorySnapshots
from studio.storage.trash import TrashNote, forget_trashed, note_trashed


@dataclass(frozen=True, slots=True)
class Disk:
    """What a step may use on the io lane."""

    places: Places
    snapshots: SnapshotStore
    clock: Callable[[], datetime]

    def write_order(self, chapters: Sequence[Chapter], gone: Sequence[str] = ()) -> None:
        """Save the reading order in ``story.toml``."""
        edit_story(self.places.story_file, set_order([self.name(c.path) for c in chapters], gone))

    def name(self, path: Path) -> str:
        """How ``story.toml`` names the file."""
        return order_name(path, self.places)


@dataclass(frozen=True, slots=True)
class Done:
    """A step was taken: the chapters now, the renamed ones, and the step that takes it back."""

    chapters: tuple[Chapter, ...]
    inverse: Step
    moved: tuple[tuple[Chapter, Chapter], ...] = ()


class Step(Protocol):
    """One change of the structure."""

    def take(self, project: Project, disk: Disk) -> Done:
        """Make the change on disk (on the io lane).

        Raises:
            StorageError: it could not be made.
            KeyError: the chapter is no longer there.
        """


@dataclass(frozen=True, slots=True)
class Add:
    """A new chapter at ``index``."""

    title: str
    index: int

    def take(self, project: Project, disk: Disk) -> Done:
        path = create_file(disk.places.chapters, self.title)
        chapter = Chapter(disk.places.chapter_id(path), " ".join(self.title.split()) or path.stem, path)
        chapters = (*project.chapters[: self.index], chapter, *project.chapters[self.index :])
        _write_title(disk, chapter)
        disk.write_order(chapters)
        return Done(chapters, Delete(chapter.id))


@dataclass(frozen=True, slots=True)
class Delete:
    """Move a chapter to the trash."""

    id: ChapterId

    def take(self, project: Project, disk: Disk) -> Done:
        index = project.index(self.id)
        chapter = project.chapters[index]
        trashed = trash_file(chapter.path, disk.places.trash, disk.clock())
        chapters = (*project.chapters[:index], *project.chapters[index + 1 :])
        note = TrashNote("chapter", chapter.title, chapter.id, index)
        note_trashed(disk.places.trash, trashed.name, note)
        disk.write_order(chapters, gone=[disk.name(chapter.path)])
        return Done(chapters, PutBack(chapter, trashed, index))


@dataclass(frozen=True, slots=True)
class PutBack:
    """Take a chapter out of the trash, to ``index`` in the order or to the end if that is -1."""

    chapter: Chapter
    trashed: Path
    index: int

    def take(self, project: Project, disk: Disk) -> Done:
        if not self.trashed.exists():
            raise KeyError(self.chapter.id)
        path = move_file(self.trashed, self.chapter.path)
        chapter = replace(self.chapter, id=disk.places.chapter_id(path), path=path)
        index = self.index if self.index >= 0 else len(project.chapters)
        chapters = (*project.chapters[:index], chapter, *project.chapters[index:])
        _write_title(disk, chapter)
        disk.write_order(chapters)
        forget_trashed(disk.places.trash, self.trashed.name)
        return Done(chapters, Delete(chapter.id))


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a chapter another title, and its file another name."""

    id: ChapterId
    title: str

    def take(self, project: Project, disk: Disk) -> Done:
        index = project.index(self.id)
        old = project.chapters[index]
        path = rename_file(old.path, self.title)
        new = Chapter(disk.places.chapter_id(path), " ".join(self.title.split()) or path.stem, path)
        disk.snapshots.renamed(old.id, new.id)
        StorySnapshots(disk.places.history, disk.snapshots).renamed(old.id, new.id)
        chapters = (*project.chapters[:index], new, *project.chapters[index + 1 :])
        if old.id != new.id:
            edit_story(disk.places.story_file, set_title(disk.name(old.path), None))
        _write_title(disk, new)
        disk.write_order(chapters, gone=[disk.name(old.path)])
        return Done(chapters, Rename(new.id, old.title), ((old, new),))


@dataclass(frozen=True, slots=True)
class Move:
    """Put a chapter to another place in the order."""

    id: ChapterId
    index: int

    def take(self, project: Project, disk: Disk) -> Done:
        at = project.index(self.id)
        chapters = [*project.chapters[:at], *project.chapters[at + 1 :]]
        chapters.insert(self.index, project.chapters[at])
        disk.write_order(chapters)
        return Done(tuple(chapters), Move(self.id, at))


def _write_title(disk: Disk, chapter: Chapter) -> None:
    """Keep a title in ``story.toml`` if the file's name cannot hold it."""
    held = chapter.title == chapter.path.stem
    edit_story(disk.places.story_file, set_title(disk.name(chapter.path), None if held else chapter.title))


@dataclass(frozen=True, slots=True)
class ChangedText:
    """What a chapter's text was before and after a change."""

    id: ChapterId
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """A change of the texts of one or several chapters that is taken back as a whole.

    Attributes:
        kind: "scene" is taken back only while its texts are as it left them; "replace" is taken back
            around what was typed since.
        texts: one for each chapter.
    """

    kind: Literal["scene", "replace"]
    texts: tuple[ChangedText, ...]

    def turned(self) -> TextChange:
        """The change that takes this one back."""
        return TextChange(self.kind, tuple(ChangedText(t.id, t.after, t.before) for t in self.texts))
