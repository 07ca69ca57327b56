"""The system calls of a save: what they are, and writing and reading back a whole file by them."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Final, Protocol

PLAIN: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""Flags for every file: no translation of line ends, not handed on to child processes."""
_PART: Final = 1 << 20


class Calls(Protocol):
    """As the ``os`` module has them; tests pass ones that fail."""

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int: ...
    def write(self, handle: int, data: memoryview, /) -> int: ...
    def read(self, handle: int, length: int, /) -> bytes: ...
    def fsync(self, handle: int) -> None: ...
    def close(self, handle: int) -> None: ...
    def unlink(self, path: Path) -> None: ...


def write_all(handle: int, data: bytes, calls: Calls) -> None:
    """Write all of ``data``, however little each call takes.

    Raises:
        OSError: it could not be written, or a call took nothing.
    """
    rest = memoryview(data)
    while rest:
        written = calls.write(handle, rest)
        if written <= 0:
            raise OSError(errno.EIO, "nothing was written")
        rest = rest[written:]


def verify(path: Path, data: bytes, calls: Calls) -> None:
    """Read the file back.

    Raises:
        OSError: it cannot be read, or is not ``data``.
    """
    handle = calls.open(path, os.O_RDONLY | PLAIN)
    try:
        rest = memoryview(data)
        while chunk := calls.read(handle, _PART):
            if rest[: len(chunk)] != chunk:
                break
            rest = rest[len(chunk) :]
        if chunk or rest:
            raise OSError(errno.EIO, "what was read back is not what was written")
    finally:
        calls.close(handle)
