"""Reading whole files without being caught by pipes, devices, folders or endless files."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

from studio.storage.error import ReadError, read_sentence

_CHUNK = 1 << 20


def digest(data: bytes) -> str:
    """The SHA-256 of ``data`` in hexadecimal: how the studio knows a file's content."""
    return hashlib.sha256(data).hexdigest()


def read_file(path: Path, limit: int) -> bytes:
    """The whole content of a regular file.

    Args:
        limit: the most bytes to read.

    Raises:
        ReadError: if it is missing, not a regular file, larger than ``limit`` or cannot be read.
    """
    try:
        # Without O_NONBLOCK, opening a pipe would wait for a writer for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise ReadError(read_sentence(path, error)) from error
    except ValueError as error:  # a NUL character in the path
        raise ReadError(f"“{path.name}” is not a possible file name.") from error
    try:
        return _read_regular(handle, path, limit)
    except OSError as error:
        raise ReadError(read_sentence(path, error)) from error
    finally:
        os.close(handle)


def _read_regular(handle: int, path: Path, limit: int) -> bytes:
    status = os.fstat(handle)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise ReadError(f"“{path.name}” is not an ordinary file, so it was not opened.")
    chunks: list[bytes] = []
    left = limit + 1
    while left > 0 and (chunk := os.read(handle, min(_CHUNK, left))):
        chunks.append(chunk)
        left -= len(chunk)
    if left <= 0:
        raise ReadError(f"“{path.name}” is larger than {limit // 1_000_000} MB, so it was not opened.")
    return b"".join(chunks)


def digest_of(path: Path) -> str | None:
    """The digest of a file, None if there is no such file.

    Raises:
        ReadError: if there is one but it cannot be read.
    """
    try:
        # Opened as in ``read_file``: a pipe would wait for ever, a device never end.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise ReadError(f"“{path.name}” is not an ordinary file, so it was not opened.")
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ReadError(read_sentence(path, error)) from error
