"""The workplace of one open story: its parts, and what they do together."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol, TypeAlias

from studio.app.session.autosave import AutosaveTiming
from studio.app.session.chapter_keeper import ChapterKeeper
from studio.app.session.lock_watch import LockWatch
from studio.app.session.open_chapter import OpenChapter
from studio.app.session.open_story import OpenStory
from studio.app.session.outside import GRACE, Outside
from studio.app.session.recovery import recover, unsaved_chapters
from studio.app.session.renamed_outside import Moves, find_moves, known_digests, move_history
from studio.app.session.saving import Saving
from studio.app.session.second_version import SecondVersions
from studio.app.session.session_event import SessionEvents
from studio.app.session.session_fact import ChapterEdited, Recovery, ReplaceReason
from studio.app.session.story_detail import StoryDetail
from studio.app.structure.structure import Structure
from studio.app.structure.structure_step import Step, TextChange
from studio.app.structure.trash_desk import TrashDesk
from studio.app.tasks import Cancel, Scheduler, TaskRunner
from studio.app.versions.history import History
from studio.app.versions.story_history import StoryHistory
from studio.model.chapter import Chapter, ChapterId
from studio.model.edit import TextEdit, edit_between
from studio.model.problem import Problem
from studio.model.project import Project
from studio.storage.chapter_file import ChapterText, read_chapter
from studio.storage.content_note import Content, look_at_contents
from studio.storage.journal_claim import note_place
from studio.storage.load import LoadResult, reload_project
from studio.storage.lock import HEARTBEAT, StoryLock
from studio.storage.page_undo import read_page_undo
from studio.storage.snapshot import BEFORE_REPLACE, RECOVERED
from studio.storage.story_mark import Choice, StoryMarks

OnChange = Callable[[Collection[Path] | None], None]
"""Told by a watcher, on its own thread, which paths changed; None if it cannot say."""


_THIN_AFTER: Final = 30.0
"""Seconds after opening: the writer's chapter comes first."""


_SEARCH_AFTER: Final = 2.0
"""The same for reading the chapters that are not open."""


_Read: TypeAlias = tuple[ChapterText, Recovery | None, Path | None, Sequence[TextEdit]]
"""A chapter that was read, what came back of it, where it leads if it is a link, and its undo steps."""


class Watcher(Protocol):
    """Watches a folder until it is stopped."""

    def start(self) -> None: ...
    def stop(self) -> None: ...


WatcherFactory = Callable[[Path, OnChange, bool], Watcher]
"""Makes a watcher of a folder, with what it tells and whether folders inside count."""


