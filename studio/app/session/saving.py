"""Brings what is typed to disk: into the journal at once, into the file when autosave says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from studio.app.session.autosave import Autosave, AutosaveTiming
from studio.app.session.chapter_keeper import ChapterKeeper, SaveResult
from studio.app.session.open_chapter import OpenChapter
from studio.app.session.open_story import OpenStory
from studio.app.session.session_event import SessionEvents
from studio.app.session.session_fact import SaveState
from studio.app.tasks import Cancel, Scheduler, TaskRunner
from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.model.problem import Problem
from studio.storage.chapter_file import LARGE_ABOVE
from studio.storage.error import ChangedOutside
from studio.storage.lock import StoryLock
from studio.storage.page_undo import write_page_undo
from studio.storage.snapshot import RECOVERED


class LockLostError(Exception):
    """Another window has taken the story over, so nothing was written."""


class Saving:
    """Saves the open chapters of one story.

    Args:
        changed_outside: called when a save found another file than the one that was read.
        lock_lost: called when a save found that another window has the story now.
    """

    def __init__(
        self,
        story: OpenStory,
        runner: TaskRunner,
        scheduler: Scheduler,
        events: SessionEvents,
        timing: AutosaveTiming,
        changed_outside: Callable[[OpenChapter], None],
        lock_lost: Callable[[], None],
    ) -> None:
        self._story = story
        self._runner = runner
        self._scheduler = scheduler
        self._events = events
        self._timing = timing
        self._changed_outside = changed_outside
        self._lock_lost = lock_lost
        self._autosave = Autosave(scheduler, timing, self._due)
        self._journal_timer: Cancel | None = None
        self._said: dict[ChapterId, set[str]] = {}

    def use(self, timing: AutosaveTiming) -> None:
        """Save at other times from the next edit on."""
        self._timing = timing
        self._autosave.use(timing)

    def edited(self, chapter: OpenChapter) -> None:
        """The chapter's text has just changed."""
        if chapter.read_only:
            return
        if self._journal_timer is None:
            self._journal_timer = self._scheduler.call_later(self._timing.journal, self._keep_typing)
        if not chapter.conflict:
            self._autosave.edited(chapter.id, _ease(chapter.text))

    def save(self, chapter: OpenChapter) -> None:
        """Save now, if there is something to save and it may be saved."""
        if not chapter.dirty or chapter.read_only or chapter.conflict or chapter.saving:
            return
        chapter.saving = True
        edits, text, revision = chapter.take_unkept(), chapter.text, chapter.revision
        steps = chapter.steps.newest_first()
        keeper, lock = chapter.keeper, self._story.lock

        def job() -> SaveResult:
            # Sooner than the next heartbeat: two writers must not take turns.
            _require(lock)
            return keeper.save(edits, text)

        self._runner.submit(
            "io",
            job,
            lambda result: self._ended(
                chapter, revision, result, partial(self._keep_steps, chapter.id, text, steps)
            ),
            lambda error: self._broke(chapter, error),
        )

    def forget(self, chapter_id: ChapterId) -> None:
        """The chapter is closed or got another id."""
        self._autosave.forget(chapter_id)
        self._said.pop(chapter_id, None)

    def stop(self) -> None:
        """No timer rings any more."""
        self._autosave.stop()
        if self._journal_timer:
            self._journal_timer()
            self._journal_timer = None

    def keep_typing(self) -> None:
        """Bring what is not saved into the journal now, also where that failed before."""
        for chapter in self._story.chapters.values():
            if chapter.dirty and not chapter.read_only:
                self._keep(chapter)

    def finish(self, ended: Callable[[bool], None]) -> None:
        """Stop, and save everything once more; ``ended`` is told on the io lane how each save went."""
        self.stop()
        for chapter in self._story.chapters.values():
            if chapter.dirty and not chapter.read_only:
                self._runner.submit("io", _last_save(chapter, self._story.lock, ended))

    def _due(self, chapter_id: ChapterId) -> None:
        chapter = self._story.chapter(chapter_id)
        if chapter is not None:
            self.save(chapter)

    def _keep_typing(self) -> None:
        self._journal_timer = None
        for chapter in self._story.chapters.values():
            if chapter.unkept and not chapter.read_only:
                self._keep(chapter)

    def _keep(self, chapter: OpenChapter) -> None:
        edits, text, keeper = chapter.take_unkept(), chapter.text, chapter.keeper
        self._runner.submit(
            "io",
            partial(_keep_typing, self._story.lock, keeper, edits, text),
            None,
            partial(self._typing_not_kept, chapter),
        )

    def _typing_not_kept(self, chapter: OpenChapter, error: Exception) -> None:
        if isinstance(error, LockLostError):
            self._lock_lost()
            return
        self._complain(chapter, str(error))

    def _ended(
        self, chapter: OpenChapter, revision: int, result: SaveResult, keep_steps: Callable[[], None]
    ) -> None:
        chapter.saving = False
        if isinstance(result.error, ChangedOutside):
            self._autosave.forget(chapter.id)
            self._changed_outside(chapter)
            return
        if result.error is not None:
            chapter.on_disk = result.on_disk
            self._failed(chapter, result.error.sentence)
            return
        chapter.saved(revision, result.on_disk, result.at)
        # What is no longer so may be said again when it comes back.
        self._said.get(chapter.id, set()).intersection_update(p.sentence for p in result.problems)
        self._autosave.saved(chapter.id, chapter.dirty)
        for problem in result.problems:
            self._complain(chapter, problem.sentence)
        self.tell(chapter, result.at)
        keep_steps()

    def _keep_steps(self, chapter_id: ChapterId, text: str, steps: Sequence[TextEdit]) -> None:
        """Keep the page's undo steps; where that fails, a crash would cost them, and no word."""
        cache = self._story.places.cache
        self._runner.submit(
            "io", lambda: write_page_undo(cache, chapter_id, text, steps), None, lambda _error: None
        )

    def tell(self, chapter: OpenChapter, at: datetime | None = None) -> None:
        """Say how safe the chapter is."""
        saved = not chapter.dirty and not chapter.conflict
        self._events.chapter_saved.emit(SaveState(chapter.id, saved, at or chapter.saved_at))

    def _broke(self, chapter: OpenChapter, error: Exception) -> None:
        chapter.saving = False
        if isinstance(error, LockLostError):
            self._lock_lost()
            return
        self._failed(chapter, f"“{chapter.path.name}” could not be saved ({error}); your text stays here.")

    def _failed(self, chapter: OpenChapter, sentence: str) -> None:
        self._autosave.failed(chapter.id)
        self._events.save_failed.emit(Problem(chapter.id, sentence))

    def _complain(self, chapter: OpenChapter, sentence: str) -> None:
        # The same sentence with every save would only teach the writer not to read it.
        said = self._said.setdefault(chapter.id, set())
        if sentence not in said:
            said.add(sentence)
            self._events.problem.emit(Problem(chapter.id, sentence))


