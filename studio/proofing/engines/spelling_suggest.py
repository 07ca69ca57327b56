"""What a misspelt word was meant to be: dictionary words near it, the likeliest slip first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

from studio.proofing.engines.spelling_dictionary import Dictionary
from studio.proofing.engines.spelling_slip import is_coinage, is_run_together, slip_cost
from studio.text.word_list import word_set

_FREQUENCY_WEIGHT = 0.5
_SHORT, _LONG = 3, 8
_LEAST_BY_LENGTH = MappingProxyType({2: 7.0, 3: 5.5, 4: 3.5, 5: 1.5})
_LEAST_FOR_CAPITAL = 4.0
_STRONG = 2.5
_SURE_SLIP = 1.5  # cost: letters swapped, or a doubled one written once
_OPENERS = word_set(
    """
    the and that this what they then than with when have from were your there here was his her she you but
    for not all how why who where their these those still just even after only some every once while which
    because before never nothing
    """
)
"""Words that sentences open with: what is nearly one of them with a capital is no name."""
_NO_CAPITAL = 1.0
_RUN_TOGETHER = 4.5


@dataclass(frozen=True, slots=True)
class _WordList:
    """Words in lower case, as written, and how frequent they are; the most frequent first."""

    lower: list[str]
    written: list[str]
    frequencies: bytes

    @classmethod
    def of(cls, frequencies: Mapping[str, int]) -> _WordList:
        """The list of some words, each with its frequency."""
        order = sorted(frequencies, key=lambda word: -frequencies[word])
        # Made anew, they lie in memory in the order in which they are compared, which takes half the time.
        written = "\n".join(order).split("\n") if order else []
        lower = [word if word.islower() else word.lower() for word in written]  # most are shared
        return cls(lower, written, bytes(frequencies[word] for word in order))


class Suggester:
    """Ranks corrections by how frequent they are and how likely their slip is.

    The words are read with the first question (a third of a second) and looked up by first letter, so that a
    question takes a millisecond or two; ten or twenty with a new letter.
    """

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._lists: dict[str, _WordList] = {}

    def suggest(self, word: str, limit: int = 5) -> tuple[str, ...]:
        """The likeliest corrections of ``word``, best first, in its letter case.

        None where no slip of the keys would explain the word: then it is a name, a coinage or foreign.
        """
        stem, ending = _split_ending(word.replace("’", "'"))
        plain = stem.lower()
        if len(plain) < 2:
            return ()
        ranked = {pair: score for pair, score in self._split(plain)}  # noqa: C416 - grows below
        for candidate, frequency in self._near(plain, name=stem[:1].isupper()):
            score = _FREQUENCY_WEIGHT * frequency - slip_cost(plain, candidate.lower())
            ranked[candidate] = max(score, ranked.get(candidate, score))
        if (as_name := self._dictionary.frequency(plain.capitalize())) is not None:
            if not stem.islower():
                return ()
            ranked[plain.capitalize()] = _FREQUENCY_WEIGHT * as_name - _NO_CAPITAL
        best = sorted(ranked, key=lambda c: (-ranked[c], c))
        if not best or not self._is_plausible(stem, best[0], ranked[best[0]]):
            return ()
        shown = (_in_case(candidate, stem) + ending for candidate in best)
        curled = (s.replace("'", "’") if "’" in word else s for s in shown)
        return tuple(dict.fromkeys(s for s in curled if s != word))[:limit]

    def _is_plausible(self, stem: str, best: str, score: float) -> bool:
        """Whether the slip is likelier than a coinage, a name or a foreign word."""
        if stem[:1].isupper():
            if best in _OPENERS and slip_cost(stem.lower(), best) <= _SURE_SLIP:
                return True
            least = _LEAST_FOR_CAPITAL if len(stem) < _LONG else -3.0
            return len(stem) > 4 and best.islower() and score >= least
        one_slip = " " in best or OSA.distance(stem, best.lower(), score_cutoff=1) <= 1
        if not (one_slip and score >= _STRONG) and is_coinage(stem, self._frequency):
            return False
        if one_slip:
            return score >= _LEAST_BY_LENGTH.get(len(stem), -3.0)
        return score >= (-4.0 if len(stem) >= _LONG else 0.0)

    def _frequency(self, word: str) -> int:
        found = self._dictionary.frequency(word)
        return -1 if found is None else found

    def _near(self, word: str, *, name: bool) -> Iterator[tuple[str, int]]:
        """Dictionary words near ``word`` (lower case), with their frequency."""
        near = False
        for first in dict.fromkeys(word[:2]):
            for letter in (first, first.upper()) if name else (first,):
                for candidate, frequency in self._within(word, letter):
                    near = near or OSA.distance(word, candidate.lower(), score_cutoff=1) <= 1
                    yield candidate, frequency
        if not near:
            yield from self._with_other_first_letter(word)

    def _within(self, word: str, first: str) -> Iterator[tuple[str, int]]:
        """The words of one first letter that are at most two slips away, one for short words."""
        reach = 2 if len(word) > _SHORT else 1
        words = self._words(first)
        hits = process.extract(word, words.lower, scorer=OSA.distance, score_cutoff=reach, limit=60)
        for _word, _distance, at in hits:
            yield words.written[at], words.frequencies[at]

    def _with_other_first_letter(self, word: str) -> Iterator[tuple[str, int]]:
        """The words that differ in their first letter alone, or have one more before it."""
        for letter in "abcdefghijklmnopqrstuvwxyz":
            for candidate in (letter + word[1:], letter + word):
                if (frequency := self._dictionary.frequency(candidate)) is not None:
                    yield candidate, frequency

    def _words(self, first: str) -> _WordList:
        """The words that begin with a letter."""
        kept = self._lists.get(first)
        if kept is None:
            best: dict[str, int] = {}
            for word, frequency in self._dictionary.words(first):
                if best.get(word, -1) < frequency:
                    best[word] = frequency
            kept = self._lists[first] = _WordList.of(best)
        return kept

    def _split(self, word: str) -> Iterator[tuple[str, float]]:
        """Two words run together: "alot", "inthe"."""
        for at in range(1, len(word)):
            left, right = word[:at], word[at:]
            if any(len(part) == 1 and part not in ("a", "i") for part in (left, right)):
                continue
            one, two = self._dictionary.frequency(left), self._dictionary.frequency(right)
            if one is not None and two is not None and is_run_together(left, right) and min(one, two) >= 12:
                yield f"{left} {right}", _FREQUENCY_WEIGHT * (one + two) / 2 - _RUN_TOGETHER


def _split_ending(word: str) -> tuple[str, str]:
    return (word[:-2], word[-2:]) if word.lower().endswith("'s") else (word, "")


def _in_case(candidate: str, model: str) -> str:
    if model.isupper() and len(model) > 1:
        return candidate.upper()
    if model[:1].isupper():
        return candidate[:1].upper() + candidate[1:]
    return candidate
