"""How likely one word is a slip of the keys for another, and which unknown words are coined on purpose."""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz.distance import OSA

from studio.text.word_list import word_set

_SECOND_EDIT = 5.0
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_ALIKE = frozenset(map(frozenset, ("cs", "ck", "sz", "gj", "iy", "fv", "mn", "td")))

_ENDINGS = (
    "ness",
    "less",
    "like",
    "ish",
    "ward",
    "wards",
    "wise",
    "men",
    "man",
    "woman",
    "women",
    "dom",
    "hood",
)
_PREFIXES = (
    "un",
    "re",
    "non",
    "over",
    "out",
    "under",
    "inter",
    "semi",
    "anti",
    "super",
    "mid",
    "half",
    "fore",
)
_SMALL_WORDS = word_set(
    """
    a i an the in on of to at as is it if or and for all any he she his her was not with from that this had
    but be by so lot you they what each other even though never then than no my me
    """
)
_PLAIN_WORD = 6


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
        return 0.2 if {written[at], meant[at]} == {"i", "e"} else 1.0
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


def is_coinage(word: str, frequency: Callable[[str], int]) -> bool:
    """Whether an unknown word is put together from known ones: "dinnerward", "unflung", "paybook".

    ``frequency`` gives -1 for an unknown word. Two words run together by accident hold a small one
    ("inthe") and do not count.
    """
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 4 and max(frequency(stem), frequency(stem[:-1] + "y")) >= 0:
            return True
    if word.endswith("ly") and word[:-2].endswith(("ing", "ed")) and frequency(word[:-2]) >= 0:
        return True
    for prefix in _PREFIXES:
        stem = word.removeprefix(prefix)
        if stem != word and len(stem) >= 4 and frequency(stem) >= 0:
            return True
    return word.endswith("eth") or any(
        min(frequency(word[:at]), frequency(word[at:])) >= _PLAIN_WORD
        and not {word[:at], word[at:]} & _SMALL_WORDS
        for at in range(4, len(word) - 3)
    )


def is_run_together(left: str, right: str) -> bool:
    """Whether two words are likely to be run together by accident: one of them is a small word."""
    return left in _SMALL_WORDS or right in _SMALL_WORDS
