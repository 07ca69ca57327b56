"""When two names are near enough that the rare one may be the frequent one misspelt."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

_DIMINUTIVE = (
    "y",
    "ie",
    "ey",
    "i",
    "s",
    "es",
    "a",
    "o",
    "e",
    "n",
    "ah",
    "an",
    "en",
    "son",
    "ella",
    "ina",
    "ette",
)
_SOFT_LETTERS = re.compile(r"(?<=.)[aeiouyhw]+")
_VOWELS = frozenset("aeiouyáàâäãåéèêëíìîïóòôöõøúùûüýœæ")


def closeness(rare: str, known: str) -> float:
    """How sure it is that ``rare`` is a slip for ``known``, by their letters alone: 0 (not at all) to 1.

    A doubled or swapped letter inside a long name is the surest; another first letter, another last
    vowel (Maria, Marie) or a pet-name ending (Tommy) rather mean another person.
    """
    if rare == known or min(len(rare), len(known)) < 4:
        return 0.0
    a, b = rare.lower(), known.lower()
    distance = OSA.distance(a, b, score_cutoff=2)
    if distance > (2 if min(len(a), len(b)) >= 8 else 1):
        return 0.2 if distance == 0 else 0.0
    if _is_ending(a, b) or _is_ending(b, a):
        return 0.0
    score = 0.6 + 0.04 * min(len(a) - 4, 6) - 0.15 * (distance - 1)
    if sorted(a) == sorted(b) or _squeeze(a) == _squeeze(b):
        score += 0.25
    elif sounds(a) == sounds(b):
        score += 0.1
    if a[0] != b[0]:
        score -= 0.3
    elif len(a) == len(b) and a[:-1] == b[:-1]:
        score -= 0.6 if a[-1] in _VOWELS and b[-1] in _VOWELS else 0.1
    return max(0.0, min(1.0, score))


def _is_ending(short: str, long: str) -> bool:
    """Whether ``long`` is ``short`` with a pet-name, plural or gender ending (not a doubled vowel)."""
    if not long.startswith(short):
        return False
    tail = long[len(short) :]
    return tail in _DIMINUTIVE and not (len(tail) == 1 and short.endswith(tail))


def _squeeze(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)


def sounds(word: str) -> str:
    """A rough key of how a name sounds: consonants in order, like ones made one."""
    key = word.lower().replace("ph", "f").replace("ck", "k").replace("sch", "sh")
    key = key.translate(str.maketrans("czqj", "ksky"))
    return _SOFT_LETTERS.sub("", _squeeze(key))
