"""Entry point of the language model's process: ``python -m studio.proofing.deep``."""

from __future__ import annotations

import contextlib
import os
import sys

from studio.proofing.deep.serve import serve
from studio.proofing.worker.leave import end_with_parent

_GIVES_WAY = 5  # to the rest of the proofreading, which gives way to typing


def main() -> int:
    """Answer on standard output what is asked on standard input, until that closes."""
    end_with_parent()
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_GIVES_WAY)
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    # Libraries that print must not garble the messages.
    sys.stdout = sys.stderr
    serve(incoming, outgoing)
    return 0


if __name__ == "__main__":
    sys.exit(main())
