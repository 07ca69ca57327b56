"""Earlier versions of chapters: plain copies that a person can read, in ``history/<chapter>/``."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Final, Protocol, TypeVar

from studio.model.chapter import ChapterId
from studio.storage.atomic import make_folder, write_atomic
from studio.storage.chapter_file import ChapterText, chapter_bytes, read_chapter
from studio.storage.error import ReadError, SaveError
from studio.storage.file_call import FileCalls
from studio.storage.file_name import is_text_name, name_key, safe_stem
from studio.storage.file_read import digest, digest_of, read_file

SESSION_START: Final = "session start"
BEFORE_MERGE: Final = "before merge"
BEFORE_RESTORE: Final = "before restore"
BEFORE_REPLACE: Final = "before replacing"
BEFORE_EMPTY: Final = "before emptying"
BEFORE_RELOAD: Final = "before outside change"
BEFORE_OVERWRITE: Final = "before writing over"
BEFORE_BULK: Final = "before changing many chapters"
BEFORE_SCENE: Final = "before taking a scene out"
BEFORE_TENSE: Final = "before changing the tense"
BEFORE_FIXES: Final = "before fixing all of a kind"
BEFORE_IMPORT: Final = "before import"
RECOVERED: Final = "recovered typing"
CONFLICT: Final = "other side of a conflict"

AUTOMATIC: Final = frozenset(
    {
        SESSION_START,
        BEFORE_MERGE,
        BEFORE_RESTORE,
        BEFORE_REPLACE,
        BEFORE_EMPTY,
        BEFORE_RELOAD,
        BEFORE_OVERWRITE,
        BEFORE_BULK,
        BEFORE_SCENE,
        BEFORE_TENSE,
        BEFORE_FIXES,
        BEFORE_IMPORT,
    }
)
"""Reasons of snapshots that were taken by themselves and are thinned with age; all others stay for ever."""

_STAMP: Final = "%Y-%m-%d %H.%M.%S"
_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: (.*?))?(?: \((\d+)\))?\Z")
_NUMBERED: Final = re.compile(r".* \(\d+\)\Z")
_LARGEST: Final = 1_000_000_000

STORY_FOLDER: Final = "whole story"
"""Inside the history: the lists of snapshots that make up the whole story of one moment."""

_TAKEN: Final = frozenset({"trash", STORY_FOLDER})


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One earlier version.

    Attributes:
        path: the copy.
        at: when it was taken, local time, to the second.
        reason: why, as in its name.
        size: bytes.
        number: from 1, in the order in which snapshots of one second were taken.
    """

    path: Path
    at: datetime
    reason: str
    size: int
    number: int = 1

    @property
    def order(self) -> tuple[datetime, int, str]:
        """Sorts snapshots by when they were taken; the same on every run and every disk."""
        return self.at, self.number, self.path.name


class Dated(Protocol):
    """What can be thinned with age."""

    @property
    def at(self) -> datetime: ...
    @property
    def reason(self) -> str: ...
    @property
    def order(self) -> tuple[datetime, int, str]: ...


