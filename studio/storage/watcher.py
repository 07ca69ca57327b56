"""Notices that other programs changed something in a folder.

It only says *where* something may have changed; whether it did is decided by comparing contents. Whole
folders are watched, because programs that save by renaming put a new file in the place of the watched one.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchdog import events
from watchdog.events import FileSystemEvent, FileSystemEventHandler

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

OnChange = Callable[[Collection[Path] | None], None]

QUIET: Final = 0.2
LONGEST: Final = 1.0
GUARD: Final = 2.0
SWEEP: Final = 60.0
MANY: Final = 400
_POLL: Final = 5.0
_MOST_WATCHES: Final = 12
_LOGGER: Final = "watchdog.observers"
_WANTED: Final = (
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileClosedEvent,
    events.FileDeletedEvent,
    events.FileMovedEvent,
    events.DirCreatedEvent,
    events.DirDeletedEvent,
    events.DirMovedEvent,
)


class FolderWatcher:
    """Watches one folder from ``start`` to ``stop``.

    Args:
        on_change: called on the watcher's own thread with the paths that may have changed, or with None if it
            cannot say: when the system's queue of events ran over, after very many changes at once (some
            systems drop them without a word), when the folder itself went away or came back, and now and
            then for disks that tell nothing.
        recursive: whether folders inside count too.
        quiet, longest: seconds without a change before it is told, and the most that it waits for that.
        guard: seconds between two looks whether the folder is still the same one.
        sweep: seconds between two calls with None for disks that tell nothing.
        many: above so many changes at once the system may have dropped some.
    """

    def __init__(
        self,
        root: Path,
        on_change: OnChange,
        recursive: bool = True,
        *,
        quiet: float = QUIET,
        longest: float = LONGEST,
        guard: float = GUARD,
        sweep: float = SWEEP,
        many: int = MANY,
    ) -> None:
        self._root = root
        self._on_change = on_change
        self._recursive = recursive
        self._quiet, self._longest, self._guard, self._sweep = quiet, longest, guard, sweep
        self._many = many
        self._wake = threading.Condition()
        self._changed: set[Path] = set()
        self._first = self._last = 0.0
        self._stopping = False
        self._folders_changed = False
        self._lost = False
        self._overflow = _OverflowHandler(self._note_lost)
        self._identity: tuple[int, int] | None = None
        self._observer: BaseObserver | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch. Takes a moment in large folders: not for the main thread."""
        with self._wake:
            if self._thread is not None or self._stopping:
                return
            self._thread = threading.Thread(target=self._run, name="folder-watcher", daemon=True)
        self._arm()
        self._thread.start()
        if self._is_stopped():  # while it was armed: nobody else knows of this observer
            self._disarm()

    def stop(self) -> None:
        """End watching; no call comes after this, and no thread is left."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
            thread = self._thread
        if thread is not None and thread.ident is not None and thread is not threading.current_thread():
            thread.join(10.0)
        self._disarm()

    def _is_stopped(self) -> bool:
        with self._wake:
            return self._stopping

    def _run(self) -> None:
        swept = guarded = time.monotonic()
        while True:
            now = time.monotonic()
            with self._wake:
                if self._stopping:
                    return
                changed, wait = self._ripe(now)
                if changed is None:
                    self._wake.wait(max(0.01, min(wait, guarded + self._guard - now)))
            if changed is not None:
                self._tell(changed)
            now = time.monotonic()
            if now - guarded >= self._guard:
                guarded = now
                if self._same_folder() and now - swept < self._sweep:
                    continue
                swept = now
                self._on_change(None)

    def _tell(self, changed: set[Path]) -> None:
        with self._wake:
            new_folders, self._folders_changed = self._folders_changed, False
            lost, self._lost = self._lost, False
        if new_folders or lost:
            self._arm_anew()  # what was written into them before they were watched is found by a full look
        self._on_change(None if new_folders or lost or len(changed) > self._many else changed)

    def _ripe(self, now: float) -> tuple[set[Path] | None, float]:
        """The changes, if they are to be told now; else how long to wait."""
        if not self._changed:
            return None, self._guard
        wait = min(self._last + self._quiet, self._first + self._longest) - now
        if wait > 0:
            return None, wait
        changed, self._changed = self._changed, set()
        return changed, 0.0

    def _same_folder(self) -> bool:
        """Whether the folder is the one that is being watched; if not, watch the one that is there now."""
        if self._identity == _identity(self._root) and self._alive():
            return True
        self._arm_anew()
        return False

    def _alive(self) -> bool:
        return self._identity is None or (self._observer is not None and self._observer.is_alive())

    def _arm_anew(self) -> None:
        self._disarm()
        self._arm()

    def _arm(self) -> None:
        self._identity = _identity(self._root)
        if self._identity is None:
            return
        logging.getLogger(_LOGGER).addHandler(self._overflow)
        from watchdog.observers import Observer
        from watchdog.observers.polling import PollingObserver

        for observer in (Observer(), PollingObserver(timeout=_POLL)):
            try:
                self._schedule(observer)
            except OSError:
                # The system has no watches left, or no way to watch this disk: look now and then instead.
                _stop(observer)
                continue
            self._observer = observer
            return
        self._identity = None

    def _schedule(self, observer: BaseObserver) -> None:
        observer.daemon = True
        folders = _folders(self._root) if self._recursive else [self._root]
        # Each watch costs a thread, so a deep tree gets one watch for all of it, hidden folders included.
        deep = len(folders) > _MOST_WATCHES
        for folder in [self._root] if deep else folders:
            handler = _Handler(self._note)
            observer.schedule(handler, str(folder), recursive=deep, event_filter=list(_WANTED))
        observer.start()

    def _disarm(self) -> None:
        logging.getLogger(_LOGGER).removeHandler(self._overflow)
        observer, self._observer = self._observer, None
        if observer is not None:
            _stop(observer)

    def _note(self, path: Path, folder: bool) -> None:
        if not _counts(path, self._root):
            return
        with self._wake:
            self._last = time.monotonic()
            if not self._changed:
                self._first = self._last
            self._changed.add(path)
            self._folders_changed = self._folders_changed or folder
            self._wake.notify_all()

    def _note_lost(self) -> None:
        with self._wake:
            self._lost = True
            self._last = time.monotonic()
            if not self._changed:
                self._first = self._last
            self._changed.add(self._root)
            self._wake.notify_all()


class _OverflowHandler(logging.Handler):
    """Hears from the watching library, which says it in its log only, that events were lost."""

    def __init__(self, lost: Callable[[], None]) -> None:
        super().__init__(logging.WARNING)
        self._lost = lost

    def emit(self, record: logging.LogRecord) -> None:
        if "overflow" in record.getMessage().lower():
            self._lost()


class _Handler(FileSystemEventHandler):
    """Hands the paths of every event on, and whether they are folders."""

    def __init__(self, note: Callable[[Path, bool], None]) -> None:
        self._note = note

    def dispatch(self, event: FileSystemEvent) -> None:
        for name in (event.src_path, event.dest_path):
            if name:
                self._note(Path(os.fsdecode(name)), event.is_directory)


def _stop(observer: BaseObserver) -> None:
    observer.stop()
    if observer.ident is not None:
        observer.join(10.0)


def _folders(root: Path) -> list[Path]:
    """The folder and those inside whose changes count; not more than are watched one by one."""
    found = [root]
    for folder in found:
        try:
            with os.scandir(folder) as entries:
                inside = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
        except OSError:
            continue
        found += sorted(path for path in inside if _counts(path, root))
        if len(found) > _MOST_WATCHES:
            break
    return found


def _counts(path: Path, root: Path) -> bool:
    """Whether a change there can matter: not in hidden folders or files, nor in the history."""
    try:
        parts = path.relative_to(root).parts
    except ValueError:
        return False
    return not any(part.startswith(".") for part in parts) and parts[:1] != ("history",)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
