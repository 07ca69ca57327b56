"""A quotation mark that was forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.dialogue.tag import find_tag
from studio.proofing.rules.example import Example
from studio.text.quotes import Quotation, QuoteKind
from studio.text.span import Span
from studio.text.word import count_words

_PAIRS = MappingProxyType({"“": "”", "‘": "’", "«": "»", "»": "«", "„": "“"})
_OPENING = MappingProxyType({closing: opening for opening, closing in _PAIRS.items()})
_MARKS = frozenset("\"“”'‘’«»„")
_SHORT = 15
_SAYS_I = re.compile(r"\w+ I\b")
_AFTER_SPEECH = re.compile(r"(?<=[,!?])\s+(?=[^\W\d_])")


_BEAT = re.compile(r"[.!?…]\s+(?:He|She|They)\s+(?P<verb>[a-z]+)\b")


class MissingQuote:
    """Speech has a mark at both ends; only speech that goes on in the next paragraph has none at its end."""

    rules = ("dialogue.missing_close", "dialogue.missing_open")
    description = "A missing opening or closing quotation mark."
    bad = (
        Example('"Hold the rope, she said.', "rope,", '"Hold the rope," she said.'),
        Example('"Hold the rope.', "rope.", '"Hold the rope."', after="Nobody moved."),
        Example('"Is it late?', "late?", '"Is it late?"', after='"Very late," said Orla.'),
        Example('Hold the rope," she said.', "Hold", '"Hold the rope," she said.'),
        Example("“So I see. He looked at the rope. “Well, hold it.”", "see.",
                "“So I see.” He looked at the rope. “Well, hold it.”"),
        Example("“Hold it! said Orla. “Both hands.”", "it!", "“Hold it!” said Orla. “Both hands.”"),
    )  # fmt: skip
    good = (
        '"Hold the rope," she said. "Both hands."',
        "The boys' rope was wet. It was six inches, 6\" by the rule.",
        "'Tis late,' she said. ''Tis very late.'",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the word beside which the mark is missing."""
        text = paragraph.text
        for quotation in paragraph.quotations:
            if quotation.kind is not QuoteKind.SPEECH or quotation.style not in _MARKS:
                continue
            if not quotation.closed:
                yield from self._close(paragraph, quotation)
            elif text[quotation.span.start] not in _MARKS:
                yield from self._open(text, quotation)

    def _close(self, paragraph: ParagraphView, quotation: Quotation) -> Iterable[Finding]:
        text, span = paragraph.text, quotation.span
        mark = _PAIRS.get(quotation.style, quotation.style)
        for gap in _AFTER_SPEECH.finditer(text, span.start, span.end):
            tag = find_tag(text, gap.end(), paragraph.evidence.tokens)
            if tag is None or not tag.bare or tag.kind not in ("verb", "pronoun"):
                continue
            if (tag.strong or not quotation.continues) and not _SAYS_I.match(text, gap.end()):
                yield self._finding(text, gap.start(), mark, 0.8)
                return
        beat = _beat_start(paragraph, quotation)
        if beat is not None and not quotation.continues:
            yield self._finding(text, beat, mark, 0.7)
            return
        if not quotation.continues:
            if text[span.end :].strip() and text[span.end - 1].isalnum():
                return  # more likely an inner quotation with the same marks
            yield self._finding(text, span.end, mark, 0.8)
        elif self._is_short(paragraph, quotation):
            yield self._finding(text, span.end, mark, 0.6)

    @staticmethod
    def _is_short(paragraph: ParagraphView, quotation: Quotation) -> bool:
        """Whether a lone short remark only seems to go on, because the answer opens with a mark as well."""
        before = paragraph.before.strip()
        told_on = before[:1] in _MARKS and before[-1:] not in _MARKS
        said = quotation.span.of(paragraph.text)
        ends = said[-1:] in tuple(".!?…")
        return ends and not told_on and count_words(said) < _SHORT and said[-2:] != ".:"

    def _finding(self, text: str, end: int, mark: str, confidence: float) -> Finding:
        start = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1
        return Finding(
            Span(start, end),
            Category.DIALOGUE_PUNCTUATION,
            self.rules[0],
            "The closing quotation mark is missing.",
            (text[start:end] + mark,),
            confidence=confidence,
        )

    def _open(self, text: str, quotation: Quotation) -> Iterable[Finding]:
        start = quotation.span.start
        word = text[start:].split(maxsplit=1)[0]
        mark = _OPENING.get(quotation.style, quotation.style)
        yield Finding(
            Span(start, start + len(word)),
            Category.DIALOGUE_PUNCTUATION,
            self.rules[1],
            "The opening quotation mark is missing.",
            (mark + word,),
            confidence=0.8,
        )


def _beat_start(paragraph: ParagraphView, quotation: Quotation) -> int | None:
    """Where speech cut off by the next quotation ends: before the first sentence that tells a deed."""
    text, span = paragraph.text, quotation.span
    if not any(later.span.start >= span.end for later in paragraph.quotations):
        return None
    past = {token.start for token in paragraph.evidence.tokens if token.tag == "VBD"}
    for match in _BEAT.finditer(text, span.start + 1, span.end):
        if match.start("verb") in past:
            return match.start() + 1
    return None
