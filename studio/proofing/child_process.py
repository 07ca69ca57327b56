"""How the program's own child processes are started: unseen, and giving way to the window."""

from __future__ import annotations

import subprocess
import sys


def quiet_flags(*, gives_way: bool = False) -> int:
    """The ``creationflags`` for ``subprocess``: without them Windows opens a console for each child.

    Args:
        gives_way: it works in the background; elsewhere it lowers its priority by itself (``os.nice``).
    """
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | (subprocess.BELOW_NORMAL_PRIORITY_CLASS if gives_way else 0)
    return 0
