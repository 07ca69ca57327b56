"""A reading that is tried, and whether there is hope for it: most are given up before they are read far."""

from __future__ import annotations

from dataclasses import dataclass

from studio.proofing.deep.sieve import Kind, Reading
from studio.proofing.deep.stream import Chunk

_AT_FIRST, _INSERTED_AT_FIRST = 0.25, 0.7
"""The share of the surprise behind a word that another may take away, before any of it is read; and that for
a word that is put in."""
_PROPOSED = -5.0
"""Nats that the first piece of a word which the encoder proposes may lose, and it is read on all the same:
that costs a piece, and most of what is wrong shows behind a word, not in it."""
_CALM = 3.0
"""Nats that a piece costs without telling anything."""
_MISFIT = 1.5
"""Nats that a word without hope costs behind its first piece, on average; twice that for each piece more."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A reading in pieces: its ``own``, and the ``tail`` of the text's behind it. In the chunk, the text as
    written goes on at ``first``, the tail at ``back``."""

    page: int
    reading: Reading
    own: tuple[int, ...]
    tail: tuple[int, ...]
    first: int
    back: int

    @property
    def unread(self) -> float:
        """What its pieces behind the first, and the text behind it, may cost if they are not read (nats)."""
        if self.reading.kind is not Kind.REPLACE:
            return 0.0
        return _MISFIT * (2 * len(self.own) - 1)

    def written(self, chunk: Chunk, tail: int) -> float:
        """The log-probability of what is written in its place."""
        return float(chunk.own[self.first : self.back + min(tail, len(self.tail))].sum())


def may_begin(chunk: Chunk, trial: Trial, gain: float) -> bool:
    """Whether a reading of which only the first piece is known is worth being read."""
    reading = trial.reading
    if not trial.own or (reading.marked and reading.kind is Kind.REPLACE and gain > _PROPOSED):
        return True
    share = _INSERTED_AT_FIRST if reading.kind is Kind.INSERT else _AT_FIRST
    return gain + _hope(chunk, trial, 0, share) > reading.need


def has_hope(chunk: Chunk, trial: Trial, tail: int, share: float, gain: float) -> bool:
    """Whether a reading may still come to something, ``tail`` pieces behind it being read."""
    return tail >= len(trial.tail) or gain + _hope(chunk, trial, tail, share) > trial.reading.need


def _hope(chunk: Chunk, trial: Trial, tail: int, share: float) -> float:
    """What a reading may still gain (nats) by the pieces from ``tail`` on behind it, at a guess."""
    rest = chunk.own[trial.back + tail : trial.back + len(trial.tail)]
    return share * max(0.0, -float(rest.sum()) - _CALM * len(rest))
