"""Slips of writers, one function for each kind: from a place in right text to what was written instead.

Every function takes the sentence's words and a place, and gives a `Slip` or None where its kind cannot
happen. The mixture (`KINDS`) follows what fiction authors corrected in their own drafts: a third wrong
words that are words, a quarter missing, a sixth too many, and tense, apostrophes and spelling the rest;
tense has a larger share here, because it has to be learnt for present-tense narration as well.
"""

from __future__ import annotations

import gzip
import itertools
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

KEEP, REPLACE, DELETE, INSERT, TENSE = range(5)
WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
SINGLE_QUOTED = re.compile(r"(?<![A-Za-z,.])'(?=[A-Z])")
"""Where speech opens between single marks: such a paragraph counts as spoken altogether."""
_LETTERS = "eeeaaaiiooutnrslhdgmcpbfywvk"
_NO_PAST_AFTER = frozenset(
    {"a", "am", "an", "and", "are", "aren't", "as", "at", "be", "been", "being", "by", "ever", "for",
     "from", "get", "getting", "got", "had", "hadn't", "has", "have", "haven't", "having", "her", "his",
     "if", "in", "into", "is", "isn't", "its", "less", "more", "most", "much", "my", "never", "no", "not",
     "of", "on", "once", "or", "our", "over", "own", "so", "than", "the", "their", "these", "this",
     "those", "to", "too", "under", "very", "was", "wasn't", "well", "were", "weren't", "with", "your"}
)  # fmt: skip
_PLURAL_SUBJECTS = frozenset({"i", "you", "we", "they", "who", "these", "those"})
_OFTEN_MISSING = frozenset(
    {"a", "about", "all", "an", "and", "are", "as", "at", "be", "been", "by", "could", "for", "from",
     "had", "have", "he", "her", "him", "his", "i", "in", "into", "is", "it", "me", "my", "not", "of",
     "on", "out", "she", "so", "that", "the", "their", "them", "they", "this", "to", "up", "was", "were",
     "with", "would", "you"}
)  # fmt: skip
_DROPPED_CONTENT = 0.25
_WRONG_NUMBER = 0.12
_SHORT = 6
_REACH = 12
"""How many words on a verb is looked for."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the right text; ``start`` and ``end`` count characters of the paragraph."""

    start: int
    end: int
    text: str
    lower: str
    spoken: bool
    opens: bool
    """Whether it opens a sentence."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Characters ``start`` to ``end`` of the right text become ``written``.

    ``label`` is the encoder's, on the word at the front of what is written (for INSERT: on the word after);
    ``meant`` is the right word in lower case, None when there is none.
    """

    start: int
    end: int
    written: str
    label: int
    meant: str | None


class Lexicon:
    """What `lexicon.py` wrote, ready to draw from."""

    def __init__(self, path: Path) -> None:
        parts = json.loads(gzip.decompress(path.read_bytes()))
        self.counts: dict[str, int] = parts["counts"]
        self.forms: dict[str, list[str]] = parts["forms"]
        self.past: dict[str, list[str]] = parts["past"]
        self.split: dict[str, str] = parts["split"]
        self.mistaken = _Table(parts["mistaken"])
        self.near = _Table(parts["near"])
        self.follows = _Table(parts["follows"])


class _Table:
    """Weighted choices by word; cumulated when first asked."""

    def __init__(self, weights: dict[str, dict[str, float]]) -> None:
        self._weights = weights
        self._ready: dict[str, tuple[list[str], list[float]]] = {}

    def draw(self, word: str, rng: random.Random) -> str | None:
        ready = self._ready.get(word)
        if ready is None:
            choices = self._weights.get(word)
            if not choices:
                return None
            ready = self._ready[word] = (list(choices), list(itertools.accumulate(choices.values())))
        return rng.choices(ready[0], cum_weights=ready[1])[0]


@dataclass(frozen=True, slots=True)
class Place:
    """A word of a paragraph, by its place among the words, and what slips are drawn from."""

    words: Sequence[Word]
    at: int
    lexicon: Lexicon
    rng: random.Random

    @property
    def word(self) -> Word:
        """The word itself."""
        return self.words[self.at]


Maker = Callable[[Place], Slip | None]


def words_of(paragraph: str) -> list[Word]:
    """The words of a paragraph with straight quotation marks and apostrophes."""
    found: list[Word] = []
    single = SINGLE_QUOTED.search(paragraph) is not None
    spoken, last = single, 0
    for match in WORD.finditer(paragraph):
        between = paragraph[last : match.start()]
        spoken = single or spoken ^ (between.count('"') % 2 == 1)
        opens = not found or any(mark in between for mark in '.!?:"')
        text = match.group()
        found.append(Word(match.start(), match.end(), text, text.lower(), spoken, opens))
        last = match.end()
    return found


def like(source: str, word: str) -> str:
    """``word`` with the capital of ``source``."""
    return word[:1].upper() + word[1:] if source[:1].isupper() and source != "I" else word


def wrong_word(place: Place) -> Slip | None:
    """A word that people mistake for it: homophones, pairs seen in corrections, function words of a kind."""
    return _replaced(place.word, place.lexicon.mistaken.draw(place.word.lower, place.rng))


def slip_of_key(place: Place) -> Slip | None:
    """A word one key away."""
    return _replaced(place.word, place.lexicon.near.draw(place.word.lower, place.rng))


