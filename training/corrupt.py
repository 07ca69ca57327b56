"""Puts slips into paragraphs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from slip import KINDS, TENSE, Lexicon, Place, Slip, Word, tense_flip, words_of

_CLEAN = 0.25
"""Share of paragraphs left as they are."""
_RATES = (1 / 60, 1 / 30, 1 / 15)
_AT_LEAST_ONE = 0.35
"""Share of the paragraphs meant to have slips that get one even when they are short."""
_TRIES = 4
_PASSAGE = 0.12
"""Share of tense slips that take the next verbs along."""
_MOST_WORDS = 400
_APART = 12
"""Characters between two slips: about two words."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Text with slips; ``labels`` has (offset in ``text``, label, right word or None), ascending."""

    text: str
    labels: tuple[tuple[int, int, str | None], ...]


def corrupt(
    paragraph: str, lexicon: Lexicon, rng: random.Random, given: Sequence[Slip] = (), tense: bool = True
) -> Marked:
    """The paragraph with slips drawn at random.

    Args:
        given: slips that stand already, as verbs left in the past; their text is ``paragraph``'s own.
        tense: whether verbs may be flipped to the present.
    """
    words = words_of(paragraph)
    wanted = _how_many(words, rng)
    makers = [maker for maker, _ in KINDS if tense or maker is not tense_flip]
    weights = [weight for maker, weight in KINDS if tense or maker is not tense_flip]
    found = list(given)
    busy = [(slip.start - 1, slip.end + 1) for slip in given]
    for _ in range(wanted * _TRIES):
        if len(found) - len(given) >= wanted:
            break
        at = rng.randrange(len(words))
        slip = rng.choices(makers, weights)[0](Place(words, at, lexicon, rng))
        while slip is not None and _free(slip, busy):
            found.append(slip)
            busy.append((slip.start, slip.end))
            if slip.label != TENSE or rng.random() > _PASSAGE:
                break
            after = next((n for n, word in enumerate(words) if word.start > slip.end), len(words))
            slip = tense_flip(Place(words, after, lexicon, rng))
    return apply(paragraph, found)


def apply(paragraph: str, slips: Sequence[Slip]) -> Marked:
    """The paragraph with these slips, which do not overlap."""
    parts: list[str] = []
    labels: list[tuple[int, int, str | None]] = []
    last = length = 0
    for slip in sorted(slips, key=lambda slip: slip.start):
        before = paragraph[last : slip.start]
        length += len(before)
        labels.append((length, slip.label, slip.meant))
        parts += [before, slip.written]
        length += len(slip.written)
        last = slip.end
    parts.append(paragraph[last:])
    return Marked("".join(parts), tuple(labels))


def _how_many(words: Sequence[Word], rng: random.Random) -> int:
    if len(words) < 4 or rng.random() < _CLEAN:
        return 0
    rate = rng.choice(_RATES)
    drawn = sum(rng.random() < rate for _ in range(min(len(words), _MOST_WORDS)))
    return drawn or int(rng.random() < _AT_LEAST_ONE)


def _free(slip: Slip, busy: Sequence[tuple[int, int]]) -> bool:
    """Whether no other slip touches the same or a neighbouring word."""
    return all(slip.end + _APART < start or slip.start - _APART > end for start, end in busy)
