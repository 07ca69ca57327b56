"""Earlier versions of chapters: plain copies that a person can read, in ``history/<chapter>/``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Final

from studio.model.chapter import ChapterId
from studio.storage.atomic import FileCalls, make_folder, write_atomic
from studio.storage.chapter_file import ChapterText, chapter_bytes, read_chapter
from studio.storage.error import ReadError, SaveError
from studio.storage.file_name import is_text_name, name_key, safe_stem
from studio.storage.file_read import digest, digest_of, read_file

SESSION_START: Final = "session start"
BEFORE_MERGE: Final = "before merge"
BEFORE_RESTORE: Final = "before restore"
BEFORE_REPLACE: Final = "before replacing"
BEFORE_EMPTY: Final = "before emptying"
BEFORE_RELOAD: Final = "before outside change"
RECOVERED: Final = "recovered typing"
CONFLICT: Final = "other side of a conflict"

AUTOMATIC: Final = frozenset(
    {SESSION_START, BEFORE_MERGE, BEFORE_RESTORE, BEFORE_REPLACE, BEFORE_EMPTY, BEFORE_RELOAD}
)
"""Reasons of snapshots that were taken by themselves and are thinned with age; all others stay for ever."""

_STAMP: Final = "%Y-%m-%d %H.%M.%S"
_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: (.*?))?(?: \(\d+\))?\Z")
_TRASH: Final = "trash"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One earlier version.

    Attributes:
        path: the copy.
        at: when it was taken, local time, to the second.
        reason: why, as in its name.
        size: bytes.
    """

    path: Path
    at: datetime
    reason: str
    size: int


class SnapshotStore:
    """The snapshots of one story. Its methods touch the disk: they belong on the io lane."""

    def __init__(self, history: Path, calls: FileCalls | None = None) -> None:
        self._history = history
        self._calls = calls

    def folder(self, chapter: ChapterId) -> Path:
        """Where the chapter's snapshots lie."""
        path = PurePosixPath(chapter)
        parts = path.parts[1:] if path.parts[0] == "chapters" and len(path.parts) > 1 else path.parts
        stem = path.stem if path.suffix == ".md" else path.name
        if not parts[:-1] and name_key(stem) == _TRASH:
            stem = f"{stem} (chapter)"
        return self._history.joinpath(*parts[:-1], stem)

    def keep_file(self, chapter: ChapterId, path: Path, reason: str, at: datetime) -> Snapshot | None:
        """Copy the chapter's file byte for byte; None if it is missing, empty or as the latest snapshot.

        Raises:
            SaveError: if the copy could not be made.
        """
        try:
            data = read_file(path, 1_000_000_000)
        except ReadError as error:
            if not path.exists():
                return None
            raise SaveError(error.sentence) from error
        return self._keep(chapter, data, reason, at)

    def keep_text(
        self, chapter: ChapterId, text: str, like: ChapterText, reason: str, at: datetime
    ) -> Snapshot | None:
        """Keep a text that is not on disk, in the manner of ``like``; None as for ``keep_file``.

        Raises:
            SaveError: if it could not be written.
        """
        return self._keep(chapter, chapter_bytes(text, like)[0], reason, at)

    def list(self, chapter: ChapterId) -> Sequence[Snapshot]:
        """The chapter's snapshots, newest first."""
        found = [snapshot for path in _files(self.folder(chapter)) if (snapshot := _snapshot(path))]
        return sorted(found, key=lambda snapshot: (snapshot.at, snapshot.path.name), reverse=True)

    def read(self, snapshot: Snapshot) -> ChapterText:
        """The text of a snapshot."""
        return read_chapter(snapshot.path)

    def renamed(self, old: ChapterId, new: ChapterId) -> None:
        """Let the snapshots follow a chapter that got a new name; quiet if that cannot be done."""
        source, target = self.folder(old), self.folder(new)
        try:
            if source != target and source.is_dir() and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                source.rename(target)
        except OSError:
            return

    def thin(self, chapter: ChapterId, now: datetime) -> int:
        """Remove automatic snapshots that lie too close together for their age; how many were removed."""
        superfluous = too_many(self.list(chapter), now)
        for snapshot in superfluous:
            snapshot.path.unlink(missing_ok=True)
        return len(superfluous)

    def _keep(self, chapter: ChapterId, data: bytes, reason: str, at: datetime) -> Snapshot | None:
        folder = self.folder(chapter)
        latest = next(iter(self.list(chapter)), None)
        if not data or (latest and latest.size == len(data) and digest_of(latest.path) == digest(data)):
            return None
        try:
            make_folder(folder)
            taken = {name_key(name) for name in os.listdir(folder)}  # noqa: PTH208 - names only
        except OSError as error:
            raise SaveError("The folder for earlier versions could not be made.") from error
        stem = f"{at.strftime(_STAMP)} {safe_stem(reason)}"
        suffix = PurePosixPath(chapter).suffix or ".md"
        name, number = f"{stem}{suffix}", 2
        while name_key(name) in taken:
            name, number = f"{stem} ({number}){suffix}", number + 1
        path = folder / name
        write_atomic(path, data, expected=None, calls=self._calls)
        return Snapshot(path, at.replace(microsecond=0), reason, len(data))


def too_many(snapshots: Iterable[Snapshot], now: datetime) -> list[Snapshot]:
    """The automatic snapshots to remove: all of the last two days stay, then the first of each day for two
    months, then the first of each week for two years, then the first of each month."""
    seen: set[tuple[int, ...]] = set()
    superfluous: list[Snapshot] = []
    for snapshot in sorted(snapshots, key=lambda snapshot: snapshot.at):
        age = now - snapshot.at
        if snapshot.reason not in AUTOMATIC or age < timedelta(days=2):
            continue
        slot = _slot(snapshot.at, age)
        if slot in seen:
            superfluous.append(snapshot)
        seen.add(slot)
    return superfluous


def _slot(at: datetime, age: timedelta) -> tuple[int, ...]:
    if age < timedelta(days=60):
        return (0, at.toordinal())
    if age < timedelta(days=730):
        return (1, *at.isocalendar()[:2])
    return (2, at.year, at.month)


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if is_text_name(path.name) and path.is_file()]
    except OSError:
        return []


def _snapshot(path: Path) -> Snapshot | None:
    match = _NAME.match(path.stem)
    if match is None:
        return None
    try:
        return Snapshot(path, datetime.strptime(match[1], _STAMP), match[2] or "", path.stat().st_size)
    except (OSError, ValueError):
        return None
