"""A written word in the other tense, whatever its sentence: what may have been meant where it is a verb."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import Final

from studio.proofing.inflection import inflections

MOST_FORMS: Final = 4
_REMEMBERED: Final = 20_000
_FORMS: Final = MappingProxyType(
    {
        "am": ("was",), "is": ("was",), "are": ("were",), "was": ("is", "am"), "were": ("are",),
        "has": ("had",), "have": ("had",), "had": ("has", "have"),
        "does": ("did",), "do": ("did",), "did": ("does", "do"),
        "can": ("could",), "will": ("would",), "may": ("might",), "shall": ("should",),
        "isn't": ("wasn't",), "aren't": ("weren't",), "wasn't": ("isn't",), "weren't": ("aren't",),
        "hasn't": ("hadn't",), "haven't": ("hadn't",), "hadn't": ("hasn't", "haven't"),
        "doesn't": ("didn't",), "don't": ("didn't",), "didn't": ("doesn't", "don't"),
        "can't": ("couldn't",), "cannot": ("could not",), "won't": ("wouldn't",),
    }
)  # fmt: skip
_NO_VERBS: Final = frozenset({"would", "could", "might", "should", "must", "be", "been", "being"})
_HOSTS: Final = frozenset({"i", "you", "he", "she", "it", "we", "they", "that", "there", "who", "what"})
_CLITICS: Final = MappingProxyType(
    {"'s": (" was", "'d"), "'re": (" were",), "'m": (" was",), "'ve": ("'d",), "'ll": ("'d",)}
)


@lru_cache(maxsize=_REMEMBERED)
def other_tense(word: str) -> tuple[str, ...]:
    """The forms of ``word`` (in lower case, with a straight apostrophe) in the other tense.

    A word that may be past and present alike ("put") has none, nor has one that is no verb. Both persons
    are given: "was" may have been "is" or "am", "sat" "sits" or "sit".
    """
    if word in _NO_VERBS:
        return ()
    if word in _FORMS:
        return _FORMS[word]
    if "'" in word:
        host, mark, rest = word.rpartition("'")
        endings = _CLITICS.get(mark + rest, ()) if host in _HOSTS else ()
        return tuple(host + ending for ending in endings)
    found: dict[str, None] = {}
    for lemma in inflections().known_lemmas(word).get("VERB", ()):
        past, third = (inflections().verb(lemma, tag) for tag in ("VBD", "VBZ"))
        if word in past:
            others = () if word == lemma else (*third[:1], lemma)
        else:
            others = past[:2] if word == lemma or word in third else ()
        found.update(dict.fromkeys(other for other in others if other.isalpha() and other != word))
    return tuple(found)[:MOST_FORMS]
