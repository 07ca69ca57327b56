"""The steps by which the chapters of a story change, each with the step that takes it back."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from studio.model.chapter import Chapter, ChapterId
from studio.model.project import Project
from studio.storage.chapter_folder import create_file, move_file, rename_file, trash_file
from studio.storage.chapter_order import order_name
from studio.storage.error import StorageError
from studio.storage.file_name import safe_stem
from studio.storage.places import Places
from studio.storage.snapshot import SnapshotStore
from studio.storage.step_note import StepNote, begin_step, end_step
from studio.storage.story_change import Change, set_order, set_title
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

    def begin(self, project: Project, index: int = 0, gone: Chapter | None = None, title: str = "") -> None:
        """Note a step with a new chapter at ``index``, or with one that goes, for a crash in the midst of it.

        Raises:
            SaveError: the note could not be written, or ``story.toml`` is broken; no step must be taken.
        """
        if self.places.story_file.exists():
            edit_story(self.places.story_file)  # changes nothing, but raises where nothing could be changed
        names = [self.name(chapter.path) for chapter in project.chapters]
        title = " ".join(title.split())
        after = names[index - 1] if 0 < index <= len(names) else ""
        held = title == safe_stem(title)
        begin_step(
            self.places,
            StepNote(tuple(names), after, self.name(gone.path) if gone else "", "" if held else title),
        )

    def end(self, chapters: Sequence[Chapter], gone: Sequence[str], *titles: Change) -> str:
        """Complete a step in ``story.toml``, in one piece; "" or why it could not be written.

        The files have their new names by now, so the step is taken all the same; its note stays and the next
        start completes it.
        """
        order = set_order([self.name(chapter.path) for chapter in chapters], gone)
        try:
            edit_story(self.places.story_file, *titles, order)
        except StorageError as error:
            return error.sentence
        end_step(self.places)
        return ""

    def name(self, path: Path) -> str:
        """How ``story.toml`` names the file."""
        return order_name(path, self.places)


@dataclass(frozen=True, slots=True)
class Done:
    """A step was taken: the chapters now, the renamed ones, and the step that takes it back.

    ``problem`` says why ``story.toml`` does not know of it yet.
    """

    chapters: tuple[Chapter, ...]
    inverse: Step
    moved: tuple[tuple[Chapter, Chapter], ...] = ()
    problem: str = ""


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
        disk.begin(project, self.index, title=self.title)
        path = create_file(disk.places.chapters, self.title)
        chapter = Chapter(disk.places.chapter_id(path), " ".join(self.title.split()) or path.stem, path)
        chapters = (*project.chapters[: self.index], chapter, *project.chapters[self.index :])
        problem = disk.end(chapters, (), _title(disk, chapter))
        return Done(chapters, Delete(chapter.id), problem=problem)


@dataclass(frozen=True, slots=True)
class Delete:
    """Move a chapter to the trash."""

    id: ChapterId

    def take(self, project: Project, disk: Disk) -> Done:
        index = project.index(self.id)
        chapter = project.chapters[index]
        disk.begin(project, gone=chapter)
        trashed = trash_file(chapter.path, disk.places.trash, disk.clock())
        chapters = (*project.chapters[:index], *project.chapters[index + 1 :])
        note = TrashNote("chapter", chapter.title, chapter.id, index)
        note_trashed(disk.places.trash, trashed.name, note)
        problem = disk.end(chapters, [disk.name(chapter.path)])
        return Done(chapters, PutBack(chapter, trashed, index), problem=problem)


@dataclass(frozen=True, slots=True)
class PutBack:
    """Take a chapter out of the trash, to ``index`` in the order or to the end if that is -1."""

    chapter: Chapter
    trashed: Path
    index: int

    def take(self, project: Project, disk: Disk) -> Done:
        if not self.trashed.is_file():
            raise KeyError(self.chapter.id)
        index = self.index if self.index >= 0 else len(project.chapters)
        disk.begin(project, index, title=self.chapter.title)
        path = move_file(self.trashed, self.chapter.path)
        chapter = replace(self.chapter, id=disk.places.chapter_id(path), path=path)
        chapters = (*project.chapters[:index], chapter, *project.chapters[index:])
        problem = disk.end(chapters, (), _title(disk, chapter))
        forget_trashed(disk.places.trash, self.trashed.name)
        return Done(chapters, Delete(chapter.id), problem=problem)


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a chapter another title, and its file another name."""

    id: ChapterId
    title: str

    def take(self, project: Project, disk: Disk) -> Done:
        index = project.index(self.id)
        old = project.chapters[index]
        disk.begin(project, index, gone=old, title=self.title)
        path = rename_file(old.path, self.title)
        new = Chapter(disk.places.chapter_id(path), " ".join(self.title.split()) or path.stem, path)
        disk.snapshots.renamed(old.id, new.id)
        with contextlib.suppress(OSError, StorageError):  # the file has its new name: the step goes on
            StorySnapshots(disk.places.history, disk.snapshots).renamed(old.id, new.id)
        chapters = (*project.chapters[:index], new, *project.chapters[index + 1 :])
        name = disk.name(old.path)
        titles = [set_title(name, None)] if old.id != new.id else []
        problem = disk.end(chapters, [name], *titles, _title(disk, new))
        return Done(chapters, Rename(new.id, old.title), ((old, new),), problem)


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


def _title(disk: Disk, chapter: Chapter) -> Change:
    """Keep a title in ``story.toml`` if the file's name cannot hold it."""
    held = chapter.title == chapter.path.stem
    return set_title(disk.name(chapter.path), None if held else chapter.title)


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
