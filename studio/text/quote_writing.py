"""Tells what is read from paper (letters, notices, verse) from what is said, and quotations inside speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.text.quote_mark import Family, Habits, find_marks
from studio.text.quote_path import pair_marks
from studio.text.span import Span
from studio.text.utterance import is_thought

_PAPER = (
    r"(?:letter|note|telegram|postcard|card|inscription|sign|notice|placard|poster|advertisement|headline|caption"
    r"|epitaph|label|article|paragraph|entry|envelope|page|plaque|e-?mail)"
)
_LEAD = re.compile(
    r"\b(?:(?:wrote|writes|(?:wa|i)s\s+(?:written|headed|inscribed)|headed|inscribed|engraved|labelled|labeled"
    r"|inscription|advertisement|headline|epitaph)\b"
    r"|(?:printed|painted|carved|scrawled|scribbled|stencilled|stamped)\b[^,:]*(?:,\s*(?:and\s*,\s*)?underneath\b)?"
    rf"|{_PAPER}\s+(?:said|says|reads?|ran|runs|began|begins|stated|states|went\s+on)\b"
    r"|words\s+of\s+(?:a|the)\s+(?:song|hymn|poem|ballad|verse|psalm)\b"
    r"|(?:ran|runs)\s+(?:thus|so|as\s+follows|in\s+this\s+way)\b"
    r")[^.!?\"“”]{0,40}[,:]?\s*$"
    r"|\breads?(?:\s+(?:aloud|out))?(?:,[^.!?\"“”,]{0,40})?\s*[,:]\s*$"
)
_TAG = re.compile(r"\s*\[?(?:wrote|writes)\s|\s*\[?(?:[a-z]+|[A-Z]\w+)\s(?:wrote|writes)\b")
_SALUTATION = re.compile(
    r"\s*[\"“'‘«](?:My\s+)?(?:own\s+|very\s+)?(?:[Dd]ear(?:est)?|DEAR(?:EST)?|MY DEAR"
    r"|[Bb]eloved|[Dd]arling|Sir|Madam|Gentlemen|SIR|MADAM)"
    r"(?:\s+[\w.'’-]+){0,4}\s*(?:,|:|,?(?:--|—)|[\"”'’»]\s*\[?wr(?:ote|ites)\b)"
)
_FAREWELL = re.compile(
    r"\s*[\"“'‘«]?(?:(?:I\s+(?:am|remain)|Believe\s+me|Ever|Always|With\s+(?:love|kind|best)|Your(?:s)?)\b[^.!?]{0,60}"
    r"|Sincerely|Love|Respectfully|Cordially),?[\"”'’»]?\s*$",
    re.DOTALL,
)
_REACH = 110
_LONGEST_LETTER = 40  # paragraphs
_LONGEST_SIGNATURE = 6  # words
_LEFT_OPEN = 2.2
_FINAL = frozenset(".,!?…;:")


def is_written(text: str, span: Span) -> bool:
    """Whether the words around the quotation ``span`` say that it is read: ‘the note said, "…"’."""
    lead = text[max(0, span.start - _REACH) : span.start]
    if _LEAD.search(lead):
        return True
    inner = text[span.start : span.end - 1].rstrip()
    tag = _TAG.match(text, span.end)
    return tag is not None and (inner[-1:] == "," or "[" in tag.group())


def leads_to_writing(text: str) -> bool:
    """Whether a paragraph ends with words that announce something written, and a colon."""
    return text.rstrip().endswith(":") and bool(_LEAD.search(text[-_REACH:].rstrip()))


def is_verse(text: str) -> bool:
    """Whether a paragraph is set as verse: two lines or more, every one of them indented."""
    lines = text.split("\n")
    return len(lines) > 1 and all(line.startswith(("  ", "\t")) for line in lines)


def letters(paragraphs: Sequence[str], quoted: Sequence[bool]) -> list[range]:
    """The letters among a chapter's paragraphs: from a salutation to a farewell and its signature.

    Args:
        paragraphs: the chapter's paragraphs.
        quoted: for each whether it is nothing but one quotation; letters run over such paragraphs, the
            first of which may say who wrote it.
    """
    found: list[range] = []
    at = 0
    while at < len(paragraphs):
        end = _letter_end(paragraphs, quoted, at)
        if end > at:
            found.append(range(at, end))
        at = max(end, at + 1)
    return found


def _letter_end(paragraphs: Sequence[str], quoted: Sequence[bool], first: int) -> int:
    """Where the letter that opens at ``first`` ends; ``first`` itself if none does."""
    salutation = _SALUTATION.match(paragraphs[first])
    if salutation is None:
        return first
    for at in range(first + 1, min(first + _LONGEST_LETTER, len(paragraphs))):
        if not quoted[at]:
            return first
        if _FAREWELL.match(paragraphs[at]):
            end = at + 1
            while end < len(paragraphs) and quoted[end] and _is_signature(paragraphs[end]):
                end += 1
            return end
    return first


def _is_signature(text: str) -> bool:
    bare = text.strip().strip("\"“”'‘’«»")
    return len(bare.split()) <= _LONGEST_SIGNATURE and bare[-1:] not in tuple("?!…")


def nested_quotations(text: str, span: Span, outer: Family, habits: Habits) -> tuple[Span, ...]:
    """Quotations inside the speech ``span``: the words of somebody else, marks included, in order."""
    family = Family.SINGLE if outer is not Family.SINGLE else Family.DOUBLE
    inner = Span(span.start + 1, max(span.start + 1, span.end - 1))
    marks = [mark for mark in find_marks(text, family, habits) if mark.offset in inner]
    return tuple(
        Span(pair.open, pair.close + 1)
        for pair in pair_marks(marks, inner.end, _LEFT_OPEN)
        if pair.open is not None and pair.close is not None and _nests(text, inner, pair.open, pair.close)
    )


def _nests(text: str, inner: Span, opening: int, closing: int) -> bool:
    """Whether two marks enclose a quotation, and are no apostrophes or the ends of two others."""
    before = text[opening - 1]
    begins = opening == inner.start or not (before.isalnum() or before in _FINAL)
    return begins and not text[opening + 1].isspace() and is_thought(text[opening + 1 : closing])
