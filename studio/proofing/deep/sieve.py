"""Which other readings of a text are worth the language model's time.

Two sources: the encoder's doubts, and the model's own surprise in its one pass over the text. For the
latter, what another reading could gain is guessed from states that are there already: how much likelier its
first piece is, and how surprising the pieces behind the place are as written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np

from studio.proofing.deep.model import LanguageModel
from studio.proofing.deep.page import Page, PieceRow, Pieces, Word, lower
from studio.proofing.deep.stream import Chunk
from studio.proofing.engines.encoder_table import ConfusionTable
from studio.proofing.evidence import DOUBTED, WordMark
from studio.proofing.odds import logit

SMALL_WORDS = tuple(
    """the a to of in and he she it was had i that his her is for on with as at be you not have they him
    me my from been by up out what who were are an do but so if or no all into when would
    could""".split()  # noqa: SIM905
)
"""Words that get left out."""
DOUBT = 0.08
"""Chance of a slip from which on the encoder's proposals are tried."""
_AFTER = 2  # pieces behind a word whose surprise counts
_CALM = 5.0  # nats that they may cost together without telling anything
_SHARE = 0.7  # of the surprise behind a word that another one takes away, at a guess
_CUT = 2.0  # nats: what a word of many pieces hides behind the first of them, which it shares with others
_STARTLED = 5.0  # nats: surprise at a word from which on one may be missing before it
_SETTLED = 2.0  # nats that a word costs where it is expected
_REMEMBERED = 20_000  # words whose alternatives are
_LEAST_CHANCE = 1e-4
_MARKED_ALIKE, _MARKED_FREE, _MARKED_INSERTIONS = 3, 1, 2


class Kind(StrEnum):
    """What another reading does with a word."""

    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"
    TENSE = "tense"


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of a word: what to put there ("" to delete it), or before it for INSERT.

    ``guess`` is what it may gain (nats); ``marked`` that the encoder proposed it; ``need`` what must be in
    sight (nats) for it to be read on.
    """

    word: int
    kind: Kind
    text: str
    guess: float = 0.0
    marked: bool = False
    need: float = 0.0


@dataclass(frozen=True, slots=True)
class Bar:
    """What it takes for the model's own proposals to be tried.

    Attributes:
        replace, insert, delete: least guess (nats).
        need_replace, need_insert, need_delete: nats that must be in sight, once it is tried, to be read on.
    """

    replace: float
    insert: float
    delete: float
    need_replace: float
    need_insert: float
    need_delete: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How many readings are tried. Fitted on fiction with errors put in and on authors' own corrections, in
    which doubtful readings are shown as well: what is left out made no finding.

    Attributes:
        doubted: for words that the encoder doubts, if ever so little.
        sure: for words where it is sure that all is well; there the model alone is seldom right.
        marked, faint: what must be in sight (nats) of a missing word that the encoder proposes to be read
            on, where it doubts a word in earnest, and where it hardly does; ``marked`` is the least of all.
        even, even_delete: what a replacement and a deletion need where the encoder would as soon keep the
            word as not.
        most, most_delete: the most that one needs.
        each: most replacements of one word; half as many insertions.
    """

    doubted: Bar = Bar(6.0, 5.5, 5.0, need_replace=4.0, need_insert=4.0, need_delete=4.0)
    sure: Bar = Bar(8.0, 7.5, 8.0, need_replace=5.0, need_insert=5.0, need_delete=5.0)
    marked: float = 1.5
    faint: float = 3.0
    even: float = 3.0
    even_delete: float = 3.0
    most: float = 3.0
    most_delete: float = 3.0
    each: int = 2

    def need_of_marked(self, mark: WordMark, kind: Kind) -> float:
        """What must be in sight (nats) of the encoder's proposal: the less it doubts the word, the more."""
        if kind is Kind.INSERT:
            return self.marked if 1 - mark.keep >= DOUBTED else self.faint
        doubt = logit(1 - mark.keep, _LEAST_CHANCE)
        if kind is Kind.DELETE:
            return min(max(self.even_delete - 0.75 * doubt, self.marked), self.most_delete)
        return min(max(self.even - doubt, self.marked), self.most)


