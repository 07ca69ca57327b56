"""The places where speech ends and the narrator goes on, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studio.proofing.checker import ParagraphView
from studio.text.quotes import Quotation, QuoteKind

CLOSING_MARKS = frozenset("\"'”’»“‘«")
_EMPHASIS = "*_"
_LEADS = re.compile(r"[^.!?\"“”«»]{0,80}[,:]\s+[\"“'‘«][A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Junction:
    """A quotation's end and what follows it in the paragraph.

    Attributes:
        quotation: the speech.
        inner_end: just behind its last character (white space, emphasis marks and the mark left out).
        close: where its closing mark stands.
        after: where the next character that is no white space stands; the text's length if there is none.
    """

    quotation: Quotation
    inner_end: int
    close: int
    after: int

    def last(self, text: str) -> str:
        """The last character inside the marks, "" for an empty quotation."""
        return text[max(self.inner_end - 1, self.quotation.span.start + 1) : self.inner_end]

    def spaced(self) -> bool:
        """Whether white space follows the closing mark."""
        return self.after > self.close + 1


def junctions(paragraph: ParagraphView) -> Iterator[Junction]:
    """Every closed speech in marks, in order. Speech opened by a dash has no closing mark and is left out."""
    text = paragraph.text
    for quotation in paragraph.quotations:
        close = quotation.span.end - 1
        if quotation.kind is not QuoteKind.SPEECH or not quotation.closed or text[close] not in CLOSING_MARKS:
            continue
        inner_end = close
        while inner_end > quotation.span.start + 1 and (
            text[inner_end - 1] in _EMPHASIS or text[inner_end - 1].isspace()
        ):
            inner_end -= 1
        after = close + 1
        while after < len(text) and text[after].isspace():
            after += 1
        yield Junction(quotation, inner_end, close, after)


def starts_sentence(text: str, at: int) -> bool:
    """Whether the word at ``at`` begins a paragraph or follows a final mark."""
    lead = text[max(0, at - 12) : at].rstrip().rstrip("*_")
    return not lead or lead[-1] in ".!?…:—\"”'’"


def leads_to_speech(text: str, at: int) -> bool:
    """Whether the words at ``at`` bring in the next speech: ‘She asked, "Both hands?"’."""
    return bool(_LEADS.match(text, at))


def decapitalised(word: str) -> str:
    """The word with a small first letter."""
    return word[:1].lower() + word[1:]


def capitalised(word: str) -> str:
    """The word with a capital first letter."""
    return word[:1].upper() + word[1:]
