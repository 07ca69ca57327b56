"""How often a text has slips, learnt from those that are plain, and what that says of the doubtful ones.

Nine of ten doubts about a book that was edited and proofread are wrong; of the same doubts about a first
draft every other one is right. How many plain slips stand in a text tells which of the two it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from studio.proofing.finding import Category, Finding
from studio.proofing.odds import logit

USUAL: Final = 8.0
"""Plain slips in a thousand words of a draft: the expectation for a text of which little is known. Measured:
7 to 12 in chapters of amateurs, 6 to 8 in books with slips put in, 0.8 in published books."""
OWN: Final = 500
"""Words after which a text tells as much of itself as the expectation does."""
PLAIN: Final = 0.68
"""Confidence from which on a finding counts."""
_TRUST: Final = 0.75
"""How far the rate of plain slips carries over to doubtful ones."""
_STEP: Final = 4  # parts of a nat: coarse, so that a word more or less changes nothing
LEAST, MOST = -2.0, 0.25
"""The least and the greatest tilt."""
_EDGE: Final = 0.001
_LATER = "deep."


def tilt(words: int, plain: int) -> float:
    """What a text says of every doubt about it: nats to add to the log-odds that a doubt is right.

    0 for a draft as usual and for a text of which nothing is known, less for one with fewer slips. It is the
    mean of a Gamma distribution over the rate, set against the usual one.

    Args:
        words: how many were read.
        plain: slips found in them that are plain.
    """
    rate = (plain + USUAL * OWN / 1000) / (words + OWN) * 1000
    nats = _TRUST * math.log(rate / USUAL)
    return min(max(round(nats * _STEP) / _STEP, LEAST), MOST)


class SlipTally:
    """Counts the plain slips of a text, paragraph by paragraph, as they become known."""

    def __init__(self) -> None:
        self._counted: dict[int, tuple[int, int]] = {}
        self._words = self._plain = 0

    def note(self, paragraph: int, words: int, plain: int) -> None:
        """How many words and plain slips a paragraph has; in place of an earlier count of the same one."""
        old_words, old_plain = self._counted.get(paragraph, (0, 0))
        self._counted[paragraph] = words, plain
        self._words += words - old_words
        self._plain += plain - old_plain

    @property
    def tilt(self) -> float:
        """The tilt of the text, as far as it is known."""
        return tilt(self._words, self._plain)


def plain_slips(findings: Iterable[Finding]) -> int:
    """How many places of a paragraph have a plain slip: those found at once, not by the close reading."""
    spans = sorted(
        f.span
        for f in findings
        if f.confidence >= PLAIN and f.category is not Category.STYLE and not f.rule.startswith(_LATER)
    )
    end, places = -1, 0
    for span in spans:
        places += span.start >= end
        end = max(end, span.end)
    return places


def least_tilt(chance: float, least: float) -> float:
    """The least tilt of a text with which something of this chance is shown.

    Args:
        chance: of a slip, in a usual draft.
        least: that is shown there.
    """
    return logit(least, _EDGE) - logit(chance, _EDGE)
