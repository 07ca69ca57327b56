"""What rules on words need to know of a word: its lemmas, its letter case, whether it is a function word."""

from __future__ import annotations

from studio.proofing.inflection import inflections

FUNCTION_WORDS = frozenset(
    """of to in on at by for with from into onto upon about after before over under through off out up down
    the a an this that these those his her its their my your our he she it they we you i him us me them
    is was are were be been being am has have had do did does and or but as if so than then not now no who
    which what where when can could will would shall should may might too there""".split()  # noqa: SIM905
)


def lemmas(word: str) -> frozenset[str]:
    """All dictionary forms that ``word`` (lower case) may be a form of."""
    return frozenset(lemma for found in inflections().known_lemmas(word).values() for lemma in found)


def same_lemma(word: str, other: str) -> bool:
    """Whether two words (lower case) can be forms of one."""
    return bool(lemmas(word) & lemmas(other))


def like(word: str, other: str) -> str:
    """``other`` with the capitals and the apostrophe of ``word``."""
    if "’" in word:
        other = other.replace("'", "’")
    if other == "i" or other.startswith("i'"):
        other = "I" + other[1:]
    if len(word) > 1 and word.isupper():
        return other.upper()
    # The pronoun's capital says nothing about the word in its place.
    return other[:1].upper() + other[1:] if word[:1].isupper() and word != "I" else other


_PAIRS = (
    frozenset({"is", "are"}),
    frozenset({"is", "am"}),
    frozenset({"was", "were"}),
    frozenset({"has", "have"}),
    frozenset({"does", "do"}),
    frozenset({"doesn't", "don't"}),
    frozenset({"isn't", "aren't"}),
    frozenset({"wasn't", "weren't"}),
    frozenset({"hasn't", "haven't"}),
)


def agreement_forms(word: str, other: str) -> bool:
    """Whether the two differ in person or number only: is and are, walk and walks."""
    if frozenset({word, other}) in _PAIRS:
        return True
    short, long = sorted((word, other), key=len)
    return long in {short + "s", short + "es", short[:-1] + "ies"} and bool(_verbs(short) & _verbs(long))


def _verbs(word: str) -> frozenset[str]:
    return frozenset(inflections().known_lemmas(word).get("VERB", ()))
