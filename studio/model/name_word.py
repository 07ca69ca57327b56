"""What a single capitalised word can tell: its bare form and the forms it may stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from studio.model.name_list import ACTIONS, PARTICLES, PLACE_PREPOSITIONS, SPEECH_VERBS, SUFFIXES

_CONTRACTION = re.compile(r"'(?:s|d|ll|ve|re|m|em|S|D|LL|VE|RE|M)$")
_STUTTER = re.compile(r"^(\w{1,3})-(?:\1-)*(?=\1)", re.IGNORECASE)
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-"})


def straight(word: str) -> str:
    """The word in composed Unicode with straight apostrophes and plain hyphens."""
    plain = word.translate(_STRAIGHT)
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


def bare(word: str) -> str:
    """The word without possessive, contraction or honorific suffix: "Juugo-san’s" gives "Juugo"."""
    word = _CONTRACTION.sub("", straight(word).strip("'"))
    stem, hyphen, suffix = word.rpartition("-")
    return stem if hyphen and suffix.lower() in SUFFIXES else word


def looks_like_name(word: str) -> bool:
    """Whether the word carries a capital where a name would: "Juugo", "d'Artagnan", "al-Rashid", "McGee"."""
    if not word or word.islower():
        return False
    if word[0].isupper():
        return True
    head, _, tail = word.replace("-", "'").partition("'")
    return bool(tail) and tail[0].isupper() and (head in PARTICLES or len(head) == 1)


def readings(word: str) -> Iterator[str]:
    """The bare forms that ``word`` may be a form of, nearest first, possibly with repetitions.

    Covers possessives, plurals, honorific suffixes, capital letters throughout, stutters ("S-Sakura")
    and drawn out calls ("Narutooo").
    """
    plain = straight(word)
    yield plain
    stem = bare(plain)
    yield stem
    if stem.isupper() and len(stem) > 1:
        yield _title_case(stem)
    calm = _STUTTER.sub("", stem)
    if calm != stem:
        yield calm if calm[:1].isupper() else calm.capitalize()
    short = _DRAWN_OUT.sub(r"\1", stem)
    if short != stem:
        yield short
        yield _DRAWN_OUT.sub(r"\1\1", stem)
    yield from _singulars(stem)


def _singulars(word: str) -> Iterator[str]:
    if word.endswith("s") and len(word) > 3:
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
        if word.endswith("ies"):
            yield word[:-3] + "y"


def _title_case(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)


def is_plain_form(word: str) -> bool:
    """Whether a word that only ever opens sentences has the build of an adverb, a participle or a verb."""
    return word.lower().endswith(("ly", "ing", "ed", "n't"))


def is_action(word: str) -> bool:
    """Whether a word in lower case after a name suggests that the name is a person who acts."""
    return word in SPEECH_VERBS or word in ACTIONS or (word.endswith("ed") and len(word) > 4)


def is_place_preposition(word: str) -> bool:
    """Whether a word in lower case before a name suggests a place."""
    return word in PLACE_PREPOSITIONS
