"""Changes of the structure, and of several texts at once, in one line of undo steps."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from studio.app.session.open_chapter import OpenChapter
from studio.app.session.open_story import OpenStory
from studio.app.session.saving import Saving
from studio.app.session.session_event import SessionEvents
from studio.app.session.session_fact import ChapterMoved, ReplaceReason
from studio.app.structure.long_step import LongRun, LongStep, StepStopped
from studio.app.structure.structure_step import Disk, Done, Step, TextChange
from studio.app.structure.structure_undo import Entry, UndoStore
from studio.app.structure.text_change import TakenBack, taken_back
from studio.app.tasks import TaskRunner
from studio.model.chapter import Chapter, ChapterId
from studio.model.problem import Problem
from studio.model.project import Project
from studio.storage.snapshot import RECOVERED

_MOST: Final = 200
"""Undo steps that are kept."""

_MOST_TEXT: Final = 40_000_000
"""Characters that the kept changes of texts may hold together; the last change is kept in any case."""

Open = Callable[[ChapterId, Callable[[OpenChapter], None]], None]
Replace = Callable[[ChapterId, str, ReplaceReason], None]


class Structure:
    """Takes steps one after another and remembers how to take them back, also after the next start.

    Args:
        open_chapter, replace_text: as the session has them; for changes of texts.
    """

    def __init__(
        self,
        story: OpenStory,
        runner: TaskRunner,
        events: SessionEvents,
        saving: Callable[[], Saving],
        clock: Callable[[], datetime],
        open_chapter: Open,
        replace_text: Replace,
    ) -> None:
        self._story = story
        self._runner = runner
        self._events = events
        self._saving = saving
        self._disk = Disk(story.places, story.snapshots, clock)
        self._open_chapter = open_chapter
        self._replace_text = replace_text
        self._store = UndoStore(story.places)
        self._undo: list[Entry] = []  # each takes the one that was taken back
        self._redo: list[Entry] = []
        self._waiting: deque[Callable[[], None]] = deque()
        self.busy = False
        self.version = 0

    @property
    def can_undo(self) -> bool:
        """Whether there is something that ``undo`` takes back."""
        return bool(self._undo)

    def recall(self) -> None:
        """Go on with the steps of the last time, if the caches still have them."""

        def read(found: tuple[list[Entry], list[Entry]]) -> None:
            if not self._undo and not self._redo and not self.version:
                self._undo, self._redo = found

        self._runner.submit("io", self._store.read, read, lambda _error: None)

    def changed_texts(self, change: TextChange) -> None:
        """The texts of chapters were just changed in a way that is taken back as a whole."""

        def note() -> None:
            self._undo.append(change.turned())
            self._redo.clear()
            self._keep()

        self._later(note)

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

    def _start_top(self, source: list[Entry], target: list[Entry]) -> None:
        if not source:
            return
        entry = source.pop()
        if isinstance(entry, TextChange):
            self._take_back(entry, target)
        else:
            self._start(entry, target, None, None, source)

    def _start(
        self,
        step: Step,
        target: list[Entry],
        cleared: list[Entry] | None,
        done: Callable[[Project], None] | None,
        source: list[Entry] | None = None,
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
            if result.problem:
                self._events.problem.emit(Problem("", result.problem))
            self._keep()
            if done is not None:
                done(self._story.project)
            self._next()

        def failed(error: Exception) -> None:
            self.busy = False
            if source is not None and not isinstance(error, KeyError):
                source.append(step)  # the disk refused: it can be tried again
            if isinstance(error, StepStopped):
                self._events.said.emit(str(error))
                self._next()
                return
            sentence = "That chapter is no longer there." if isinstance(error, KeyError) else str(error)
            self._events.problem.emit(Problem("", sentence))
            self._next()

        if isinstance(step, LongStep):
            LongRun(self._runner, step.pieces(project, disk), step.watch, taken, failed).go_on()
        else:
            self._runner.submit("io", lambda: step.take(project, disk), taken, failed)

    def _take_back(self, change: TextChange, target: list[Entry]) -> None:
        """Give the chapters of a change the texts that they had before it."""
        for text in change.texts:
            if self._story.project.chapter(text.id) is not None:
                self._open_chapter(text.id, lambda _chapter: None)

        def opened(_none: None) -> None:
            chapters = {text.id: self._story.chapter(text.id) for text in change.texts}
            live = {id_: c.text for id_, c in chapters.items() if c is not None and not c.read_only}
            self._runner.submit("work", lambda: taken_back(change, live), lambda found: done(live, found))

        def done(live: dict[ChapterId, str], found: TakenBack) -> None:
            chapters = {id_: self._story.chapter(id_) for id_ in live}
            if any(c is None or c.text != live[id_] for id_, c in chapters.items()):
                self._take_back(change, target)  # typed meanwhile: look again
                return
            for text in found.change.texts:
                self._replace_text(text.id, text.after, "program")
            if found.change.texts:
                target.append(found.change.turned())
            self._keep()
            self._events.said.emit(found.sentence)

        self._runner.submit("io", lambda: None, opened)  # behind the chapters that had to be read

    def _keep(self) -> None:
        """Write the steps into the caches, for the next start."""
        for steps in (self._undo, self._redo):
            del steps[: -kept_steps(steps)]
        undo, redo = tuple(self._undo), tuple(self._redo)
        self._runner.submit("io", lambda: self._store.write(undo, redo), None, lambda _error: None)

    def _taken(self, result: Done) -> None:
        self.busy = False
        self.version += 1
        self._story.project = self._story.project.with_chapters(result.chapters)
        for old, new in result.moved:
            self.follow(old, new)
        for chapter_id in [c for c in self._story.chapters if self._story.project.chapter(c) is None]:
            self._drop(chapter_id)
        self._events.structure_changed.emit(self._story.project)

    def _say(self, error: Exception) -> None:
        self._events.problem.emit(Problem("", str(error)))

    def _drop(self, chapter_id: ChapterId) -> None:
        self._saving().forget(chapter_id)
        chapter = self._story.chapters.pop(chapter_id)
        if chapter.dirty:
            # Typed in the instant between the wish to delete it and the deed.
            keeper, text = chapter.keeper, chapter.text
            self._runner.submit("io", lambda: keeper.keep_snapshot(text, RECOVERED), None, self._say)

    def follow(self, old: Chapter, new: Chapter) -> None:
        """An open chapter's file has another name now."""
        chapter = self._story.chapters.get(old.id)
        if old.id == new.id:
            return
        self._story.move(old.id, new.id)
        if chapter is not None:
            keeper = chapter.keeper
            chapter.id, chapter.path = new.id, new.path
            self._runner.submit("io", lambda: keeper.moved(new.id, new.path), None, self._say)
            self._saving().forget(old.id)
            if chapter.dirty:
                self._saving().edited(chapter)
        self._events.chapter_moved.emit(ChapterMoved(old.id, new.id))


def kept_steps(steps: Sequence[Entry]) -> int:
    """How many of the last steps are kept, by their number and by the text that they hold."""
    held = 0
    for count, entry in enumerate(reversed(steps)):
        if isinstance(entry, TextChange):
            held += sum(len(text.before) + len(text.after) for text in entry.texts)
        if count and (count >= _MOST or held > _MOST_TEXT):
            return count
    return max(1, len(steps))
