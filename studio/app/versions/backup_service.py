"""Backups that make themselves: by interval while a story changes, and when it is left."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from studio.app.events import Event
from studio.app.session.session import StorySession
from studio.app.tasks import Cancel, Scheduler, TaskRunner
from studio.app.versions.backup_note import failed_sentence, missed_sentence, take_note, write_note
from studio.model.project import Project
from studio.storage.places import Places

if TYPE_CHECKING:
    from studio.storage.backup import Backup, BackupMade
    from studio.storage.file_call import FileCalls

LANE: Final = "backup"
"""A lane of its own: a story of hundreds of megabytes must not keep its chapters from being saved."""

_FIRST_AFTER: Final = 120.0
_RETRY: Final = 60.0
_LONGEST_RETRY: Final = 1800.0
_NOTE: Final = "not made at the end.txt"


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """What the writer wants.

    Attributes:
        on: whether backups are made at all by themselves.
        minutes: between two of them while something changes.
        folder: where they go, each story in a folder of its own there; empty for the user's data folder.
        keep: how many of the last ones stay, whatever their age.
    """

    on: bool = True
    minutes: float = 30.0
    folder: str = ""
    keep: int = 10


@dataclass(frozen=True, slots=True)
class BackupState:
    """How a backup ended.

    Attributes:
        ok: whether the story as it is now is backed up where the writer wants it.
        sentence: for the writer.
        asked: whether the writer asked for it.
        made: the backup, if there is one.
        new: whether it was made now (else nothing had changed since).
    """

    ok: bool
    sentence: str
    asked: bool = False
    made: Backup | None = None
    new: bool = False


@dataclass(frozen=True, slots=True)
class BackupUnderWay:
    """A backup that is being made now."""

    title: str
    folder: Path


@dataclass(slots=True)
class _Subject:
    """The story that is backed up."""

    project: Project
    places: Places
    changed: bool = True  # other programs may have worked on it since the last backup


class BackupService:
    """Backs up the open story. Main thread only; zips are made in the lane "backup" from the files on disk.

    Args:
        own_folder: holds a folder of backups for each story, unless the writer chose another place.

    Events:
        told: a backup ended, well or not.
    """

    def __init__(
        self,
        session: StorySession,
        runner: TaskRunner,
        scheduler: Scheduler,
        plan: BackupPlan,
        own_folder: Path,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.told: Event[BackupState] = Event()
        self._session = session
        self._runner = runner
        self._scheduler = scheduler
        self._plan = plan
        self.own_folder = own_folder
        self._clock = clock
        self._subject: _Subject | None = None
        self._timer: Cancel | None = None
        self._failures = 0
        self._ending = False
        self._given_up = threading.Event()
        self.under_way: BackupUnderWay | None = None
        session.opened.connect(self._on_opened)
        session.structure_changed.connect(self._on_changed)
        session.settings_changed.connect(self._on_changed)
        session.sheets_changed.connect(self._on_changed)
        session.chapter_edited.connect(self._on_changed)
        session.chapter_replaced.connect(self._on_changed)

    @property
    def plan(self) -> BackupPlan:
        """What the writer wants now."""
        return self._plan

    def use(self, plan: BackupPlan) -> None:
        """Go on by another plan."""
        if plan == self._plan:
            return
        moved, self._plan = plan.folder != self._plan.folder, plan
        if moved and self._subject is not None:
            self._subject.changed = True
        self._wait(_FIRST_AFTER if moved else self._plan.minutes * 60)

    def folder(self, places: Places | None = None) -> Path | None:
        """The folder that the story's backups go to; None if no story is open."""
        places = places or (self._subject.places if self._subject else None)
        if places is None:
            return None
        return Path(self._plan.folder) / places.backups.name if self._plan.folder else places.backups

    def back_up_now(self) -> None:
        """Back the open story up, changed or not, and say how it went."""
        self._begin(asked=True)

    def list(self, done: Callable[[Sequence[Backup]], None]) -> None:
        """Give ``done`` the backups of the open story, newest first, wherever the plan has put them.

        A story that was moved has none under its new path yet: then those of its title are given.
        """
        subject = self._subject
        title = subject.project.title if subject else ""
        above = [self.own_folder, *([Path(self._plan.folder)] if self._plan.folder else [])]
        folders = [f for f in (self.folder(), subject.places.backups if subject else None) if f is not None]

        def job() -> Sequence[Backup]:
            from studio.storage.backup import backups_of, list_backups

            found = [backup for folder in dict.fromkeys(folders) for backup in list_backups(folder)]
            if title and not found:
                found = [backup for folder in above for backup in backups_of(folder, title)]
            return sorted(found, key=lambda backup: backup.at, reverse=True)

        self._runner.submit(LANE, job, done)

    def restore(
        self, backup: Path, beside: Path, name: str, done: Callable[[Path | None, str], None]
    ) -> None:
        """Unpack a backup into a new folder in ``beside``; ``done`` gets it, or None and why not."""

        def job() -> Path:
            from studio.storage.backup_restore import restore_backup

            return restore_backup(backup, beside, name)

        self._runner.submit(LANE, job, lambda made: done(made, ""), lambda error: done(None, str(error)))

    def left(self) -> None:
        """The story was saved and closed: back it up a last time."""
        subject, self._subject = self._subject, None
        self._stop()
        if subject is not None and subject.changed and self._plan.on:
            self._submit(subject, asked=False)

    def finish(self, timeout: float) -> bool:
        """The program ends: as ``left``, and wait for it at most ``timeout`` seconds; whether it is done.

        May be called again to go on waiting. One that fails now is said at the next start.
        """
        self._ending = True
        self.left()
        return self._runner.drain(LANE, timeout)

    def give_up(self, *, wished: bool) -> None:
        """The program ends without the backup that is being made; the next start says so.

        The job ends at its next write and leaves nothing in the folder but, where the drive hangs, a hidden
        temporary file that a later backup removes.

        Args:
            wished: the writer did not want to wait; else it took too long.
        """
        self._given_up.set()
        if self.under_way is not None:
            title, folder = self.under_way.title, self.under_way.folder
            write_note(self.own_folder / _NOTE, missed_sentence(title, folder, self._clock(), wished=wished))

    def missed(self, done: Callable[[str], None]) -> None:
        """Give ``done`` what is to be said about the last end of the program, once; else it is not called."""
        path = self.own_folder / _NOTE
        self._runner.submit(LANE, lambda: take_note(path), lambda said: done(said) if said else None)

    # -- when ----------------------------------------------------------------------------------

    def _on_opened(self, project: Project) -> None:
        self.left()  # its saves are done: opening waits behind them in the same lane
        story = self._session.story
        if story is not None and not story.read_only:
            self._subject = _Subject(project, story.places)
            self._failures = 0
            self._wait(_FIRST_AFTER)

    def _on_changed(self, _fact: object) -> None:
        if self._subject is not None and self._session.project is not None:
            self._subject.changed = True
            self._subject.project = self._session.project

    def _wait(self, seconds: float) -> None:
        self._stop()
        if self._subject is not None and self._plan.on:
            self._timer = self._scheduler.call_later(seconds, self._due)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer()
            self._timer = None

    def _due(self) -> None:
        self._timer = None
        subject = self._subject
        if subject is not None and subject.changed and self.under_way is None:
            self._begin(asked=False)
        else:
            self._wait(self._plan.minutes * 60)

    # -- the deed ------------------------------------------------------------------------------

    def _begin(self, *, asked: bool) -> None:
        subject = self._subject
        if subject is None or self._session.read_only:
            if asked:
                sentence = "A story that can only be read here is backed up by the window that writes it."
                self.told.emit(BackupState(False, sentence, asked))
            return
        self._session.save_now()
        # Behind the saves; what cannot be saved is backed up as it lies on disk.
        self._runner.submit("io", lambda: None, lambda _none: self._submit(subject, asked=asked))

    def _submit(self, subject: _Subject, *, asked: bool) -> None:
        subject.changed = False
        folder = self.folder(subject.places) or subject.places.backups
        self.under_way = under_way = BackupUnderWay(subject.project.title, folder)
        stopped = self._given_up.is_set
        job = partial(back_up, subject.project, subject.places, self._plan, folder, self._clock(), stopped)

        def failed(error: Exception) -> None:
            ended(BackupState(False, str(error)))

        def ended(state: BackupState) -> None:
            if self.under_way is under_way:
                self.under_way = None
            subject.changed = subject.changed or not state.ok
            self._failures = 0 if state.ok else self._failures + 1
            if subject is self._subject:
                pause = min(_RETRY * 2 ** (self._failures - 1), _LONGEST_RETRY) if self._failures else 0.0
                self._wait(pause or self._plan.minutes * 60)
            if self._ending and not state.ok and not stopped():
                write_note(self.own_folder / _NOTE, failed_sentence(under_way.title, state.sentence))
            self.told.emit(replace(state, asked=asked))

        self._runner.submit(LANE, job, ended, failed)