_Kept = TypeVar("_Kept", bound=Dated)


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
        if not parts[:-1] and name_key(stem) in _TAKEN:
            stem = f"{stem} (chapter)"
        return self._history.joinpath(*parts[:-1], stem)

    def keep_file(self, chapter: ChapterId, path: Path, reason: str, at: datetime) -> Snapshot | None:
        """Copy the chapter's file byte for byte; None if it is missing or empty, or kept already.

        Raises:
            SaveError: if the copy could not be made.
        """
        try:
            data = read_file(path, _LARGEST)
        except ReadError as error:
            if not path.exists():
                return None
            raise SaveError(error.sentence) from error
        return self.keep(chapter, data, reason, at)[1]

    def keep_text(
        self, chapter: ChapterId, text: str, like: ChapterText, reason: str, at: datetime
    ) -> Snapshot | None:
        """Keep a text that is not on disk, in the manner of ``like``; None as for ``keep_file``.

        Raises:
            SaveError: if it could not be written.
        """
        return self.keep(chapter, chapter_bytes(text, like)[0], reason, at)[1]

    def list(self, chapter: ChapterId) -> Sequence[Snapshot]:
        """The chapter's snapshots, newest first."""
        found = [snapshot for path in _files(self.folder(chapter)) if (snapshot := _snapshot(path))]
        return sorted(found, key=lambda snapshot: snapshot.order, reverse=True)

    def read(self, snapshot: Snapshot) -> ChapterText:
        """The text of a snapshot."""
        return read_chapter(snapshot.path)

    def renamed(self, old: ChapterId, new: ChapterId) -> None:
        """Let the snapshots follow a chapter that got a new name; quiet if that cannot be done.

        A chapter of that name may have left its own there: then both lie together, each under its time.
        """
        source, target = self.folder(old), self.folder(new)
        with contextlib.suppress(OSError):
            if source == target or not source.is_dir():
                return
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                source.rename(target)
                return
            for path in _files(source):
                if not (target / path.name).exists():
                    path.rename(target / path.name)
            source.rmdir()  # unless something is left in it

    def thin(self, chapter: ChapterId, now: datetime, needed: Collection[str] = ()) -> int:
        """Remove automatic snapshots that lie too close together for their age.

        Args:
            needed: digests of contents that stay.

        Returns:
            How many were removed.
        """
        old = too_many(self.list(chapter), now)
        superfluous = [each for each in old if not needed or _digest(each.path) not in needed]
        for snapshot in superfluous:
            snapshot.path.unlink(missing_ok=True)
        return len(superfluous)

    def keep(
        self, chapter: ChapterId, data: bytes, reason: str, at: datetime
    ) -> tuple[Snapshot | None, Snapshot | None]:
        """Keep the content of a file once.

        Returns:
            The snapshot that holds it (None for an empty content), and the same if it is a new one.

        Raises:
            SaveError: it could not be written.
        """
        folder = self.folder(chapter)
        kept = self.list(chapter)
        same = _same(kept, data)
        if not data or (same and reason in AUTOMATIC and _stays(same, at)):
            return (same if data else None), None
        try:
            make_folder(folder)
            taken = {name_key(name) for name in os.listdir(folder)}  # noqa: PTH208 - names only
        except OSError as error:
            raise SaveError("The folder for earlier versions could not be made.") from error
        at = at.replace(microsecond=0)
        number = 1 + max((each.number for each in kept if each.at == at), default=0)
        suffix = PurePosixPath(chapter).suffix or ".md"
        while name_key(name := _file_name(at, reason, number, suffix)) in taken:
            number += 1
        write_atomic(folder / name, data, expected=None, calls=self._calls)
        if same and same is kept[0] and same.reason in AUTOMATIC:
            same.path.unlink(missing_ok=True)  # the same text under its newer date, or the writer's name
        new = Snapshot(folder / name, at, reason, len(data), number)
        return new, new


def _same(kept: Sequence[Snapshot], data: bytes) -> Snapshot | None:
    """The newest snapshot of exactly this content."""
    wanted = digest(data)
    return next(
        (each for each in kept if each.size == len(data) and _digest(each.path) == wanted),
        None,
    )


def _digest(path: Path) -> str | None:
    try:
        return digest_of(path)
    except ReadError:
        return None


def _stays(same: Snapshot, at: datetime) -> bool:
    """Whether a snapshot of the same content may stand for a new one: it is as long-lived."""
    return same.reason not in AUTOMATIC or same.at.date() == at.date()


def _file_name(at: datetime, reason: str, number: int, suffix: str) -> str:
    stem = f"{at.strftime(_STAMP)} {safe_stem(reason)}"
    if number > 1 or _NUMBERED.match(stem):
        stem = f"{stem} ({number})"
    return f"{stem}{suffix}"


def too_many(snapshots: Iterable[_Kept], now: datetime) -> list[_Kept]:
    """The automatic snapshots to remove: all of the last two days stay, then the first of each day for two
    months, then the first of each week for two years, then the first of each month."""
    seen: set[tuple[int, ...]] = set()
    superfluous: list[_Kept] = []
    for snapshot in sorted(snapshots, key=lambda snapshot: snapshot.order):
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
    name = read_name(path.stem)
    if name is None:
        return None
    try:
        return Snapshot(path, name[0], name[1], path.stat().st_size, name[2])
    except OSError:
        return None


def read_name(stem: str) -> tuple[datetime, str, int] | None:
    """When, why and as which of its second a snapshot of that name was taken; None for other names."""
    match = _NAME.match(stem)
    if match is None:
        return None
    try:
        return datetime.strptime(match[1], _STAMP), match[2] or "", int(match[3] or 1)
    except ValueError:
        return None
