"""Which verbs are read in the other tense as well.

Nothing is known here of the scene's tense or of grammar: every word that may be a verb is looked at, and
the model's own pass over the text tells where the other tense would be about as likely. In steady narration
that is seldom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from studio.proofing.deep.model import LanguageModel
from studio.proofing.deep.page import Page, PieceRow, Pieces, Word
from studio.proofing.deep.sieve import Kind, Reading, begins_sentence, like
from studio.proofing.deep.stream import Chunk
from studio.proofing.evidence import WordMark
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
    """

    first: float = -0.3
    need: float = 1.0


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
        doubts = {mark.span.start: mark for mark in page.marks}
        asked = [(n, form) for n, word in enumerate(row.words) for form in _forms(page.text, word)]
        if not asked:
            return []
        firsts = [self._pieces.of_word((" " if row.words[n].spaced else "") + form)[0] for n, form in asked]
        at = np.array([start + row.words[n].first for n, _ in asked])
        scores = self._model.log_probability(chunk.before[at], np.array(firsts), chunk.normaliser[at])
        gains = (scores - chunk.own[at]).tolist()
        return list(self._worth(row, asked, gains, doubts))

    def _worth(
        self, row: PieceRow, asked: list[tuple[int, str]], gains: list[float], doubts: dict[int, WordMark]
    ) -> Iterator[Reading]:
        for (n, form), gain in zip(asked, gains, strict=True):
            mark = doubts.get(row.words[n].span.start)
            marked = mark is not None and mark.tense > DOUBT
            if marked or gain > self._limits.first:
                yield Reading(n, Kind.TENSE, form, gain, marked, need=self._limits.need)


def _forms(text: str, word: Word) -> Iterator[str]:
    if word.text[:1].isupper() and not begins_sentence(text, word.span.start) and word.text[:2] not in _SHORT:
        return  # a name
    for form in other_tense(word.lower):
        yield like(word.text, form)
