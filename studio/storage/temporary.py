"""The studio's own temporary files: their names, and what to do with those that a crash left.

There are two kinds. A ``.tmp`` is a file in writing, or a whole new one that has not taken its place: its
text is in the window and in the journal, so it is removed. A ``.swap`` has just changed places with a file
that was saved (see ``exchange``): it holds what lay there before. That is nearly always the text that was
last read, and then it is removed too; but if another program wrote in that very instant, it is the only
place where those words are. Its name says which contents are known.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import socket
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from studio.storage.error import ReadError
from studio.storage.file_read import digest, read_file

PREFIX: Final = ".studio-"
SUFFIX: Final = ".tmp"
SWAP_SUFFIX: Final = ".swap"

_HOUR: Final = 3600
_LARGEST: Final = 1_000_000_000
_SHOWN: Final = 16
"""Digits of a digest in a name."""


@dataclass(frozen=True, slots=True)
class Displaced:
    """What another program wrote in the instant in which a file was saved.

    Attributes:
        path: where it lies now.
        data: the content.
    """

    path: Path
    data: bytes

    def came_from(self, file: Path) -> bool:
        """Whether it lay at ``file``."""
        return self.path.parent == file.parent and self.path.name.split(".")[2] == _short(file.name)


def is_temporary(name: str) -> bool:
    """Whether a file of that name is one of the studio's own temporary files."""
    return name.startswith(PREFIX) and name.endswith((SUFFIX, SWAP_SUFFIX))


def temporary_name() -> str:
    """A new name for a temporary file: it says on which computer which process made it."""
    return f"{_maker()}{SUFFIX}"


def swap_name(name: str, old: str, new: str) -> str:
    """A new name for a file that is about to change places with the file ``name``.

    Args:
        old, new: the digests of what ``name`` should hold, and of what it gets.
    """
    return f"{_maker()}.{_short(name)}.{old[:_SHOWN]}.{new[:_SHOWN]}{SWAP_SUFFIX}"


def remove_leftovers(folders: Iterable[Path], deep: bool = False) -> None:
    """Remove the temporary files that a crash left in these folders; quiet where it cannot.

    Those of processes of this computer that are gone go at once. Others stay for an hour: they may belong to
    another computer that is just writing here. What may hold words of another program stays.

    Args:
        deep: also in all folders below.
    """
    for folder in dict.fromkeys(folders):
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if deep and entry.is_dir(follow_symlinks=False):
                    remove_leftovers([Path(entry.path)], deep)
                elif is_temporary(entry.name):
                    with contextlib.suppress(OSError, ReadError):
                        if _is_left(entry) and _content_is_known(Path(entry.path)):
                            Path(entry.path).unlink()


def find_displaced(folders: Iterable[Path]) -> tuple[Displaced, ...]:
    """What other programs wrote in the instant of a save that was interrupted; it stays until forgotten."""
    return tuple(found for folder in dict.fromkeys(folders) for found in _displaced_in(folder))


def read_displaced(path: Path) -> Displaced:
    """What lies in a file that changed places.

    Raises:
        ReadError: it cannot be read.
    """
    return Displaced(path, read_file(path, _LARGEST))


def forget_displaced(found: Displaced) -> None:
    """The content is safe elsewhere."""
    with contextlib.suppress(OSError):
        found.path.unlink()


def _displaced_in(folder: Path) -> Iterator[Displaced]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if is_temporary(entry.name) and entry.name.endswith(SWAP_SUFFIX):
                path = Path(entry.path)
                with contextlib.suppress(OSError, ReadError):
                    if not path.is_symlink() and _is_left(entry) and not _content_is_known(path):
                        yield read_displaced(path)


def _is_left(entry: os.DirEntry[str]) -> bool:
    """Whether whoever made the file is gone, or it is an hour old.

    Raises:
        OSError: nobody can say.
    """
    return _is_orphan(entry.name) or entry.stat(follow_symlinks=False).st_mtime < time.time() - _HOUR


def _content_is_known(path: Path) -> bool:
    """Whether nothing is lost if the file goes.

    Raises:
        ReadError: it cannot be read.
    """
    if path.name.endswith(SUFFIX):
        return True
    parts = path.name.split(".")
    # Not made by ``swap_name``: whoever made it shall have it.
    return len(parts) == 6 and digest(read_file(path, _LARGEST))[:_SHOWN] in parts[3:5]


def _maker() -> str:
    return f"{PREFIX}{_host()}-{os.getpid()}-{secrets.token_hex(8)}"


def _host() -> str:
    """Eight letters for this computer."""
    return _short(socket.gethostname())


def _short(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]


def _is_orphan(name: str) -> bool:
    """Whether a process of this computer made the file and is gone."""
    parts = name.removeprefix(PREFIX).partition(".")[0].split("-")
    if len(parts) != 3 or parts[0] != _host() or not parts[1].isdecimal():
        return False
    import psutil

    try:
        return not psutil.pid_exists(int(parts[1]))
    except (OverflowError, ValueError):
        return True
