"""Unpacking a backup into a new folder of its own; what lies there already is never touched."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from studio.storage.atomic import make_folder, sync_folder
from studio.storage.error import ReadError, SaveError, read_sentence, save_sentence
from studio.storage.file_call import full_sync
from studio.storage.file_name import free_name, name_key, safe_stem
from studio.storage.temporary import temporary_name

_CHUNK: Final = 1 << 20
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_MOST_FILES: Final = 200_000
_MOST_BYTES: Final = 20_000_000_000
_MOST_RATIO: Final = 1_100
"""No text is pressed together more than deflate can, 1,032 to 1; a larger promise is a trap."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What a backup says it holds: the number of files and their bytes."""

    files: int
    size: int


def look_inside(path: Path) -> Inside:
    """What the backup holds, without unpacking it.

    Raises:
        ReadError: it is no zip, it is damaged, or it wants to write outside its folder.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = _members(path, archive)
            return Inside(len(members), sum(info.file_size for _, info in members))
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise ReadError(f"“{path.name}” is damaged or no backup, so it cannot be opened.") from error
    except OSError as error:
        raise ReadError(read_sentence(path, error)) from error


def restore_backup(path: Path, beside: Path, name: str) -> Path:
    """Unpack the backup into a new folder in ``beside``, called ``name``, or with a number if there is one.

    Everything is unpacked and checked under a temporary name first. Returns the new folder.

    Raises:
        ReadError: the backup is damaged, or it wants to write outside its folder.
        SaveError: the folder could not be written; nothing is left of it.
    """
    temporary = beside / temporary_name()
    try:
        with zipfile.ZipFile(path) as archive:
            members = _members(path, archive)
            try:
                make_folder(beside)
                temporary.mkdir()
                for parts, info in members:
                    _unpack(archive, info, temporary.joinpath(*parts))
                return _name(temporary, beside, name)
            except OSError as error:
                raise SaveError(save_sentence(beside / name, error)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise ReadError(f"“{path.name}” is damaged, so it was not opened.") from error
    except OSError as error:
        raise ReadError(read_sentence(path, error)) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _members(path: Path, archive: zipfile.ZipFile) -> list[tuple[tuple[str, ...], zipfile.ZipInfo]]:
    """The files in the archive with the folders they go to."""
    found: list[tuple[tuple[str, ...], zipfile.ZipInfo]] = []
    seen: set[str] = set()
    total = 0
    for info in archive.infolist():
        if info.is_dir():
            continue
        parts = _parts(info)
        total += info.file_size
        if parts is None or info.flag_bits & 0x1 or info.compress_type not in _METHODS:
            raise ReadError(f"“{path.name}” holds entries that no backup has, so it was not opened.")
        if len(found) >= _MOST_FILES or total > _MOST_BYTES or _is_bomb(info):
            raise ReadError(f"“{path.name}” would unpack to far more than a story, so it was not opened.")
        if name_key(info.filename) in seen and os.name == "nt":
            raise ReadError(f"“{path.name}” holds two files of one name, so it was not opened.")
        seen.add(name_key(info.filename))
        found.append((parts, info))
    return found


def _parts(info: zipfile.ZipInfo) -> tuple[str, ...] | None:
    """The folders and the name; None for what would lead out of the folder or is no plain file."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    name = PurePosixPath(info.filename)
    if kind not in (0, stat.S_IFREG) or name.is_absolute() or not name.parts:
        return None
    if any(part in ("..", ".") or "\\" in part or "\0" in part for part in name.parts):
        return None
    if os.name == "nt" and any(part != part.rstrip(". ") or ":" in part for part in name.parts):
        return None
    return name.parts


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > 1_000_000 and info.file_size > _MOST_RATIO * max(1, info.compress_size)


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    make_folder(target.parent)
    left = info.file_size
    with archive.open(info) as source, target.open("xb") as file:
        while chunk := source.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise zipfile.BadZipFile("longer than it says")
            file.write(chunk)
        file.flush()
        with contextlib.suppress(OSError):  # a drive without sync; what counts is still in the backup
            full_sync(file.fileno())
    if left:
        raise zipfile.BadZipFile("shorter than it says")


def _name(temporary: Path, beside: Path, name: str) -> Path:
    """Give the finished folder its name, never that of another."""
    for _ in range(20):
        taken = {name_key(entry.name) for entry in beside.iterdir()}
        final = beside / free_name(safe_stem(name), "", lambda free, taken=taken: name_key(free) in taken)  # type: ignore[misc]
        try:
            final.mkdir()  # exclusively: somebody else may want the name this very moment
        except FileExistsError:
            continue
        if os.name == "nt":  # there a folder never takes the place of another, not even of an empty one
            final.rmdir()
        temporary.rename(final)
        sync_folder(beside)
        return final
    raise SaveError(f"No free name could be found for “{name}”.")
