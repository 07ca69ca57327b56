"""Writing over a file on a drive that refuses to put a new file in the place of an old one.

The whole new content is written beside first, synced and read back, and stays there until the file itself is
whole. So a crash in between leaves a torn file and, beside it, all of its text; ``finish_interrupted``
completes the file at the next start.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from studio.storage.error import ReadError, SaveError, save_sentence
from studio.storage.file_call import PLAIN, UNSUPPORTED, Calls, verify, write_all
from studio.storage.file_read import read_file

WHOLE_SUFFIX: Final = ".whole"
_PREFIX: Final = ".studio-"
_LARGEST: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A whole text that was found beside a file which is another one by now: ``name`` is the file's."""

    path: Path
    name: str
    data: bytes


def overwrite(target: Path, data: bytes, token: str, *, new: bool, calls: Calls) -> None:
    """Write ``data`` over the file, or into a new one.

    Args:
        token: makes the name of the file beside, unlike any other.
        new: there must be no file yet.

    Raises:
        SaveError: it could not be written; what was in it is in it again, or the sentence says where it is.
        FileExistsError: there is a file, against ``new``.
    """
    beside = target.with_name(f"{_PREFIX}{token}{WHOLE_SUFFIX}")
    whole = target.name.encode("utf-8", "surrogateescape") + b"\n" + data
    try:
        _write(beside, whole, os.O_CREAT | os.O_EXCL, calls)
        old = b"" if new else read_file(target, _LARGEST)
    except (OSError, ReadError) as error:
        _remove(beside, calls)
        raise SaveError(_sentence(target, error)) from error
    try:
        _write(target, data, os.O_CREAT | os.O_EXCL if new else os.O_TRUNC, calls)
    except FileExistsError:
        _remove(beside, calls)
        raise
    except OSError as error:
        _take_back(target, old, beside, error, new=new, calls=calls)
    _remove(beside, calls)


def finish_interrupted(folders: Iterable[Path]) -> tuple[Interrupted, ...]:
    """Complete the files in ``folders`` that a crash left torn; quiet where that cannot be done.

    Only a file that is missing, or holds nothing but the beginning of the new text (and zeros, which some
    systems leave behind a crash), is completed. Of others the whole texts are returned: they stay beside
    until the caller has kept them and calls ``forget``.
    """
    unclear: list[Interrupted] = []
    for folder in dict.fromkeys(folders):
        for beside in _listed(folder):
            with contextlib.suppress(OSError, ReadError, ValueError):
                name_bytes, _, data = read_file(beside, _LARGEST).partition(b"\n")
                name = name_bytes.decode("utf-8", "surrogateescape")
                if not name or name in (".", "..") or "/" in name or "\\" in name:
                    continue
                found = Interrupted(beside, name, data)
                if _finish(folder / name, data):
                    forget(found)
                else:
                    unclear.append(found)
    return tuple(unclear)


def forget(found: Interrupted) -> None:
    """The whole text is safe elsewhere."""
    with contextlib.suppress(OSError):
        found.path.unlink()


def _finish(target: Path, data: bytes) -> bool:
    """Make the file whole, if it is torn; False if it is another text."""
    if target.is_symlink():
        return False
    there = read_file(target, _LARGEST) if target.exists() else b""
    if there == data:
        return True
    written = there.rstrip(b"\0")
    if not data.startswith(written):
        return False
    flags = os.O_TRUNC if target.exists() else os.O_CREAT | os.O_EXCL
    calls: Calls = os
    _write(target, data, flags, calls)
    return True


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(
            path
            for path in folder.iterdir()
            if path.name.startswith(_PREFIX) and path.name.endswith(WHOLE_SUFFIX) and not path.is_symlink()
        )
    except OSError:
        return []


def _write(path: Path, data: bytes, flags: int, calls: Calls) -> None:
    handle = calls.open(path, os.O_WRONLY | flags | PLAIN, 0o666)
    try:
        write_all(handle, data, calls)
        try:
            calls.fsync(handle)
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise
    finally:
        calls.close(handle)
    verify(path, data, calls)


def _take_back(target: Path, old: bytes, beside: Path, error: OSError, *, new: bool, calls: Calls) -> None:
    """Bring the old content back after a failure.

    Raises:
        SaveError: always.
    """
    try:
        if new:
            calls.unlink(target)
        elif read_file(target, _LARGEST) != old:
            _write(target, old, os.O_TRUNC, calls)
    except (OSError, ReadError):
        sentence = (
            f"The drive failed while “{target.name}” was written; its whole text lies beside it in "
            f"“{beside.name}” and here, and is put back at the next start."
        )
        raise SaveError(sentence) from error
    _remove(beside, calls)
    raise SaveError(save_sentence(target, error)) from error


def _remove(beside: Path, calls: Calls) -> None:
    with contextlib.suppress(OSError):  # the next start finds it and sees that the file is whole
        calls.unlink(beside)


def _sentence(target: Path, error: OSError | ReadError) -> str:
    return save_sentence(target, error) if isinstance(error, OSError) else error.sentence
