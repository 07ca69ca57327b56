"""Letting two files change their names in one step, so that what was replaced can be looked at afterwards.

A rename over a file destroys what lies there, and what lies there may be newer than the last look at it.
After an exchange it lies under the other name. Linux has the call (``renameat2`` with ``RENAME_EXCHANGE``),
and so have most of its local file systems; elsewhere a plain rename follows the last look.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = -100  # AT_FDCWD: paths count from the working folder
_EXCHANGE: Final = 2  # RENAME_EXCHANGE


def exchange(source: Path, target: Path) -> None:
    """Let the files at the two paths, which both exist, change places.

    Raises:
        OSError: nothing was changed; ENOSYS where the system does not have the call.
    """
    call = _renameat2()
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    while call(_HERE, os.fsencode(source), _HERE, os.fsencode(target), _EXCHANGE):
        error = ctypes.get_errno()
        if error != errno.EINTR:
            raise OSError(error, os.strerror(error), os.fspath(source), None, os.fspath(target))


@cache
def _renameat2() -> Callable[..., int] | None:
    """The call; looked up once, as each look makes types that only the collector finds again."""
    if not sys.platform.startswith("linux"):
        return None
    call: Callable[..., int] | None = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return call
