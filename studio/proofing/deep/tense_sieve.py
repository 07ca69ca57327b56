"""Which verbs are read in the other tense as well.

Nothing is known here of the scene's tense or of grammar: every word that may be a verb is looked at, and
the model's own pass over the text tells where the other tense would be about as likely. In steady narration
that is seldom. What is said or thought keeps no tense: there the other one must be far likelier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from studio.proofing.deep.model import LanguageModel
from studio.proofing.deep.page import Page, PieceRow, Pieces, Word
from studio.proofing.deep.sieve import Kind, Reading, begins_sentence, like
from studio.proofing.deep.stream import Chunk
from studio.proofing.other_tense import other_tense

DOUBT = 0.05
"""Chance of a wrong tense, by the encoder, from which on the other one is read in any case."""

_SHORT = frozenset({"I'", "I’"})


@dataclass(frozen=True, slots=True)
class TenseLimits:
    """How many are tried.

    Attributes:
        first: least gain (nats) of the other form's first piece.
        need: nats that must be in sight, once it is tried, to be read on.
        first_spoken, need_spoken: the same in what is said or thought.
    """

    first: float = -0.3
    need: float = 1.0
    first_spoken: float = 1.0
    need_spoken: float = 4.0


class TenseSieve:
    """Proposes the other tense of verbs."""

    def __init__(self, model: LanguageModel, pieces: Pieces, limits: TenseLimits | None = None) -> None:
        self._model = model
        self._pieces = pieces
        self._limits = limits or TenseLimits()

    def readings(self, page: Page, row: PieceRow, chunk: Chunk, start: int) -> list[Reading]:
        """The readings of a page, each once.

        Args:
            start: where the page's pieces begin in the chunk.
        """
        asked = [(n, form) for n, word in enumerate(row.words) for form in _forms(page.text, word)]
        if not asked:
            return []
        firsts = [self._pieces.of_word((" " if row.words[n].spaced else "") + form)[0] for n, form in asked]
        at = np.array([start + row.words[n].first for n, _ in asked])
        scores = self._model.log_probability(chunk.before[at], np.array(firsts), chunk.normaliser[at])
        gains = (scores - chunk.own[at]).tolist()
        return list(self._worth(page, row, asked, gains))

    def _worth(
        self, page: Page, row: PieceRow, asked: list[tuple[int, str]], gains: list[float]
    ) -> Iterator[Reading]:
        doubted = {mark.span.start for mark in page.marks if mark.tense > DOUBT}
        limits = self._limits
        for (n, form), gain in zip(asked, gains, strict=True):
            start = row.words[n].span.start
            if any(start in span for span in page.spoken):
                if gain > limits.first_spoken:
                    yield Reading(n, Kind.TENSE, form, gain, need=limits.need_spoken)
            elif start in doubted or gain > limits.first:
                yield Reading(n, Kind.TENSE, form, gain, start in doubted, need=limits.need)


def _forms(text: str, word: Word) -> Iterator[str]:
    if word.text[:1].isupper() and not begins_sentence(text, word.span.start) and word.text[:2] not in _SHORT:
        return  # a name
    for form in other_tense(word.lower):
        yield like(word.text, form)
