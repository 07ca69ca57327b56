"""Words that the encoder misses, and words that it finds too many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import WordMark
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.deep.chance import ruled_out
from studio.proofing.rules.real_word.verdict import Kind, verdict
from studio.text.span import Span

MISSING = "missing_word.doubted"
EXTRA = "extra_word.doubted"
REPEATED = "repeated_word.doubted"
_MOST_SUGGESTIONS = 3
_UNLIKELY = -4.0


class MissingOrExtraWord:
    """Offers to put in the small word that was left out, or to take out the one too many."""

    rules = (MISSING, EXTRA, REPEATED)
    description = "A word left out, put in by accident, or written twice."

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterator[Finding]:
        """One finding for each place."""
        for mark in paragraph.evidence.marks:
            found = verdict(paragraph, mark, story)
            if found is None or ruled_out(paragraph, mark):
                continue
            finding = None
            if found.kind is Kind.INSERT:
                finding = _missing(paragraph.text, mark, found.chance)
            elif found.kind is Kind.DELETE:
                finding = _extra(paragraph.text, mark, found.chance)
            if finding is not None:
                yield replace(finding, least_tilt=found.least_tilt)


def _missing(text: str, mark: WordMark, chance: float) -> Finding | None:
    word = mark.span.of(text)
    likely = [c.word for c in mark.insertions if c.score > _UNLIKELY][:_MOST_SUGGESTIONS]
    if not likely:
        return None
    first = likely[0]
    offered = tuple(_put_before(word, insertion, mark.span.start) for insertion in likely)
    message = f"A word seems to be missing before “{word}”, perhaps “{first}”."
    return Finding(mark.span, Category.MISSING_WORD, MISSING, message, offered, confidence=chance)


def _put_before(word: str, insertion: str, start: int) -> str:
    insertion = "I" if insertion == "i" else insertion
    if start == 0 and word[:1].isupper():
        # The new word opens the paragraph; names keep their capital, others cannot be told apart here.
        return f"{insertion[:1].upper()}{insertion[1:]} {word}"
    return f"{insertion} {word}"


def _extra(text: str, mark: WordMark, chance: float) -> Finding:
    word = mark.span.of(text)
    span, left = without(text, mark.span)
    before = text[: mark.span.start].rstrip().rpartition(" ")[2].strip("\"“‘'(—")
    if before.lower() == word.lower():
        message = f"“{word}” stands here twice."
        return Finding(span, Category.REPEATED_WORD, REPEATED, message, (left,), confidence=chance)
    message = f"“{word}” seems to be one word too many here."
    return Finding(span, Category.EXTRA_WORD, EXTRA, message, (left,), confidence=chance)


def without(text: str, span: Span) -> tuple[Span, str]:
    """The stretch to replace, and what to put there, so that the word goes and one space with it."""
    if text[span.end : span.end + 1] == " ":
        following = text[span.end + 1 : span.end + 2]
        if text[span.start].isupper() and following.islower() and span.of(text) != "I":
            return Span(span.start, span.end + 2), following.upper()
        return Span(span.start, span.end + 1), ""
    if span.start and text[span.start - 1] == " ":
        return Span(span.start - 1, span.end), ""
    return span, ""
