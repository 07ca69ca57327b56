"""The end of the worker when it cannot be asked to: its window was killed, or it is too busy to hear."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Final

_SET_PARENT_DEATH_SIGNAL: Final = 1  # prctl(2)


def end_with_parent() -> None:
    """Let the system end this process when the one that started it dies; Linux only, quiet elsewhere.

    Loading the rules holds the interpreter for seconds, in which no thread of this process hears anything.
    """
    if sys.platform != "linux":
        return
    import ctypes
    import signal

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def leave_at_once() -> None:
    """End this process and all that it started, whatever they are busy with."""
    import psutil

    with contextlib.suppress(psutil.Error):
        for child in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                child.kill()
    os._exit(0)