def wrong_form(place: Place) -> Slip | None:
    """Another inflection."""
    forms = place.lexicon.forms.get(place.word.lower)
    past = place.lexicon.past.get(place.word.lower, ())
    others = [form for form in forms or () if form not in past]
    return _replaced(place.word, place.rng.choice(others)) if others else None


def misspelt(place: Place) -> Slip | None:
    """A string that is no word."""
    word = place.word
    if word.lower not in place.lexicon.counts or len(word.lower) < 4:
        return None
    written = _typo(word.lower, place.rng)
    return None if written in place.lexicon.counts else _replaced(word, written)


def lost_apostrophe(place: Place) -> Slip | None:
    """A contraction or possessive without its apostrophe; a possessive's sometimes goes behind the s."""
    word = place.word
    if "'" not in word.text:
        return _false_possessive(place)
    if word.lower.endswith("'s") and word.lower[:-2] not in {"it", "he", "she", "that", "what", "let", "who"}:
        written = word.text[:-2] + ("s'" if place.rng.random() < 0.25 else "s")
        return Slip(word.start, word.end, written, REPLACE, None)
    written = word.text.replace("'", "")
    return None if written.lower() in {"ill", "well", "id", "wed", "hell", "shell", "were"} else Slip(
        word.start, word.end, written, REPLACE, word.lower
    )  # fmt: skip


def _false_possessive(place: Place) -> Slip | None:
    word = place.word
    singular = word.lower[:-1]
    if not word.lower.endswith("s") or word.lower not in place.lexicon.forms.get(singular, ()):
        return None
    if singular in place.lexicon.past or place.rng.random() < 0.5:
        return None
    return Slip(word.start, word.end, word.text[:-1] + "'s", REPLACE, word.lower)


def missing(place: Place) -> Slip | None:
    """A word left out, mostly a small one."""
    if place.at + 1 >= len(place.words):
        return None
    word, after = place.words[place.at], place.words[place.at + 1]
    if word.opens or word.text[0].isupper() or after.start != word.end + 1 or after.opens:
        return None
    if word.lower not in _OFTEN_MISSING and place.rng.random() > _DROPPED_CONTENT:
        return None
    return Slip(word.start, after.start, "", INSERT, word.lower)


def extra(place: Place) -> Slip | None:
    """A small word that often follows the one before, a function word of the kind, or a leftover."""
    word = place.word
    if place.at == 0 or word.start != place.words[place.at - 1].end + 1 or word.opens:
        return None
    chance = place.rng.random()
    written = place.lexicon.follows.draw(place.words[place.at - 1].lower, place.rng)
    if chance < 0.25:
        written = place.lexicon.mistaken.draw(word.lower, place.rng)
    elif chance < 0.4 and place.at + 2 < len(place.words):
        # The place where a word stood before the sentence was turned round.
        written = place.words[place.at + place.rng.choice((1, 2))].lower
    if not written or written == word.lower or written not in place.lexicon.counts:
        return None
    return Slip(word.start, word.start, written + " ", DELETE, None)


def doubled(place: Place) -> Slip | None:
    """A short word written twice."""
    word = place.word
    if word.opens or len(word.text) > _SHORT or word.text[0].isupper() or word.lower in {"had", "that"}:
        return None
    return Slip(word.start, word.start, word.text + " ", DELETE, None)


def divided(place: Place) -> Slip | None:
    """One word written as two."""
    written = place.lexicon.split.get(place.word.lower)
    if not written:
        return None
    word = place.word
    return Slip(word.start, word.end, like(word.text, written), REPLACE, word.lower)


def tense_flip(place: Place) -> Slip | None:
    """The next verb in the simple past of the narration, turned into the present."""
    for at in range(max(1, place.at), min(place.at + _REACH, len(place.words))):
        word, before = place.words[at], place.words[at - 1]
        present = place.lexicon.past.get(word.lower)
        if not present or word.spoken or not word.text[0].islower():
            continue
        if before.lower in _NO_PAST_AFTER or before.lower.endswith("ly") or before.end + 1 != word.start:
            continue  # rather a participle: "had gone", "a used boat", "deeply troubled"
        written = _present_form(word, before, present, place.rng)
        return None if written == word.lower else Slip(word.start, word.end, written, TENSE, word.lower)
    return None


def _present_form(word: Word, before: Word, present: list[str], rng: random.Random) -> str:
    if word.lower == "was" and before.lower == "i":
        return "am"
    third, base = present
    plural = before.lower in _PLURAL_SUBJECTS or (
        before.lower.endswith("s") and len(before.lower) > 4 and before.text[0].islower()
    )
    return base if plural != (rng.random() < _WRONG_NUMBER) else third


KINDS: tuple[tuple[Maker, float], ...] = (
    (wrong_word, 0.22),
    (slip_of_key, 0.12),
    (wrong_form, 0.09),
    (misspelt, 0.04),
    (lost_apostrophe, 0.06),
    (missing, 0.15),
    (extra, 0.09),
    (doubled, 0.02),
    (divided, 0.02),
    (tense_flip, 0.19),
)


def _replaced(word: Word, written: str | None) -> Slip | None:
    is_name = word.text[0].isupper() and not word.opens and word.text != "I"
    if not written or written == word.lower or is_name:
        return None
    return Slip(word.start, word.end, like(word.text, written), REPLACE, word.lower)


def _typo(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    kind = rng.random()
    if kind < 0.3 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind < 0.6:
        return word[:at] + word[at + 1 :]
    if kind < 0.75:
        return word[:at] + word[at] + word[at:]
    return word[:at] + rng.choice(_LETTERS) + word[at + (rng.random() < 0.6) :]
