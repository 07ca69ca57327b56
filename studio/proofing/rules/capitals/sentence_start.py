"""A sentence that begins in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.text.span import Span
from studio.text.word_list import word_set

RULE = "capitals.sentence"
_FULL_STOP = re.compile(r"(?<![\w.'’-])([a-z]{3,})\.[ \n]+([a-z]{2,})(?=[\s,;])")
_FIRST_WORD = re.compile(r"[a-z]{2,}(?=[\s,;'’])")
_ABBREVIATIONS = word_set(
    "etc viz approx dept esp vol vols fig figs chap pp cf ibid vid inst ult prox min sec hrs"
)
_ENDED = (".", "!", "?", "…", "”", '"')
_LEAST_LENGTH = 25


class SentenceStart:
    """Marks a word in lower case after a full stop, or at the head of a paragraph.

    Good: "He stopped. the door stood open." Not marked: what follows a question or an exclamation (thought
    often goes on in lower case), an ellipsis, an abbreviation or a quotation; verse; a paragraph that goes
    on after one without an end.
    """

    rules = (RULE,)

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """The sentences of one paragraph that begin in lower case."""
        for span in self._suspects(paragraph):
            word = span.of(paragraph.text)
            if word in story.words or word in story.cast.own_words or in_dialect(paragraph, span):
                continue
            message = f"A sentence begins here, so “{word.capitalize()}” takes a capital."
            fix = (word.capitalize(),)
            yield Finding(span, Category.CAPITALIZATION, RULE, message, fix, confidence=0.8)

    @staticmethod
    def _suspects(paragraph: ParagraphView) -> Iterator[Span]:
        text = paragraph.text
        first = _FIRST_WORD.match(text)
        whole = len(text) >= _LEAST_LENGTH and text.rstrip().endswith(_ENDED)
        if first and whole and paragraph.before.rstrip().endswith(_ENDED[:4]):
            yield Span(*first.span())
        for match in _FULL_STOP.finditer(text):
            inside = paragraph.quotation_at(match.start()) == paragraph.quotation_at(match.end())
            if match.group(1) not in _ABBREVIATIONS and inside:
                yield Span(*match.span(2))
