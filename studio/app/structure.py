"""Adding, renaming, deleting and reordering chapters, on disk and undoable."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from studio.app.open_story import OpenStory
from studio.app.saving import Saving
from studio.app.session_event import SessionEvents
from studio.app.session_fact import ChapterMoved
from studio.app.tasks import TaskRunner
from studio.model.chapter import Chapter, ChapterId
from studio.model.problem import Problem
from studio.model.project import Project
from studio.storage.chapter_folder import create_file, move_file, rename_file, trash_file
from studio.storage.chapter_order import order_name
from studio.storage.places import Places
from studio.storage.snapshot import RECOVERED, SnapshotStore
from studio.storage.story_change import set_order, set_title
from studio.storage.story_file import edit_story


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
        disk.write_order(chapters, gone=[disk.name(chapter.path)])
        return Done(chapters, PutBack(chapter, trashed, index))


@dataclass(frozen=True, slots=True)
class PutBack:
    """Take a chapter out of the trash."""

    chapter: Chapter
    trashed: Path
    index: int

    def take(self, project: Project, disk: Disk) -> Done:
        path = move_file(self.trashed, self.chapter.path)
        chapter = replace(self.chapter, id=disk.places.chapter_id(path), path=path)
        chapters = (*project.chapters[: self.index], chapter, *project.chapters[self.index :])
        disk.write_order(chapters)
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


class Structure:
    """Takes steps one after another and remembers how to take them back."""

    def __init__(
        self,
        story: OpenStory,
        runner: TaskRunner,
        events: SessionEvents,
        saving: Callable[[], Saving],
        clock: Callable[[], datetime],
    ) -> None:
        self._story = story
        self._runner = runner
        self._events = events
        self._saving = saving
        self._disk = Disk(story.places, story.snapshots, clock)
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._waiting: deque[Callable[[], None]] = deque()
        self.busy = False
        self.version = 0

    def take(self, step: Step, done: Callable[[Project], None] | None = None) -> None:
        """Take a new step."""
        self._later(lambda: self._start(step, self._undo, self._redo, done))

    def undo(self) -> None:
        """Take the last step back; nothing if there is none."""
        self._later(lambda: self._start_top(self._undo, self._redo))

    def redo(self) -> None:
        """Take the step again that was taken back last; nothing if there is none."""
        self._later(lambda: self._start_top(self._redo, self._undo))

    def _later(self, start: Callable[[], None]) -> None:
        # Each step is computed from the chapters that the one before left.
        self._waiting.append(start)
        self._next()

    def _next(self) -> None:
        while self._waiting and not self.busy:
            self._waiting.popleft()()

    def _start_top(self, source: list[Step], target: list[Step]) -> None:
        if source:
            self._start(source.pop(), target, None, None)

    def _start(
        self,
        step: Step,
        target: list[Step],
        cleared: list[Step] | None,
        done: Callable[[Project], None] | None,
    ) -> None:
        self.busy = True
        for chapter in self._story.chapters.values():
            self._saving().save(chapter)
        project, disk = self._story.project, self._disk

        def taken(result: Done) -> None:
            if cleared is not None:
                cleared.clear()
            target.append(result.inverse)
            self._taken(result)
            if done is not None:
                done(self._story.project)
            self._next()

        def failed(error: Exception) -> None:
            self.busy = False
            sentence = "That chapter is no longer there." if isinstance(error, KeyError) else str(error)
            self._events.problem.emit(Problem("", sentence))
            self._next()

        self._runner.submit("io", lambda: step.take(project, disk), taken, failed)

    def _taken(self, result: Done) -> None:
        self.busy = False
        self.version += 1
        self._story.project = self._story.project.with_chapters(result.chapters)
        for old, new in result.moved:
            self._follow(old, new)
        for chapter_id in [c for c in self._story.chapters if self._story.project.chapter(c) is None]:
            self._drop(chapter_id)
        self._events.structure_changed.emit(self._story.project)

    def _drop(self, chapter_id: ChapterId) -> None:
        self._saving().forget(chapter_id)
        chapter = self._story.chapters.pop(chapter_id)
        if chapter.dirty:
            # Typed in the instant between the wish to delete it and the deed.
            keeper, text = chapter.keeper, chapter.text
            self._runner.submit("io", lambda: keeper.keep_snapshot(text, RECOVERED))

    def _follow(self, old: Chapter, new: Chapter) -> None:
        chapter = self._story.chapters.get(old.id)
        if old.id == new.id:
            return
        self._story.move(old.id, new.id)
        if chapter is not None:
            keeper = chapter.keeper
            chapter.id, chapter.path = new.id, new.path
            self._runner.submit("io", lambda: keeper.moved(new.id, new.path))
            self._saving().forget(old.id)
            if chapter.dirty:
                self._saving().edited(chapter)
        self._events.chapter_moved.emit(ChapterMoved(old.id, new.id))
