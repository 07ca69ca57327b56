"""Gives memory that is no longer used back to the system."""

from __future__ import annotations

import contextlib
import ctypes
import gc


def release_memory() -> None:
    """Collect garbage and trim the C heap where the C library can (glibc); elsewhere only the former.

    The engines allocate much while they load and free it again; without this the process would keep
    about 100 MB that nobody uses.
    """
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
