"""Limits that hold for a whole import, whatever formats lie inside each other, and the wish to stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from studio.storage.error import ReadError

MOST_BYTES: Final = 200_000_000
"""The largest file that is opened."""

MOST_TEXT: Final = 20_000_000
"""Characters: some three and a half million words, more than any book has."""

MOST_BLOCKS: Final = 250_000
MOST_UNPACKED: Final = 120_000_000
"""Bytes of text that may come out of an archive, those inside it included."""

_MOST_EVENTS: Final = 6_000_000
_LOOK_EVERY: Final = 2_000


class ImportStopped(Exception):  # noqa: N818 - the writer's wish, not an error
    """The writer stopped the import."""


class Watch:
    """Counts what an import has taken so far. One thread only.

    Args:
        stop: whether to stop; asked often.
        progress: is given the share that was read, 0 to 1.
    """

    def __init__(
        self,
        stop: Callable[[], bool] = lambda: False,
        progress: Callable[[float], None] = lambda _share: None,
    ) -> None:
        self._stop = stop
        self._progress = progress
        self._text = self._blocks = self._unpacked = self._events = 0
        self._low, self._high = 0.0, 1.0

    def within(self, low: float, high: float) -> None:
        """What is read from now on is that stretch of the whole, 0 to 1."""
        self._low, self._high = low, high

    def tick(self, share: float | None = None) -> None:
        """A step was made.

        Raises:
            ImportStopped: the writer wants no more of it.
            ReadError: there are more steps than any document has.
        """
        self._events += 1
        if self._events % _LOOK_EVERY and share is None:
            return
        if self._stop():
            raise ImportStopped
        if self._events > _MOST_EVENTS:
            raise ReadError("The document is made of more parts than any book, so it was not imported.")
        if share is not None:
            self._progress(self._low + (self._high - self._low) * min(1.0, share))

    def expect(self, blocks: int) -> None:
        """So many paragraphs are to come, as a quick look says.

        Raises:
            ReadError: there are more than any book has.
        """
        if self._blocks + blocks > MOST_BLOCKS:
            sentence = f"The document has more than {MOST_BLOCKS:,} paragraphs; import it in smaller parts."
            raise ReadError(sentence)

    def block(self, text: str) -> None:
        """A paragraph was read.

        Raises:
            ReadError: there is more text than any book has.
        """
        self._blocks += 1
        self._text += len(text)
        self.expect(0)
        if self._text > MOST_TEXT:
            sentence = f"The document has more than {MOST_TEXT:,} characters; import it in smaller parts."
            raise ReadError(sentence)
        self.tick()

    def unpacked(self, count: int) -> None:
        """So many bytes came out of an archive.

        Raises:
            ReadError: it is more than a book can be.
        """
        self._unpacked += count
        if self._unpacked > MOST_UNPACKED:
            raise ReadError("The document unpacks to far more than a book, so it was not imported.")
        self.tick(None)
