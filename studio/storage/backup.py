"""Backups: a story as one zip file, read back after it was written, and thinned with age.

The same files give the same bytes: entries are sorted and carry no times. The archive's comment holds a sum
over the names and contents, so an unchanged story is known without unpacking the last backup.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from studio.model.problem import Problem
from studio.storage.atomic import make_folder, sync_folder
from studio.storage.backup_list import Contents
from studio.storage.error import SaveError, StorageError, backup_sentence, read_sentence
from studio.storage.file_call import NO_LINKS, PLAIN, UNSUPPORTED, FileCalls, SystemCalls
from studio.storage.file_name import safe_stem
from studio.storage.temporary import remove_leftovers, temporary_name

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_STAMP: Final = "%Y-%m-%d %H.%M.%S"
_NAME: Final = re.compile(r"(.+) (\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: \(\d+\))?\.zip\Z")
_MARK: Final = b"story-studio backup 1 "
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made before.

    Attributes:
        path: the zip file.
        at: when it was made, local time, to the second.
        size: bytes.
    """

    path: Path
    at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class BackupMade:
    """How a backup ended.

    Attributes:
        backup: the new one; the latest one if nothing has changed since.
        new: whether it was made now.
        files, chapters: how many are in it (0 if it is not new).
        problems: what is not in it, one sentence each.
    """

    backup: Backup
    new: bool
    files: int = 0
    chapters: int = 0
    problems: tuple[Problem, ...] = ()


def make_backup(
    what: Contents, folder: Path, title: str, at: datetime, calls: FileCalls | None = None
) -> BackupMade:
    """Write ``what`` into a new zip in ``folder``, unless the latest one there says the same.

    The zip is written under a temporary name, synced and read back, every entry compared with what was read
    from the story; then it gets its name, which never replaces another file.

    Args:
        title: the story's; the zip is named after it.
        at: local time.

    Raises:
        SaveError: it could not be written, or a chapter could not be read; no unfinished backup is left.
    """
    calls = calls or SystemCalls()
    try:
        make_folder(folder)
        remove_leftovers([folder])
        latest = next(iter(list_backups(folder)), None)
        if latest is not None and _mark_of(latest.path) == _MARK + _sum_of(what).encode():
            return BackupMade(latest, new=False, problems=what.problems)
        temporary = folder / temporary_name()
        try:
            digests = _write(what, temporary, calls)
            _verify(temporary, digests)
            path = _name(temporary, folder, title, at, calls)
        except BaseException:
            with contextlib.suppress(OSError):  # hidden, and cleared away by a later backup
                calls.unlink(temporary)
            raise
        sync_folder(folder)
        made = Backup(path, at.replace(microsecond=0), path.stat().st_size)
    except OSError as error:
        raise SaveError(backup_sentence(folder, error)) from error
    chapters = sum(entry.chapter for entry in what.entries)
    return BackupMade(made, True, len(what.entries), chapters, what.problems)


def list_backups(folder: Path) -> Sequence[Backup]:
    """The backups in ``folder``, newest first; none if it is missing or cannot be read."""
    found: list[Backup] = []
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            match = _NAME.match(path.name)
            if match is None or not path.is_file():
                continue
            with contextlib.suppress(OSError, ValueError):
                at = datetime.strptime(match[2], _STAMP)
                found.append(Backup(path, at, path.stat().st_size))
    return sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True)


def backups_of(folder: Path, title: str) -> Sequence[Backup]:
    """The backups of stories of that title in the folders inside ``folder``, whatever path they were at."""
    found: list[Backup] = []
    with contextlib.suppress(OSError):
        for inside in folder.iterdir():
            found += [backup for backup in list_backups(inside) if _title_of(backup) == safe_stem(title)]
    return found


def _title_of(backup: Backup) -> str:
    match = _NAME.match(backup.path.name)
    return match[1] if match else ""


def rotate(folder: Path, keep: int, now: datetime) -> int:
    """Remove superfluous backups; returns how many. Files that are no backups of the studio's stay."""
    removed = 0
    for backup in superfluous(list_backups(folder), keep, now):
        if _mark_of(backup.path).startswith(_MARK):
            with contextlib.suppress(OSError):
                backup.path.unlink()
                removed += 1
    return removed


