"""Adding, renaming, deleting and putting back chapter files, never over another file."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from studio.storage.atomic import lenient, make_folder, sync_folder, write_atomic
from studio.storage.error import ChangedOutside, ReadError, SaveError, save_sentence
from studio.storage.file_call import NO_LINKS, REFUSED
from studio.storage.file_name import free_name, name_key, safe_stem
from studio.storage.file_read import read_file

_LONGEST_STEM = 200
"""Bytes; a file name has 255."""

_LARGEST = 1_000_000_000


def create_file(folder: Path, title: str, suffix: str = ".md", text: str = "") -> Path:
    """A new chapter file named after ``title``, with a number if there is one of that name.

    Raises:
        SaveError: it could not be made.
    """
    for _ in range(20):
        path = folder / _free(folder, safe_stem(title), suffix)
        try:
            make_folder(folder)
            write_atomic(path, text.encode("utf-8", "replace"), expected=None, leniency=lenient())
        except ChangedOutside:
            continue  # someone made one of that name this very moment
        except OSError as error:
            raise SaveError(save_sentence(path, error)) from error
        return path
    raise SaveError(f"No free name could be found for “{title}”.")


def rename_file(path: Path, title: str) -> Path:
    """Name a chapter's file after a new title; returns the new path.

    Raises:
        SaveError: it could not be renamed; it still has its old name.
    """
    stem = safe_stem(title)
    if stem == path.stem:
        return path
    return move_file(path, path.parent / _free(path.parent, stem, path.suffix, besides=(path.name,)))


def move_file(source: Path, target: Path) -> Path:
    """Move a file where there must be none; a number is added if there is one. Returns where it went.

    Raises:
        SaveError: it could not be moved; it is still where it was.
    """
    try:
        make_folder(target.parent)
        if source.exists() and target.exists() and source.samefile(target):
            source.rename(target)  # only case or Unicode form changes, on a disk that ignores them
            return target
        for _ in range(20):
            if _move_exclusively(source, target):
                sync_folder(source.parent)
                return target
            target = target.with_name(_free(target.parent, target.stem, target.suffix))
    except OSError as error:
        sentence = f"“{source.name}” could not be moved ({error.strerror}); it is still where it was."
        raise SaveError(sentence) from error
    raise SaveError(f"No free name could be found for “{target.name}”.")


def trash_file(path: Path, trash: Path, now: datetime) -> Path:
    """Move a deleted chapter to the trash; its name begins with the time. Returns where it went.

    Of a link the trash gets a copy of the text; the file that it leads to stays.

    Raises:
        SaveError: it could not be moved; it is still where it was.
    """
    stem = path.stem
    while len(stem.encode("utf-8", "replace")) > _LONGEST_STEM:
        stem = stem[:-1]  # the time must fit in before it
    target = trash / f"{now:%Y-%m-%d %H.%M.%S} {stem}{path.suffix}"
    return _trash_link(path, target) if path.is_symlink() else move_file(path, target)


def _trash_link(link: Path, target: Path) -> Path:
    """Put a copy of the file that a link leads to into the trash: the link would lead nowhere from there.

    Raises:
        SaveError: there is no copy, and the link is still there.
    """
    try:
        make_folder(target.parent)
        for _ in range(20):
            if _copy_exclusively(link, target):
                return target
            target = target.with_name(_free(target.parent, target.stem, target.suffix))
    except OSError as error:
        sentence = f"“{link.name}” could not be moved ({error.strerror}); it is still where it was."
        raise SaveError(sentence) from error
    raise SaveError(f"No free name could be found for “{target.name}”.")


def _free(folder: Path, stem: str, suffix: str, besides: Collection[str] = ()) -> str:
    try:
        taken = {name_key(name) for name in os.listdir(folder) if name not in besides}  # noqa: PTH208
    except FileNotFoundError:
        taken = set()
    return free_name(stem, suffix, lambda name: name_key(name) in taken)


def _move_exclusively(source: Path, target: Path) -> bool:
    """False if there is a file at ``target``. A crash in between leaves both names, never none."""
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        if target.exists():
            return False
        try:
            source.rename(target)
        except OSError as refused:
            if refused.errno not in REFUSED or source.is_symlink():
                raise
            return _copy_exclusively(source, target)
        sync_folder(target.parent)
        return True
    sync_folder(target.parent)  # the new name must be safe before the old one goes
    try:
        source.unlink()
    except OSError:
        with contextlib.suppress(OSError):
            target.unlink()  # one file under two names would be two chapters
        raise
    return True


def _copy_exclusively(source: Path, target: Path) -> bool:
    """Move by a copy that is read back, on a drive that renames nothing; False if there is a file."""
    try:
        write_atomic(target, read_file(source, _LARGEST), expected=None)
    except ChangedOutside:
        return False
    except ReadError as error:
        raise SaveError(error.sentence) from error
    source.unlink()
    return True
