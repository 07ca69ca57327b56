"""Tells a said or thought sentence from a word in scare quotes, a title, a stress."""

from __future__ import annotations

import re

from studio.text.speech_verb import SPEECH_VERBS
from studio.text.word_list import word_set

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LAST_WORD = re.compile(r"([^\W_]+(?:['’][^\W_]+)?)\W*$")
_FINAL = frozenset(".!?…—–-,")
_SMALL_IN_TITLES = word_set("a an and as at but by for from in into of on or the to with upon de la le du")
_NAMING = word_set(
    """
    a an the this that these those his her its my our your their some any no every each such of called
    named termed titled entitled nicknamed dubbed word words name phrase term and or so-called as by in
    for with is was
    """
)
_SCARE_WORDS = 5
_SCARE_WORDS_AT_END = 2
_THOUGHT_WORDS = 4


def is_scare(inner: str, lead: str) -> bool:
    """Whether a quotation in double marks is a word or title set apart in the middle of a sentence.

    Args:
        inner: what stands between the marks.
        lead: the paragraph before the opening mark.
    """
    lead = lead.rstrip()
    if not lead or not (lead[-1].isalnum() or lead[-1] in "'’)"):
        return False
    inner = inner.strip().strip("*_")
    count = len(_WORD.findall(inner))
    if count == 0:
        return True
    word = _LAST_WORD.search(lead)
    before = word.group(1).lower() if word else ""
    ends = inner[-1] in _FINAL
    if before in SPEECH_VERBS:
        return not ends and is_title(inner)
    if inner[0].islower() and count <= _SCARE_WORDS_AT_END and inner[-1] in ".,":
        return True
    if before in _NAMING:
        return count <= _SCARE_WORDS or is_title(inner)
    return not ends and (count <= _SCARE_WORDS or is_title(inner))


def is_thought(inner: str) -> bool:
    """Whether words in italics or single marks read as a thought rather than a stress or a title."""
    inner = inner.strip()
    count = len(_WORD.findall(inner))
    if count == 0:
        return False
    if (
        inner[-1] in _FINAL
        and inner[-1] != "-"
        and (inner[0].isupper() or inner[0] in "…—-\"'“‘¿¡." or count > 2)
    ):
        return count > 1 or inner[-1] in "!?…."
    return count >= _THOUGHT_WORDS and not is_title(inner)


def is_title(inner: str) -> bool:
    """Whether every longer word has a capital, as in the name of a book or a ship."""
    found = _WORD.findall(inner)
    long = [w for w in found if w.lower() not in _SMALL_IN_TITLES]
    return len(long) > 1 and all(w[0].isupper() or w[0].isdigit() for w in long)