class StoryDesk:
    """Everything that belongs to one open story. Main thread only."""

    def __init__(
        self,
        story: OpenStory,
        runner: TaskRunner,
        scheduler: Scheduler,
        events: SessionEvents,
        timing: AutosaveTiming,
        watcher_factory: WatcherFactory | None,
        clock: Callable[[], datetime],
    ) -> None:
        self.story = story
        self._runner = runner
        self._scheduler = scheduler
        self._events = events
        self._clock = clock
        self.outside = Outside(story, runner, scheduler, events, lambda: self.saving, self._rescan)
        self.saving = Saving(
            story, runner, scheduler, events, timing, self.outside.look_at, lambda: self._beaten(False)
        )
        self.structure = Structure(
            story, runner, events, lambda: self.saving, clock, self.open_chapter, self.replace_text
        )
        self.history = History(story, runner, events, self.outside, clock)
        self.second = SecondVersions(
            story, runner, events, self.outside, self.saving, self.open_chapter, self._rescan, clock
        )
        self.moments = StoryHistory(
            story, runner, events, self.outside, self.structure, self.open_chapter, clock
        )
        self.detail = StoryDetail(story, runner, events, clock)
        self.trash = TrashDesk(story, runner, events, clock, self)
        self._watcher = _watcher(story, watcher_factory, self._on_change)
        self._waiting: dict[ChapterId, list[Callable[[OpenChapter], None]]] = {}
        self._beat_timer: Cancel | None = None
        self._lock_watch: LockWatch | None = None
        self._thin_timer: Cancel | None = None
        self._search_timer: Cancel | None = None
        self._missing_since: float | None = None
        self._closed = False
        self._noted = story.read_only
        self._said: set[Problem] = set()
        self._told_marks = ""
        self._contents: Mapping[ChapterId, Content] = {}

    def begin(self) -> None:
        """Start what runs by itself: the watcher, the heartbeat, the thinning of old snapshots."""
        if self._watcher is not None:
            # What changed between reading the story and watching it is found by looking once.
            self._runner.submit(
                "work", self._watcher.start, lambda _: self.changed_outside(None), self._cannot_watch
            )
        if self.story.lock is not None:
            self._beat_later()
        if self.story.taken:
            self._wait_for_lock()
        if not self.story.read_only:
            self.structure.recall()
            self._recover()
            self._search_timer = self._scheduler.call_later(_SEARCH_AFTER, self._look_around)
            self._thin_timer = self._scheduler.call_later(_THIN_AFTER, self.moments.thin)

    def _look_around(self) -> None:
        """Look at the chapters that are not open: what they hold, and whether they have two versions."""
        self.second.search_marks()
        self._note_contents("work")

    def _note_contents(self, lane: str) -> None:
        if self.story.read_only:
            return
        cache, chapters, before = self.story.places.cache, self.story.project.chapters, self._contents

        def noted(contents: Mapping[ChapterId, Content]) -> None:
            self._contents = contents

        self._runner.submit(
            lane, lambda: look_at_contents(cache, chapters, before), noted, lambda _error: None
        )

    def _recover(self) -> None:
        """Open the chapters that a crash left unsaved, so that their typing is offered at the start."""
        places, listed = self.story.places, [chapter.id for chapter in self.story.project.chapters]

        def found(chapters: list[ChapterId]) -> None:
            for chapter in chapters:
                if not self._closed:
                    self.open_chapter(chapter, lambda _: None)

        self._runner.submit("io", lambda: unsaved_chapters(places, listed), found)

    def open(self, chapter_id: ChapterId) -> OpenChapter:
        """An open chapter.

        Raises:
            KeyError: if it is not open.
        """
        chapter = self.story.chapter(chapter_id)
        if chapter is None:
            raise KeyError(chapter_id)
        return chapter

    def open_chapter(self, chapter_id: ChapterId, done: Callable[[OpenChapter], None]) -> None:
        """Give ``done`` the chapter, read if it is not open."""
        chapter = self.story.chapter(chapter_id)
        if chapter is not None:
            done(chapter)
            return
        listed = self.story.listed(chapter_id)
        if listed is None:
            self._events.problem.emit(Problem(chapter_id, "That chapter is no longer there."))
            return
        self._waiting.setdefault(listed.id, []).append(done)
        if len(self._waiting[listed.id]) > 1:
            return
        places, now, read_only = self.story.places, self._clock(), self.story.read_only

        def read() -> _Read:
            target = Path(os.path.realpath(listed.path)) if listed.path.is_symlink() else None
            # In a read-only window the journal belongs to the other one, which is still writing it.
            if read_only:
                return read_chapter(listed.path), None, target, ()
            on_disk, recovery = recover(listed.id, listed.path, places, now)
            return on_disk, recovery, target, read_page_undo(places.cache, listed.id, on_disk.text)

        def failed(error: Exception) -> None:
            self._waiting.pop(listed.id, None)
            self._events.problem.emit(Problem(listed.id, f"“{listed.title}” could not be opened ({error})."))

        self._runner.submit("io", read, lambda found: self._chapter_read(listed, *found), failed)

    def edited(self, chapter_id: ChapterId, edit: TextEdit, after: str | None = None) -> None:
        """The editor changed an open chapter; ``after`` is its text then, if it is at hand."""
        chapter = self.open(chapter_id)
        chapter.apply(edit, after)
        if not self._noted:
            self._noted = True  # before the first journal is written
            places, whole = self.story.places, self.story.project.kind != "file"
            self._runner.submit("io", lambda: note_place(places, whole=whole))
        self.saving.edited(chapter)
        self._events.chapter_edited.emit(ChapterEdited(chapter.id, edit, chapter.revision))

    def replace_text(self, chapter_id: ChapterId, text: str, reason: ReplaceReason) -> None:
        """Give an open chapter a new text; the old one is kept."""
        chapter = self.open(chapter_id)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if text != chapter.text:
            self.history.take(BEFORE_REPLACE, [chapter.id])
            self.outside.replace(chapter, text, reason)

    def change_texts(self, change: TextChange) -> None:
        """Give open chapters new texts as one step of undo."""
        for text in change.texts:
            self.replace_text(text.id, text.after, "program")
        self.structure.changed_texts(change)

    def choose_story(self, marks: StoryMarks, choice: Choice) -> None:
        """Go on with one version of a marked ``story.toml``, or with both."""
        if self.story.read_only:
            self._events.problem.emit(Problem("", "The story can only be read here, so nothing was changed."))
        else:
            self.detail.choose_version(marks, choice, self._rescan)

    def found_marks(self, marks: StoryMarks | None) -> None:
        """Tell of two versions in ``story.toml``, once."""
        told, self._told_marks = self._told_marks, marks.digest if marks else ""
        if marks is not None and marks.digest != told and not self.story.read_only:
            self._events.story_marks_found.emit(marks)

    def save_now(self, chapter_id: ChapterId | None) -> None:
        """Save one chapter or all."""
        for chapter in tuple(self.story.chapters.values()):
            if chapter_id is None or self.story.chapter(chapter_id) is chapter:
                self.saving.save(chapter)

    def take(self, step: Step) -> None:
        """Change the structure, if this story can be changed."""
        if self.story.read_only:
            self._events.problem.emit(Problem("", "The story can only be read here, so nothing was changed."))
        elif self.story.project.kind == "file":
            sentence = "A single file has one chapter; open its folder or a story to work with several."
            self._events.problem.emit(Problem("", sentence))
        else:
            self.structure.take(step)

    def changed_outside(self, paths: Collection[Path] | None) -> None:
        """Files may have changed on disk."""
        if self._closed:
            return
        self.outside.look(paths)
        # The studio's own saves end here too: a chapter that is open says nothing about the list of chapters.
        if paths is None or not set(paths) <= {chapter.path for chapter in self.story.chapters.values()}:
            self._rescan()

    def make_safe(self, timeout: float) -> tuple[ChapterId, ...]:
        """Save everything, wait ``timeout`` seconds at most; the chapters neither in file nor journal."""
        for _ in range(2):  # what was typed while a save was under way needs another one
            self.save_now(None)
            if not self._runner.drain("io", timeout) or not self._unsafe():
                return self._unsafe()
            self.saving.keep_typing()
        self._runner.drain("io", timeout)
        return self._unsafe()

    def _unsafe(self) -> tuple[ChapterId, ...]:
        chapters = self.story.chapters.values()
        return tuple(c.id for c in chapters if c.dirty and not c.read_only and not c.keeper.holds(c.text))

    def finish(self, timeout: float | None) -> bool:
        """Save everything and stop; waits for the disk if ``timeout`` (seconds) is given."""
        self._closed = True
        self.second.stop()
        results: list[bool] = []
        wanted = sum(1 for c in self.story.chapters.values() if c.dirty and not c.read_only)
        self.saving.finish(results.append)
        for cancel in (self._beat_timer, self._thin_timer, self._search_timer):
            if cancel is not None:
                cancel()
        if self._lock_watch is not None:
            self._lock_watch.stop()
        self._note_contents("io")
        if self.story.lock is not None:
            self._runner.submit("io", self.story.lock.release)
        if self._watcher is not None:
            self._watcher.stop()
        if timeout is None:
            return True
        return self._runner.drain("io", timeout) and len(results) == wanted and all(results)

    def _chapter_read(
        self,
        listed: Chapter,
        on_disk: ChapterText,
        recovery: Recovery | None,
        target: Path | None,
        steps: Sequence[TextEdit],
    ) -> None:
        if self._closed:
            return
        if self.story.project.chapter(listed.id) is None:
            for done in self._waiting.pop(listed.id, []):  # renamed or deleted before it was read
                self.open_chapter(listed.id, done)
            return
        keeper = ChapterKeeper(
            listed.id,
            listed.path,
            on_disk,
            self.story.places.journal,
            self.story.snapshots,
            self._clock,
            self.story.places.root,
        )
        chapter = OpenChapter(listed, on_disk, keeper, self.story.read_only, target, steps)
        self.story.chapters[listed.id] = chapter
        if recovery is not None and recovery.applied:
            chapter.apply(edit_between(on_disk.text, recovery.after))
            self.saving.edited(chapter)
        elif recovery is not None:
            self.outside.offer(chapter)
        for done in self._waiting.pop(listed.id, []):
            done(chapter)
        for problem in on_disk.problems:
            self._events.problem.emit(Problem(listed.id, problem.sentence))
        if recovery is not None:
            self._events.recovered.emit(recovery)
        self.second.look_for_marks(chapter)

    def _rescan(self) -> None:
        if self._closed or self.structure.busy:
            return
        project, places = self.story.project, self.story.places
        versions = (self.structure.version, self.detail.version)
        digests = known_digests(self.story.chapters.values(), self._contents)

        def job() -> tuple[LoadResult, Moves]:
            load = reload_project(project, places)
            return load, find_moves(project, load.project, digests)

        def scanned(found: tuple[LoadResult, Moves]) -> None:
            if not self._closed and versions == (self.structure.version, self.detail.version):
                self._take_scan(*found)

        # A disk that cannot be read just now is looked at again with the next change.
        self._runner.submit("io", job, scanned, lambda _error: None)

    def _take_scan(self, load: LoadResult, moves: Moves) -> None:
        old, new = self.story.project, load.project
        if self._wait_for_missing(old, new, moves):
            return
        if new is not None:
            self._take_project(old, new, moves)
            self.second.found(load.copies)
            self._look_around()
        self.found_marks(load.marks)
        for problem in load.problems:
            if problem not in self._said:
                self._said.add(problem)
                self._events.problem.emit(problem)

    def _take_project(self, old: Project, new: Project, moves: Moves) -> None:
        self.story.project = replace(new, root=old.root, kind=old.kind)
        for before, after in moves:
            self.structure.follow(before, after)
        if moves and not self.story.read_only:
            ids = {before.id: after.id for before, after in moves}
            self._runner.submit("io", lambda: move_history(self.story.places, ids))
        if new.chapters != old.chapters:
            self._events.structure_changed.emit(self.story.project)
        if new.sheets != old.sheets:
            self._events.sheets_changed.emit(self.story.project)
        described = ("title", "author", "language", "settings")
        if any(getattr(new, name) != getattr(old, name) for name in described):
            self._events.settings_changed.emit(self.story.project)

    def _wait_for_missing(self, old: Project, new: Project | None, moves: Moves) -> bool:
        """Whether to look again before believing that chapters are gone: sync tools write in steps."""
        moved = {before.id for before, _ in moves}
        if new is not None and {c.id for c in old.chapters} <= {c.id for c in new.chapters} | moved:
            self._missing_since = None
            return False
        now = self._scheduler.now()
        if self._missing_since is None:
            self._missing_since = now
            self._scheduler.call_later(GRACE, self._rescan)
        return now - self._missing_since < GRACE - 0.01

    def _on_change(self, paths: Collection[Path] | None) -> None:
        self._runner.post(lambda: self.changed_outside(paths))

    def _cannot_watch(self, error: Exception) -> None:
        sentence = f"Changes by other programs are noticed only when saving, as watching failed ({error})."
        self._events.problem.emit(Problem("", sentence))

    def _beat_later(self) -> None:
        self._beat_timer = self._scheduler.call_later(HEARTBEAT, self._beat)

    def _beat(self) -> None:
        lock = self.story.lock
        if lock is not None and not self._closed:
            self._runner.submit("io", lock.beat, self._beaten)

    def _beaten(self, ours: bool) -> None:
        if self._closed or self.story.lock is None:
            return
        if ours:
            self._beat_later()
            return
        self.story.lock = None
        self.story.read_only = True
        for chapter in self.story.chapters.values():
            if chapter.dirty:
                self.history.take(RECOVERED, [chapter.id])
            chapter.read_only = True
        self.saving.stop()
        self.story.taken = (
            "Another window took this story over; it can only be read here now, "
            "and what was not saved is kept."
        )
        self._events.read_only_changed.emit(True)
        self._events.problem.emit(Problem("", self.story.taken))
        self._wait_for_lock()

    def _wait_for_lock(self) -> None:
        def freed() -> None:
            self._events.freed.emit(self.story.project)

        lock = StoryLock(self.story.places.lock)
        self._lock_watch = LockWatch(lock, self._runner, self._scheduler, freed)


def _watcher(story: OpenStory, factory: WatcherFactory | None, on_change: OnChange) -> Watcher | None:
    # Around a single file there may be a whole home folder.
    return factory(story.places.root, on_change, story.project.kind != "file") if factory else None
