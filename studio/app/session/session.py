"""The open story: every use case that reads or changes it goes through here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from studio.app.session.autosave import AutosaveTiming
from studio.app.session.open_chapter import OpenChapter
from studio.app.session.opening import Opening, open_story, read_chapters
from studio.app.session.session_fact import ReplaceReason
from studio.app.session.session_version import SessionVersions
from studio.app.session.story_desk import StoryDesk, WatcherFactory
from studio.app.tasks import Scheduler, TaskRunner
from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.model.problem import Problem
from studio.model.project import Project
from studio.model.sheet import CharacterSheet
from studio.storage.places import PlacesFactory
from studio.storage.snapshot import Snapshot


class StorySession(SessionVersions):
    """One open story at a time, its live texts, and the saving of them.

    All methods are called on the main thread and return at once; disk work runs on the runner's "io" lane.
    What happened is told through the events inherited from ``SessionEvents``.

    Args:
        places_factory: where files lie for what is opened (``UserFolders.places``).
        watcher_factory: makes the watcher of a folder; None for no watching.
        clock: local time, for snapshots and "saved at".
    """

    def __init__(
        self,
        runner: TaskRunner,
        scheduler: Scheduler,
        places_factory: PlacesFactory,
        watcher_factory: WatcherFactory | None = None,
        timing: AutosaveTiming | None = None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__()
        self._runner = runner
        self._scheduler = scheduler
        self._places_factory = places_factory
        self._watcher_factory = watcher_factory
        self._timing = timing or AutosaveTiming()
        self._clock = clock

    def open(
        self, path: Path, done: Callable[[Project | None], None] | None = None, take_over: bool = False
    ) -> None:
        """Open a story project, a folder of texts or one file; what was open is saved and closed first.

        ``done`` gets None, after a ``problem`` event, if there is nothing that could be opened.

        Args:
            take_over: take the story from another window that has it open; that one becomes read-only.
        """
        self._finish()
        factory, clock = self._places_factory, self._clock

        def opened(opening: Opening) -> None:
            project = self._opened(opening)
            if done is not None:
                done(project)

        def failed(error: Exception) -> None:
            self.problem.emit(Problem(path.name, f"“{path.name}” could not be opened ({error})."))
            if done is not None:
                done(None)

        self._runner.submit("io", lambda: open_story(path, factory, clock(), take_over), opened, failed)

    def use_timing(self, timing: AutosaveTiming) -> None:
        """Save at other times from the next edit on, in the open story and in those opened later."""
        self._timing = timing
        if self._desk is not None:
            self._desk.saving.use(timing)

    def open_chapter(self, chapter_id: ChapterId, done: Callable[[OpenChapter], None]) -> None:
        """Give ``done`` the chapter with its text, read from disk if it is not open yet.

        ``done`` is not called for a chapter that the story does not have.
        """
        if self._desk is not None:
            self._desk.open_chapter(chapter_id, done)

    def read_texts(
        self, chapter_ids: Sequence[ChapterId], done: Callable[[dict[ChapterId, str]], None]
    ) -> None:
        """Give ``done`` the texts of chapters, open or not: live ones as they are now, others from disk."""
        if self._desk is None:
            return
        story = self._desk.story
        live = {c: chapter.text for c in chapter_ids if (chapter := story.chapter(c)) is not None}
        listed = [c for c in story.project.chapters if c.id in chapter_ids and c.id not in live]

        def together(read: dict[ChapterId, str]) -> None:
            texts = {**read, **live}
            done({c: texts[c] for c in chapter_ids if c in texts})

        self._runner.submit("io", lambda: read_chapters(listed), together)

    def edited(self, chapter_id: ChapterId, edit: TextEdit, after: str | None = None) -> None:
        """The editor changed an open chapter.

        Args:
            after: the chapter's text after the edit, if it is at hand.

        Raises:
            ValueError: if the edit does not fit the text: editor and session would hold different texts.
            KeyError: if the chapter is not open.
        """
        self._the_desk().edited(chapter_id, edit, after)

    def replace_text(self, chapter_id: ChapterId, text: str, reason: ReplaceReason = "program") -> None:
        """Give an open chapter a new text; the old one is kept as a snapshot, the editor told.

        Raises:
            KeyError: if the chapter is not open.
        """
        self._the_desk().replace_text(chapter_id, text, reason)

    def save_now(self, chapter_id: ChapterId | None = None) -> None:
        """Save one chapter, or all, without waiting for autosave."""
        if self._desk is not None:
            self._desk.save_now(chapter_id)

    def make_safe(self, timeout: float = 5.0) -> tuple[ChapterId, ...]:
        """Save everything and wait for it at most ``timeout`` seconds; the story stays open.

        Returns:
            The chapters whose text is neither in the file nor in the journal: they would be lost now.
        """
        return self._desk.make_safe(timeout) if self._desk else ()

    def close(self, timeout: float = 10.0) -> bool:
        """Save everything, wait for it at most ``timeout`` seconds, and let go of the story.

        Returns:
            Whether all that was typed is in its files. If not, it is in the journal, unless the disk failed
            there too, and comes back when the story is opened next.
        """
        return self._finish(timeout)

    def snapshots(self, chapter_id: ChapterId, done: Callable[[Sequence[Snapshot]], None]) -> None:
        """Give ``done`` the chapter's earlier versions, newest first."""
        self._the_desk().history.list(chapter_id, done)

    def restore(self, chapter_id: ChapterId, snapshot: Snapshot) -> None:
        """Bring an earlier version of an open chapter back; the present one is kept first."""
        desk = self._the_desk()
        desk.history.restore(desk.open(chapter_id), snapshot)

    def take_snapshot(self, reason: str, chapter_id: ChapterId | None = None) -> None:
        """Keep a chapter, or all, as they are now; ``reason`` is the name that the writer gives."""
        desk = self._the_desk()
        if chapter_id is None:
            desk.moments.take(reason)
        else:
            desk.history.take(reason, [chapter_id])

    def resolve_conflict(self, chapter_id: ChapterId, text: str) -> None:
        """Answer a conflict or an offered recovery: go on with ``text``, saved at once."""
        desk = self._the_desk()
        desk.outside.resolve(desk.open(chapter_id), text)

    def save_sheet(self, sheet: CharacterSheet, old_name: str | None = None) -> None:
        """Save a character sheet; ``old_name`` if its name changed."""
        self._the_desk().detail.save_sheet(sheet, old_name)

    def delete_sheet(self, name: str) -> None:
        """Move a character sheet to the trash."""
        self._the_desk().detail.delete_sheet(name)

    def update_settings(self, **changes: Any) -> None:
        """Change fields of ``StorySettings``, or ``title``, ``author``, ``language``; saved at once."""
        self._the_desk().detail.update(**changes)

    def check_files(self, paths: Collection[Path] | None = None) -> None:
        """Compare files with what was read, as after a change told by the watcher (all of them if None)."""
        if self._desk is not None:
            self._desk.changed_outside(paths)

    def _opened(self, opening: Opening) -> Project | None:
        self._finish()
        story = opening.story()
        if story is not None:
            self._desk = StoryDesk(
                story,
                self._runner,
                self._scheduler,
                self,
                self._timing,
                self._watcher_factory,
                self._clock,
            )
            self.opened.emit(story.project)
            self._desk.begin()
            if story.taken:
                self.read_only_changed.emit(True)
            self._desk.second.found(opening.load.copies)
            self._desk.found_marks(opening.load.marks)
        for problem in opening.problems:
            self.problem.emit(Problem(problem.where, problem.sentence))
        return story.project if story else None

    def _finish(self, timeout: float | None = None) -> bool:
        desk, self._desk = self._desk, None
        return desk.finish(timeout) if desk else True