def back_up(
    project: Project,
    places: Places,
    plan: BackupPlan,
    folder: Path,
    now: datetime,
    stopped: Callable[[], bool] = lambda: False,
) -> BackupState:
    """Make one backup and remove superfluous ones; in the default folder if ``folder`` cannot be used.

    Args:
        stopped: whether to make it no more; asked before each write.

    Raises:
        StorageError: it could be made nowhere.
        BackupStopped: it was stopped; nothing is left of it.
    """
    from studio.app.versions.backup_stop import stoppable
    from studio.storage.backup import rotate
    from studio.storage.error import SaveError, backup_sentence

    calls = stoppable(stopped)
    try:
        # A chosen folder that is away, as of a stick, must not be made anew on the disk below it.
        if plan.folder and not Path(plan.folder).is_dir():
            raise SaveError(backup_sentence(Path(plan.folder), FileNotFoundError(2, "is gone")))
        made = _make(project, places, folder, now, calls)
    except SaveError as error:
        if folder == places.backups:
            raise
        made = _make(project, places, places.backups, now, calls)
        sentence = f"{error.sentence} Meanwhile there is one in “{made.backup.path.parent}”."
        return BackupState(False, sentence, made=made.backup, new=made.new)
    rotate(folder, max(1, plan.keep), now)
    where = made.backup.path.parent
    words = f"Backed up at {now:%H:%M} to “{where}”."
    if not made.new:
        words = f"Nothing has changed since the backup of {made.backup.at:%Y-%m-%d %H:%M} in “{where}”."
    sentence = " ".join([words, *(problem.sentence for problem in made.problems)])
    return BackupState(True, sentence, made=made.backup, new=made.new)


def _make(project: Project, places: Places, folder: Path, now: datetime, calls: FileCalls) -> BackupMade:
    from studio.storage.backup import make_backup
    from studio.storage.backup_list import contents
    from studio.storage.error import SaveError

    chapters = [chapter.path for chapter in project.chapters]
    for last in (False, True):
        what = contents(places, project.kind, chapters, folder)
        if chapters and not any(entry.chapter for entry in what.entries):
            raise SaveError(f"There is no new backup: “{project.title}” is not in its place.")
        try:
            return make_backup(what, folder, project.title, now, calls)
        except SaveError:
            # A chapter may just have been renamed: look again, once.
            if last:
                raise
    raise AssertionError("unreachable")
