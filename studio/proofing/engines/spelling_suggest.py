"""What a misspelt word was meant to be: dictionary words near it, the likeliest slip first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from studio.proofing.engines.spelling_dictionary import Dictionary

_FREQUENCY_WEIGHT = 0.5
_SECOND_EDIT = 5.0
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_ALIKE = frozenset(map(frozenset, ("cs", "ck", "sz", "gj", "iy", "fv", "mn", "td")))


class Suggester:
    """Ranks corrections by how frequent they are and how likely their slip is.

    Words are looked up by first letter, each letter's words once (about 40 ms), so that a question takes
    a millisecond or two.
    """

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._lists: dict[str, tuple[list[str], list[str], list[int]]] = {}

    def suggest(self, word: str, limit: int = 5) -> tuple[str, ...]:
        """The likeliest corrections of ``word``, best first, in its letter case; possibly none."""
        stem, ending = _split_ending(word)
        plain = stem.lower()
        if len(plain) < 2:
            return ()
        ranked: dict[str, float] = {}
        for candidate, frequency in self._near(plain, name=stem[:1].isupper()):
            score = _FREQUENCY_WEIGHT * frequency - slip_cost(plain, candidate.lower())
            ranked[candidate] = max(score, ranked.get(candidate, score))
        for pair, score in self._split(plain):
            ranked[pair] = score
        best = sorted(ranked, key=lambda c: (-ranked[c], c))
        shown = (_in_case(candidate, stem) + ending for candidate in best)
        return tuple(dict.fromkeys(s for s in shown if s != word))[:limit]

    def _near(self, word: str, *, name: bool) -> Iterator[tuple[str, int]]:
        firsts = dict.fromkeys(word[:2])
        found = list(self._within(word, firsts, name=name))
        if not any(OSA.distance(word, c.lower(), score_cutoff=1) <= 1 for c, _f in found):
            others = [letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in firsts]
            found += [(c, f) for c, f in self._within(word, others, name=name, reach=1)]
        return iter(found)

    def _within(
        self, word: str, firsts: Iterable[str], *, name: bool, reach: int | None = None
    ) -> Iterator[tuple[str, int]]:
        reach = reach or (2 if len(word) > 3 else 1)
        for first in firsts:
            for letter in (first, first.upper()) if name else (first,):
                lower, written, frequencies = self._words(letter)
                for _, _, at in process.extract(
                    word, lower, scorer=OSA.distance, score_cutoff=reach, limit=60
                ):
                    yield written[at], frequencies[at]

    def _words(self, first: str) -> tuple[list[str], list[str], list[int]]:
        """The words that begin with a letter: in lower case, as written, and how frequent they are."""
        kept = self._lists.get(first)
        if kept is None:
            best: dict[str, int] = {}
            for word, frequency in self._dictionary.words(first):
                best[word] = max(frequency, best.get(word, 0))
            kept = self._lists[first] = ([w.lower() for w in best], list(best), list(best.values()))
        return kept

    def _split(self, word: str) -> Iterator[tuple[str, float]]:
        """Two words run together: "alot", "inthe"."""
        for at in range(1, len(word)):
            left, right = word[:at], word[at:]
            if any(len(part) == 1 and part not in ("a", "i") for part in (left, right)):
                continue
            one, two = self._dictionary.frequency(left), self._dictionary.frequency(right)
            if one is not None and two is not None and min(one, two) >= 12:
                yield f"{left} {right}", _FREQUENCY_WEIGHT * min(one, two) - 6.0


def slip_cost(written: str, meant: str) -> float:
    """How unlikely a writer is to type ``written`` for ``meant`` (both lower case); 0 for equal words.

    Swapped and doubled letters, vowels for vowels and neighbours on the keyboard are common slips; a wrong
    first letter is rare; a second slip in one word is rarer.
    """
    distance = OSA.distance(written, meant)
    if distance < 2:
        return _one_slip(written, meant) if distance else 0.0
    return 4.0 + _SECOND_EDIT * (distance - 1) + (2.0 if written[0] != meant[0] else 0.0)


def _one_slip(written: str, meant: str) -> float:
    pairs = zip(written, meant, strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(written), len(meant)))
    first = 1.5 if at == 0 else 0.0
    if len(written) == len(meant):
        return first + _exchange(written, meant, at)
    longer = max(written, meant, key=len)
    doubled = longer[at] in longer[max(0, at - 1) : at] + longer[at + 1 : at + 2]
    if longer is meant:
        return first + (1.5 if doubled else 2.5)
    return first + (1.8 if doubled else 3.0)


def _exchange(written: str, meant: str, at: int) -> float:
    """Two letters swapped, or one in place of another."""
    if written[at + 1 :] != meant[at + 1 :]:
        return 1.5
    a, b = written[at], meant[at]
    if (a in _VOWELS and b in _VOWELS) or frozenset(a + b) in _ALIKE:
        return 2.5
    return 2.8 if _beside(a, b) else 3.5


def _beside(a: str, b: str) -> bool:
    for row, line in enumerate(_KEYS):
        at = line.find(a)
        if at < 0:
            continue
        near = line[max(0, at - 1) : at + 2]
        for other in (row - 1, row + 1):
            if 0 <= other < len(_KEYS):
                near += _KEYS[other][max(0, at - 1) : at + 2]
        return b in near
    return False


def _split_ending(word: str) -> tuple[str, str]:
    for ending in ("'s", "’s"):
        if word.lower().endswith(ending):
            return word[:-2], word[-2:]
    return word, ""


def _in_case(candidate: str, model: str) -> str:
    if model.isupper() and len(model) > 1:
        return candidate.upper()
    if model[:1].isupper():
        return candidate[:1].upper() + candidate[1:]
    return candidate
