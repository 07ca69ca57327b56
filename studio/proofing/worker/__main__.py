"""Entry point of the worker process."""

from __future__ import annotations

import contextlib
import os
import sys

from studio.proofing.worker.desk import Desk
from studio.proofing.worker.leave import end_with_parent, leave_at_once
from studio.proofing.worker.loop import run


def main() -> int:
    """Answer messages on standard input until it closes."""
    end_with_parent()
    _give_way()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    # Libraries that print must not garble the messages.
    sys.stdout = sys.stderr
    run(incoming, outgoing, Desk, leave_at_once)
    return 0


def _give_way() -> None:
    """Typing always goes first: lower priority, and one processor left alone (where the system allows)."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    with contextlib.suppress(OSError, AttributeError):
        free = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, set(free[1:] or free))


if __name__ == "__main__":
    sys.exit(main())