def superfluous(backups: Iterable[Backup], keep: int, now: datetime) -> list[Backup]:
    """The backups to remove: the last ``keep`` stay, then the last of each day for a month, then the last of
    each week for a year, then the last of each month."""
    seen: set[tuple[int, ...]] = set()
    found: list[Backup] = []
    newest_first = sorted(backups, key=lambda backup: backup.at, reverse=True)
    for number, backup in enumerate(newest_first):
        slot = _slot(backup.at, now - backup.at)
        if number >= keep and slot in seen:
            found.append(backup)
        seen.add(slot)
    return found


def _slot(at: datetime, age: timedelta) -> tuple[int, ...]:
    if age < timedelta(days=31):
        return (0, at.toordinal())
    if age < timedelta(days=366):
        return (1, *at.isocalendar()[:2])
    return (2, at.year, at.month)


class _File(io.RawIOBase):
    """What ``zipfile`` writes to: a handle that knows only forward."""

    def __init__(self, handle: int, calls: FileCalls) -> None:
        super().__init__()
        self._handle = handle
        self._calls = calls

    def writable(self) -> bool:
        return True

    def write(self, data: WriteableBuffer, /) -> int:
        with memoryview(data) as view, view.cast("B") as rest:
            length = len(rest)
            done = 0
            while done < length:
                done += self._calls.write(self._handle, rest[done:])
            return length


def _write(what: Contents, path: Path, calls: FileCalls) -> dict[str, str]:
    """Write the zip and sync it; returns the digest of each entry as it was read from the story."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | PLAIN
    handle = calls.open(path, flags, 0o600)
    digests: dict[str, str] = {}
    try:
        with zipfile.ZipFile(_File(handle, calls), "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in what.entries:
                digests[entry.name] = _add(archive, entry.name, entry.path)
            archive.comment = _MARK + _total(digests).encode()
        try:
            calls.fsync(handle)
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise
        if hasattr(os, "posix_fadvise"):  # read back from the disk, where the system can, not from memory
            with contextlib.suppress(OSError):
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        calls.close(handle)
    return digests


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    info = zipfile.ZipInfo(name, _BEGINNING)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    known = hashlib.sha256()
    try:
        source = path.open("rb")
    except OSError as error:
        raise SaveError(f"There is no new backup: {read_sentence(path, error)}") from error
    with source, archive.open(info, "w", force_zip64=True) as target:
        while chunk := _read(source, path):
            known.update(chunk)
            target.write(chunk)
    return known.hexdigest()


def _read(source: io.BufferedReader, path: Path) -> bytes:
    try:
        return source.read(_CHUNK)
    except OSError as error:
        raise SaveError(f"There is no new backup: {read_sentence(path, error)}") from error


def _verify(path: Path, digests: dict[str, str]) -> None:
    """Read the zip back.

    Raises:
        SaveError: an entry is missing, damaged, or not what was read from the story.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            same = names == list(digests) and all(_digest_in(archive, n) == digests[n] for n in names)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise SaveError("The backup could not be read back, so it was thrown away.") from error
    if not same:
        raise SaveError("The backup read back is not what was written, so it was thrown away.")


def _digest_in(archive: zipfile.ZipFile, name: str) -> str:
    known = hashlib.sha256()
    with archive.open(name) as source:
        while chunk := source.read(_CHUNK):
            known.update(chunk)
    return known.hexdigest()


def _name(temporary: Path, folder: Path, title: str, at: datetime, calls: FileCalls) -> Path:
    """Give the finished zip its name."""
    stem = f"{safe_stem(title)} {at.strftime(_STAMP)}"
    for number in range(1, 1000):
        path = folder / (f"{stem}.zip" if number == 1 else f"{stem} ({number}).zip")
        try:
            calls.link(temporary, path)
        except FileExistsError:
            continue
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            if path.exists():
                continue
            calls.replace(temporary, path)
            return path
        calls.unlink(temporary)
        return path
    raise SaveError("No free name could be found for the backup.")


def _total(digests: dict[str, str]) -> str:
    known = hashlib.sha256()
    for name, digest in digests.items():
        known.update(f"{digest} {name}\n".encode())
    return known.hexdigest()


def _sum_of(what: Contents) -> str:
    digests: dict[str, str] = {}
    for entry in what.entries:
        try:
            with entry.path.open("rb") as source:
                digests[entry.name] = hashlib.file_digest(source, "sha256").hexdigest()
        except OSError as error:
            raise SaveError(f"There is no new backup: {read_sentence(entry.path, error)}") from error
    return _total(digests)


def _mark_of(path: Path) -> bytes:
    """The archive's comment; empty if it is no zip."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment
    except (OSError, zipfile.BadZipFile, ValueError, StorageError):
        return b""
