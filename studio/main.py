"""Where the program starts: a command runs without Qt, anything else opens the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence

_COMMANDS = ("check", "export", "stats", "new", "import")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with ``arguments`` (``sys.argv`` without the program by default); the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and (given[0] in _COMMANDS or given[0].startswith("-")):
        from studio.cli.program import run

        return run(given)
    return _open_window(given)


def _open_window(paths: list[str]) -> int:
    try:
        from studio.ui.start import run
    except ImportError as error:
        sys.stderr.write(
            f"story-studio: The window cannot open because a library is missing ({error}); "
            "the commands work without it, see story-studio --help.\n"
        )
        return 2
    return run(paths)
