"""Where the commands write: results to one stream, sentences about trouble to another."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TextIO

_WIDTH_OF_FILES = 110
_WIDEST = 160
_NARROWEST = 60


class CommandError(Exception):
    """The command cannot run; the text is one sentence for the person who started it."""


@dataclass(frozen=True, slots=True)
class Console:
    """Two text streams, and what is known of them."""

    out: TextIO
    err: TextIO

    def line(self, text: str = "") -> None:
        """Write a line of the result."""
        self.out.write(text + "\n")

    def trouble(self, sentence: str) -> None:
        """Say what went wrong."""
        self.err.write(f"story-studio: {sentence}\n")

    def progress(self, text: str) -> None:
        """Show what is going on, if a person is watching; "" clears the line."""
        if self.err.isatty():
            self.err.write(f"\r\x1b[K{text}")
            self.err.flush()

    @property
    def colour(self) -> bool:
        """Whether the result goes to a terminal that shall show colours."""
        return self.out.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int:
        """How many columns a line of the result may take."""
        if not self.out.isatty():
            return _WIDTH_OF_FILES
        return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
