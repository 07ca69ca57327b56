"""Which form of a verb a written word can be, looked up once for each word."""

from __future__ import annotations

from functools import lru_cache

from studio.proofing.inflection import inflections
from studio.text.word_list import word_set

# Plain forms that are the past of another verb: "he rent it in pieces".
_ALSO_PAST = word_set("rent lay found wound bound ground fell saw felt bore stove dove wove spat")
_KEPT = 4096  # words; a novel has some ten thousand, and the rules ask about few of them


@lru_cache(_KEPT)
def verb_lemma(word: str) -> str:
    """The dictionary form of a verb's form in lower case, "" for what no dictionary holds as a verb."""
    return next(iter(inflections().known_lemmas(word).get("VERB", ())), "")


@lru_cache(_KEPT)
def is_plain(word: str) -> bool:
    """Whether a word is the plain form of a verb and not a past as well ("go", but not "put" or "read")."""
    if word not in inflections().known_lemmas(word).get("VERB", ()) or word in _ALSO_PAST:
        return False
    return word not in {*inflections().verb(word, "VBD"), *inflections().verb(word, "VBN")}


@lru_cache(_KEPT)
def is_inflected(word: str) -> bool:
    """Whether a word is a past, a participle or a third person, and never a plain form."""
    lemmas = inflections().known_lemmas(word).get("VERB", ())
    if not lemmas or word in lemmas:
        return False
    return any(word in inflections().verb(lemma, tag) for lemma in lemmas for tag in ("VBD", "VBN", "VBZ"))


@lru_cache(_KEPT)
def is_past(word: str) -> bool:
    """Whether a word is a past or a participle, and never a plain form."""
    lemmas = inflections().known_lemmas(word).get("VERB", ())
    if not lemmas or word in lemmas:
        return False
    return any(word in inflections().verb(lemma, tag) for lemma in lemmas for tag in ("VBD", "VBN"))


@lru_cache(_KEPT)
def is_adjective(word: str) -> bool:
    """Whether a dictionary holds the word as an adjective too."""
    return "ADJ" in inflections().known_lemmas(word)


@lru_cache(_KEPT)
def is_noun(word: str) -> bool:
    """Whether a dictionary holds the word as a noun too."""
    return "NOUN" in inflections().known_lemmas(word)