class Sieve:
    """Proposes readings of a page.

    Args:
        table: words that get confused.
        limits: how many to propose.
    """

    def __init__(
        self, model: LanguageModel, pieces: Pieces, table: ConfusionTable, limits: Limits | None = None
    ) -> None:
        self._model = model
        self._pieces = pieces
        self._table = table
        self._limits = limits or Limits()
        self._small = np.array([pieces.of_word(" " + word)[0] for word in SMALL_WORDS])
        self._small_rows = model.embedded(self._small)
        self._others = lru_cache(maxsize=_REMEMBERED)(self._others_of)

    def readings(self, page: Page, row: PieceRow, chunk: Chunk, start: int) -> list[Reading]:
        """Readings to try, each once.

        Args:
            start: where the page's pieces begin in the chunk.
        """
        found: dict[tuple[int, Kind, str], Reading] = {}
        doubted = {mark.span.start for mark in page.marks}
        bars = [self._limits.doubted if w.span.start in doubted else self._limits.sure for w in row.words]
        proposals = [*self._marked(page, row), *self._replaced(page, row, chunk, start, bars)]
        proposals += [*self._inserted(row, chunk, start, bars), *self._deleted(row, chunk, start, bars)]
        for reading in proposals:
            found.setdefault((reading.word, reading.kind, reading.text), reading)
        return list(found.values())

    def _marked(self, page: Page, row: PieceRow) -> Iterator[Reading]:
        where = {word.span.start: n for n, word in enumerate(row.words)}
        for mark in page.marks:
            n = where.get(mark.span.start)
            if n is not None and 1 - mark.keep > DOUBT:
                for kind, text in _of_mark(mark, row.words[n]):
                    need = self._limits.need_of_marked(mark, kind)
                    yield Reading(n, kind, text, marked=True, need=need)

    def _replaced(
        self, page: Page, row: PieceRow, chunk: Chunk, start: int, bars: Sequence[Bar]
    ) -> Iterator[Reading]:
        asked: list[tuple[int, str]] = []
        firsts: list[int] = []
        cuts: list[float] = []
        relief: dict[int, float] = {}
        for n, word in enumerate(row.words):
            relief[n] = self._relief(row, chunk, start, n)
            # Another word can gain no more than the chance that this one lacks: most are not looked at.
            most = relief[n] - float(chunk.own[start + word.first])
            if most <= bars[n].replace or not self._is_plain(page.text, word):
                continue
            for shown, first, pieces in self._others(word.text, spaced=word.spaced):
                asked.append((n, shown))
                firsts.append(first)
                cuts.append(_CUT if pieces > 1 else 0.0)
        if not asked:
            return
        at = np.array([start + row.words[n].first for n, _ in asked])
        scores = self._model.scores(chunk.before, at, np.array(firsts))
        gains = scores - chunk.normaliser[at] - chunk.own[at] - np.array(cuts)
        best: dict[int, list[tuple[float, str]]] = {}
        for (n, shown), gain in zip(asked, gains.tolist(), strict=True):
            guess = gain + relief[n]
            if guess > bars[n].replace:
                best.setdefault(n, []).append((guess, shown))
        for n, some in best.items():
            for guess, shown in sorted(some, reverse=True)[: self._limits.each]:
                yield Reading(n, Kind.REPLACE, shown, guess, need=bars[n].need_replace)

    def _inserted(self, row: PieceRow, chunk: Chunk, start: int, bars: Sequence[Bar]) -> Iterator[Reading]:
        for n, word in enumerate(row.words):
            at = start + word.first
            surprise = -float(chunk.own[at])
            if not word.spaced or surprise < _STARTLED:
                continue
            chances = self._small_rows @ chunk.before[at] - chunk.normaliser[at]
            for k in np.argsort(-chances)[: max(1, self._limits.each // 2)]:
                guess = float(chances[k]) + surprise - _SETTLED
                if guess > bars[n].insert and SMALL_WORDS[k] != word.lower:
                    shown = like("a", SMALL_WORDS[k])
                    yield Reading(n, Kind.INSERT, shown, guess, need=bars[n].need_insert)

    def _deleted(self, row: PieceRow, chunk: Chunk, start: int, bars: Sequence[Bar]) -> Iterator[Reading]:
        near = [n for n, word in enumerate(row.words[:-1]) if word.spaced and _may_be_extra(row.words, n)]
        near = [n for n in near if start + row.words[n].last < len(chunk.ids)]
        if not near:
            return
        at = np.array([start + row.words[n].first for n in near])
        after = np.array([start + row.words[n].last for n in near])
        next_here = self._model.scores(chunk.before, at, chunk.ids[after])
        written = [float(chunk.own[a:b].sum()) for a, b in zip(at, after, strict=True)]
        guesses = next_here - chunk.normaliser[at] - np.array(written) - chunk.own[after]
        for n, guess in zip(near, guesses, strict=True):
            if guess > bars[n].delete:
                yield Reading(n, Kind.DELETE, "", float(guess), need=bars[n].need_delete)

    def _relief(self, row: PieceRow, chunk: Chunk, start: int, n: int) -> float:
        """How much of the surprise within and behind a word another one may take away, at a guess (nats)."""
        word = row.words[n]
        inner = -float(chunk.own[start + word.first + 1 : start + word.last].sum())
        end = min(start + word.last + _AFTER, start + len(row.ids))
        behind = -float(chunk.own[start + word.last : end].sum())
        return _SHARE * max(0.0, inner + behind - _CALM)

    def _others_of(self, text: str, *, spaced: bool) -> tuple[tuple[str, int, int], ...]:
        """What may be meant by a word, each with its first piece and how many it has."""
        found = []
        for other in self._table.alternatives(lower(text)):
            shown = like(text, other)
            pieces = self._pieces.of_word((" " if spaced else "") + shown)
            found.append((shown, pieces[0], len(pieces)))
        return tuple(found)

    def _is_plain(self, text: str, word: Word) -> bool:
        """A word of the language that is no name, as far as its letters tell."""
        if (
            word.text[:1].isupper()
            and word.text not in {"I", "A"}
            and not begins_sentence(text, word.span.start)
        ):
            return False
        return self._table.is_word(word.lower)


def _may_be_extra(words: Sequence[Word], n: int) -> bool:
    """A small word, or one that stands close by once more: almost any sentence is likelier without a word."""
    lower = words[n].lower
    return lower in SMALL_WORDS or lower in {word.lower for word in words[max(0, n - 2) : n]}


def _of_mark(mark: WordMark, word: Word) -> Iterator[tuple[Kind, str]]:
    alike = [c.word for c in mark.candidates if c.alike][:_MARKED_ALIKE]
    free = [c.word for c in mark.candidates if not c.alike][:_MARKED_FREE]
    for other in alike + free:
        if other != word.lower:
            yield Kind.REPLACE, like(word.text, other)
    if not word.spaced:
        return
    if mark.delete > 0.05:
        yield Kind.DELETE, ""
    if mark.insert > 0.05:
        for candidate in mark.insertions[:_MARKED_INSERTIONS]:
            yield Kind.INSERT, like("a", candidate.word)


def begins_sentence(text: str, start: int) -> bool:
    """Whether nothing, or the end of a sentence or an opening quote, stands before."""
    before = text[:start].rstrip()
    return not before or before[-1] in ".!?:;\"”“'‘’—–(*_"


def like(word: str, other: str) -> str:
    """``other`` with the capitals and the apostrophe of ``word``."""
    if "’" in word:
        other = other.replace("'", "’")
    if other == "i" or other.startswith(("i'", "i’")):
        return "I" + other[1:]
    if len(word) > 1 and word.isupper():
        return other.upper()
    return other[:1].upper() + other[1:] if word[:1].isupper() and word != "I" else other
