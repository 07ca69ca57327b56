"""Dictionary forms of words and the forms of verbs, from tables and, for unknown words, two small networks.

The tables and networks are LemmInflect's (Brad Jascob, MIT licence; from the NIH's SPECIALIST Lexicon),
written by `scripts/build_inflections.py` in a form that takes 3 MB where the library's own takes 60.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.text.word_table import WordTable

FOLDER: Final = Path(__file__).parents[2] / "resources" / "inflection"
"""Where the tables lie in a checkout."""
KINDS: Final = MappingProxyType({"NOUN": "n", "VERB": "v", "ADJ": "j", "ADV": "r", "AUX": "x"})
"""The letters that stand for parts of speech in the table of dictionary forms."""
TAGS: Final = ("VBD", "VBG", "VBN", "VBP", "VBZ")
"""The order of forms in the table of verbs."""

_CATEGORIES: Final = ("NOUN", "VERB", "ADJ", "ADV")
_LETTERS, _CLASSES = 9, 28  # the kind and the last eight letters; none, other, a to z

Floats = NDArray[np.float32]


class Inflections:
    """Dictionary forms and verb forms. Words are in lower case.

    Args:
        folder: holds lemmas.txt.gz, verbs.txt.gz and guess.npz.

    Raises:
        OSError: when a file is missing or damaged.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self._lemmas = WordTable(gzip.decompress((folder / "lemmas.txt.gz").read_bytes()))
        self._verbs = WordTable(gzip.decompress((folder / "verbs.txt.gz").read_bytes()))
        # Read whole: an archive kept open would be a file handle for the life of the program.
        with np.load(BytesIO((folder / "guess.npz").read_bytes())) as arrays:
            self._lemma_guess = _Network(arrays, "lemma")
            self._verb_guess = _Network(arrays, "verb")

    def lemmas(self, word: str, kind: str) -> tuple[str, ...]:
        """The dictionary forms of ``word`` as a "NOUN", "VERB", "ADJ", "ADV" or "AUX", the usual one first.

        Guessed where the dictionary does not hold the word; empty where that cannot be done.
        """
        known = self.known_lemmas(word).get(kind)
        if known is not None:
            return known
        return (self._guessed(word, kind),) if kind in _CATEGORIES else ()

    def known_lemmas(self, word: str) -> dict[str, tuple[str, ...]]:
        """The dictionary forms of ``word`` by part of speech; empty for a word that no dictionary holds."""
        row = self._lemmas.get(word)
        if row is None:
            return {}
        entries = dict(entry.split(":", 1) for entry in row.split(";"))
        return {kind: tuple(entries[key].split("/")) for kind, key in KINDS.items() if key in entries}

    def verb(self, lemma: str, tag: str) -> tuple[str, ...]:
        """The forms of a verb for a Penn tag ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), best first.

        Those of an unknown verb are made by rule; it has none for "VBP".
        """
        if tag == "VB":
            return (lemma,)
        row = self._verbs.get(lemma)
        if row is not None:
            forms = row.split(";")[TAGS.index(tag)]
            return tuple(forms.split("/")) if forms else ()
        third, past, gerund = regular_forms(lemma, doubled=self._verb_guess.best(lemma, "VERB") != "reg")
        made = {"VBD": past, "VBN": past, "VBG": gerund, "VBZ": third}.get(tag)
        return () if made is None else (made,)

    def _guessed(self, word: str, kind: str) -> str:
        removed, added, doubled = self._lemma_guess.best(word, kind).split(",")
        lemma = (word[: -len(removed)] if removed else word) + added
        return lemma[:-1] if doubled == "True" else lemma


@cache
def inflections() -> Inflections:
    """The tables, read when they are first asked for and never changed."""
    return Inflections()


def regular_forms(lemma: str, *, doubled: bool) -> tuple[str, str, str]:
    """Third person, past and gerund of a regular verb; ``doubled`` verbs double their last letter.

    The rules are those of the SPECIALIST Lexicon's documentation, pages 8 and 9.
    """
    stem = lemma[:-1]
    if re.search(r"(?:[szx]|ch|sh)$", lemma):
        forms = (lemma + "es", lemma + "ed", lemma + "ing")
    elif lemma.endswith("ie"):
        forms = (lemma + "s", lemma + "d", lemma[:-2] + "ying")
    elif re.search(r"(?:ee|oe|ye)$", lemma):
        forms = (lemma + "s", lemma + "d", lemma + "ing")
    elif re.search(r"[^aeiou]y$", lemma):
        forms = (stem + "ies", stem + "ied", stem + "ying")
    elif re.search(r"[^iyeo]e$", lemma):
        forms = (stem + "es", stem + "ed", stem + "ing")
    else:
        forms = (lemma + "s", lemma + "ed", lemma + "ing")
    if not doubled:
        return forms
    return forms[0], lemma + lemma[-1:] + "ed", lemma + lemma[-1:] + "ing"


class _Network:
    """Picks a class for a word by its kind and last letters: one hidden layer of rectified units."""

    def __init__(self, arrays: MappingProxyType[str, NDArray[np.generic]], name: str) -> None:
        self._weights: list[Floats] = [np.asarray(arrays[f"{name}_{n}"], np.float32) for n in range(4)]
        self._answers = [str(answer) for answer in arrays[f"{name}_answers"]]

    def best(self, word: str, kind: str) -> str:
        """The likeliest answer; ``kind`` is one of ``_CATEGORIES``."""
        seen = np.zeros((_LETTERS, _CLASSES), np.float32)
        seen[0, _CATEGORIES.index(kind)] = 1
        for place, letter in enumerate(reversed(word[1 - _LETTERS :]), 1):
            seen[place, ord(letter) - 95 if "a" <= letter <= "z" else 1] = 1
        first, first_bias, second, second_bias = self._weights
        hidden = np.maximum(np.dot(seen.reshape(-1), first) + first_bias, 0)
        return self._answers[int(np.argmax(np.dot(hidden, second) + second_bias))]