def _ease(text: str) -> float:
    """How many times longer a save may wait: a large chapter takes seconds, and the journal has all."""
    return min(10.0, max(1.0, 10 * len(text) / LARGE_ABOVE))


def _require(lock: StoryLock | None) -> None:
    """Let only the window that holds the story write; its journal belongs to the other one, too.

    Raises:
        LockLostError: another one has it.
    """
    if lock is not None and not lock.is_ours():
        raise LockLostError


def _keep_typing(lock: StoryLock | None, keeper: ChapterKeeper, edits: Sequence[TextEdit], text: str) -> None:
    _require(lock)
    keeper.keep_typing(edits, text)


def _last_save(
    chapter: OpenChapter, lock: StoryLock | None, ended: Callable[[bool], None]
) -> Callable[[], None]:
    edits, text, keeper, conflict = chapter.take_unkept(), chapter.text, chapter.keeper, chapter.conflict

    def job() -> None:
        if lock is not None and not lock.is_ours():
            keeper.keep_snapshot(text, RECOVERED)  # the file and its journal belong to another window
            ended(False)
        elif conflict:
            # The question stays open: the journal keeps the text for the next start.
            keeper.keep_typing(edits, text)
            ended(False)
        else:
            ended(keeper.save(edits, text).error is None)

    return job
