"""Words that no dictionary holds and that are right all the same in fiction."""

from __future__ import annotations

import re

from studio.text.emphasis import italics
from studio.text.span import Span
from studio.text.word_list import word_set

FOREIGN = word_set(
    """
    de du des la le les un une et mon ma mes es est que qui au aux en par sans bon bonne tres je tu vous pas
    der die das und ein eine mein ich ist herr el los las il lo di della bona delirium ad ex sub
    """
)
_APOSTROPHES = "'’ʼ‘"
_CRY = re.compile(
    r"^(?:[hmpstzrbgnfk]+"  # hmm, pfft, psst, brr
    r"|[aeiouh]+"  # aaah, ooh, eh
    r"|(?:[aeou]+[hrgk]+){1,3}|[bgn]?(?:ah|eh|uh|oh|er|aw|ugh|agh|argh|urgh|gah|bah|nah|yeah|yep|nope|mhm)+s?"
    r"|(?:ha|he|hi|ho|heh|hee|hah|la|na|da|tsk|tut|boo|woo|whoo|wah|haw){2,}h?"
    r"|w?hoo+[at]?|y+e+s+|n+o+|s+h+|z+|a+r+g+h+|e+w+|o+w+|u+g+h+|w+h?e+|y+a+y*|m+h*m+|h*m+)$",
    re.IGNORECASE,
)
_DRAWN_OUT = re.compile(r"(.)\1\1", re.IGNORECASE)


def is_elision(text: str, span: Span) -> bool:
    """Whether an apostrophe stands where letters were left out: 'em, goin', th'."""
    before = text[span.start - 1 : span.start]
    after = text[span.end : span.end + 1]
    if before and before in _APOSTROPHES and text[span.start].islower():
        return not text[max(0, span.start - 2) : span.start - 1].isspace() or not _closes(text, span.end)
    return bool(after) and after in _APOSTROPHES and not _opens(text, span.start)


def _closes(text: str, end: int) -> bool:
    """Whether a single quotation mark closes somewhere behind, so that the one before opened speech."""
    return bool(re.search(r"[.,!?…]['’]", text[end : end + 300]))


def _opens(text: str, start: int) -> bool:
    """Whether a single quotation mark opened before, so that the one behind closes it."""
    return bool(re.search(r"(?:^|[\s(—–-])['‘](?=\w)[^'’]*$", text[:start]))


def is_cry(word: str) -> bool:
    """Whether the word is a sound rather than a word: hmm, aargh, nooo, ha-ha."""
    return bool(_DRAWN_OUT.search(word) or _CRY.match(word))


def is_italic(text: str, span: Span) -> bool:
    """Whether the word stands in a short italic stretch, as foreign words do."""
    return any(
        s.start <= span.start and span.end <= s.end and s.of(text).count(" ") < 4 for s in italics(text)
    )
