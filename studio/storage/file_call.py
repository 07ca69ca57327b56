"""The system calls of a save: what they are, and writing and reading back a whole file by them."""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path
from typing import Final, Protocol

from studio.storage import exchange

PLAIN: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""Flags for every file: no translation of line ends, not handed on to child processes."""
_PART: Final = 1 << 20

UNSUPPORTED: Final = frozenset(
    {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF, errno.ENOTTY}
)
"""What drives answer that do not know a call at all: nothing has failed."""

_NO_FULL_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY, errno.ENODEV})

REFUSED: Final = (UNSUPPORTED - {errno.EBADF, errno.ENOTTY}) | {
    errno.EACCES,
    errno.EPERM,
    errno.EBUSY,
    errno.EXDEV,
    errno.EEXIST,
}
"""What drives answer that do not let a file take the place of another."""

NO_LINKS: Final = UNSUPPORTED | {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.EACCES}
"""What drives answer that have no hard links."""


class Calls(Protocol):
    """As the ``os`` module has them; tests pass ones that fail."""

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int: ...
    def write(self, handle: int, data: memoryview, /) -> int: ...
    def read(self, handle: int, length: int, /) -> bytes: ...
    def fsync(self, handle: int) -> None: ...
    def close(self, handle: int) -> None: ...
    def unlink(self, path: Path) -> None: ...


class FileCalls(Calls, Protocol):
    """The system calls of an atomic save."""

    def chmod(self, path: Path, mode: int) -> None: ...
    def link(self, source: Path, target: Path) -> None: ...
    def replace(self, source: Path, target: Path) -> None: ...
    def exchange(self, source: Path, target: Path) -> None: ...


class SystemCalls:
    """The real ones; see ``os``, and ``exchange``."""

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        """As ``os.open``."""
        return os.open(path, flags, mode)

    def write(self, handle: int, data: memoryview, /) -> int:
        """As ``os.write``."""
        return os.write(handle, data)

    def read(self, handle: int, length: int, /) -> bytes:
        """As ``os.read``."""
        return os.read(handle, length)

    def fsync(self, handle: int) -> None:
        """As ``full_sync``."""
        full_sync(handle)

    def close(self, handle: int) -> None:
        """As ``os.close``."""
        os.close(handle)

    def unlink(self, path: Path) -> None:
        """As ``os.unlink``."""
        os.unlink(path)  # noqa: PTH108 - the call itself, as all here

    def chmod(self, path: Path, mode: int) -> None:
        """As ``os.chmod``."""
        os.chmod(path, mode)  # noqa: PTH101

    def link(self, source: Path, target: Path) -> None:
        """As ``os.link``."""
        os.link(source, target)

    def replace(self, source: Path, target: Path) -> None:
        """As ``os.replace``; on Windows tried for a moment while another program has the file open."""
        for pause in replace_pauses():
            try:
                os.replace(source, target)  # noqa: PTH105
            except PermissionError:
                time.sleep(pause)
            else:
                return
        os.replace(source, target)  # noqa: PTH105

    def exchange(self, source: Path, target: Path) -> None:
        """Let two files change places; see ``exchange``."""
        exchange.exchange(source, target)


def full_sync(handle: int) -> None:
    """Bring what was written to an open file onto the medium itself.

    As ``os.fsync``, which on macOS leaves it in the drive's cache (see fcntl(2), F_FULLFSYNC).
    """
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in _NO_FULL_SYNC:
                raise
        else:
            return
    os.fsync(handle)


def replace_pauses() -> tuple[float, ...]:
    """Seconds between the tries to replace a file: on Windows, virus scanners and sync tools open what has
    just been written, and nothing replaces an open file."""
    return (0.02, 0.05, 0.1, 0.2) if sys.platform == "win32" else ()


class UnsyncedCalls(SystemCalls):
    """For caches that every save writes: what a loss of power takes of them is known to be broken."""

    def fsync(self, handle: int) -> None:
        """Not done."""


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
