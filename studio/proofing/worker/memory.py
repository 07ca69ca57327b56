"""Gives memory that is no longer used back to the system."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import time
from collections.abc import Callable
from typing import Final

EVERY: Final = 5.0
"""Seconds between two trims; one takes some milliseconds."""


class Trim:
    """Trims the C heap now and then in long work, so that what was freed between is not kept to its end.

    Args:
        clock: seconds, never falling.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._next = 0.0

    def now_and_then(self) -> bool:
        """Trim when it has not been done for `EVERY` seconds; whether it was."""
        at = self._clock()
        if at < self._next:
            return False
        self._next = at + EVERY
        trim_heap()
        return True


def release_memory() -> None:
    """Collect garbage and trim the C heap where the C library can (glibc); elsewhere only the former.

    The engines allocate much while they load and free it again; without this the process would keep
    about 100 MB that nobody uses.
    """
    gc.collect()
    trim_heap()


def trim_heap() -> None:
    """Give the free pages of the C heap back where the C library can (glibc)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
