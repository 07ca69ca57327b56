"""Runs a command line and turns every trouble into one sentence and an exit status."""

from __future__ import annotations

import logging
import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from studio.cli.console import CommandError, Console
from studio.cli.parser import build_parser

_LOG = logging.getLogger("studio")
_TROUBLE = 2
_INTERRUPTED = 130


def run(arguments: Sequence[str], console: Console | None = None) -> int:
    """Run ``arguments`` (without the program's name); the exit status.

    Never raises but for ``SystemExit`` after ``--help`` and ``--version``.
    """
    console = console or _standard_console()
    try:
        parsed = build_parser().parse_args(arguments)
        status = _command(parsed, console)
        console.out.flush()
    except CommandError as error:
        console.trouble(str(error))
        return _TROUBLE
    except BrokenPipeError:
        _silence_output()
        return _TROUBLE
    except KeyboardInterrupt:
        console.trouble("Stopped.")
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the edge of the program: a sentence instead of a traceback
        _LOG.debug("the command failed", exc_info=True)
        console.trouble(f"Something went wrong that should not ({type(error).__name__}: {error}).")
        return _TROUBLE
    return status


def _command(arguments: Namespace, console: Console) -> int:
    if arguments.command == "check":
        from studio.cli.check_command import CheckCommand

        return CheckCommand(console).run(arguments)
    if arguments.command == "export":
        from studio.cli.export_command import ExportCommand

        return ExportCommand(console).run(arguments)
    if arguments.command == "stats":
        from studio.cli.stats_command import StatsCommand

        return StatsCommand(console).run(arguments)
    if arguments.command == "import":
        from studio.cli.import_command import ImportCommand

        return ImportCommand(console).run(arguments)
    from studio.cli.new_command import NewCommand

    return NewCommand(console).run(arguments)


def _standard_console() -> Console:
    """The process's own streams; what a stream's encoding lacks is written as "?" or an escape."""
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            utf8 = stream is sys.stdout and not stream.isatty()
            reconfigure(encoding="utf-8" if utf8 else None, errors=errors)
    # Troubles of engines are told as sentences; without a handler Python would print them with tracebacks.
    _LOG.addHandler(logging.NullHandler())
    return Console(sys.stdout, sys.stderr)


def _silence_output() -> None:
    """The reader of our output has gone: give the interpreter nowhere to complain about it on leaving."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
