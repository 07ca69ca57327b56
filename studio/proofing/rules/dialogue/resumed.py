"""Speech that goes on after a tag in its middle: "I think," he said, "That we go."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.dialogue.junction import decapitalised, junctions
from studio.proofing.rules.dialogue.tag import find_tag
from studio.proofing.rules.example import Example
from studio.text.quotes import QuoteKind
from studio.text.span import Span
from studio.text.word_list import word_set

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_GOES_ON = word_set(
    """
    that and but or because which who if when so than as until unless though although while where
    """
)
_LONGEST_TAG = 60


class ResumedSpeech:
    """A sentence cut by its tag goes on small, and the tag ends with a comma."""

    rules = ("dialogue.resumed_capital", "dialogue.resumed_stop")
    description = "A sentence of speech that goes on after its tag."
    bad = (
        Example('"I think," he said, "That we row."', "That", '"I think," he said, "that we row."'),
        Example('"I will row," he said. "if you hold the lamp."', ".",
                '"I will row," he said, "if you hold the lamp."'),
    )  # fmt: skip
    good = (
        '"I think," he said, "that we should row."',
        '"I will row," he said. "You hold the lamp."',
        '"No," he said, "Orla rows." "No," she said, "I row."',
        '"I will row," he said. "...if you hold the lamp."',
        '"Row!" he shouted, "The tide turns!"',
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the capital, or the stop."""
        text = paragraph.text
        following = {a.span: b for a, b in zip(paragraph.quotations, paragraph.quotations[1:], strict=False)}
        for place in junctions(paragraph):
            after = following.get(place.quotation.span)
            if place.last(text) != "," or after is None or after.kind is not QuoteKind.SPEECH:
                continue
            between = text[place.close + 1 : after.span.start].rstrip()
            word = _WORD.match(text, after.span.start + 1)
            if word is None or len(between) > _LONGEST_TAG or re.search(r"[.!?:;]\s", between):
                continue
            if find_tag(text, place.after, paragraph.evidence.tokens) is None:
                continue
            end = place.close + 1 + len(between)
            yield from self._judge(between, end, word)

    def _judge(self, between: str, end: int, word: re.Match[str]) -> Iterable[Finding]:
        first = word.group()
        if between.endswith(",") and first[0].isupper() and first.lower() in _GOES_ON:
            yield Finding(
                Span(*word.span()),
                Category.DIALOGUE_PUNCTUATION,
                self.rules[0],
                "The sentence goes on after its tag, so it goes on with a small letter.",
                (decapitalised(first),),
                confidence=0.7,
            )
        elif between.endswith(".") and first[0].islower():
            yield Finding(
                Span(end - 1, end),
                Category.DIALOGUE_PUNCTUATION,
                self.rules[1],
                "The sentence of speech goes on, so its tag ends with a comma.",
                (",",),
                confidence=0.8,
            )
