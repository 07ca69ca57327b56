"""A day that owns what happens on it: "the plan for tonight supper"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.token_row import apart, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

_DAYS = word_set("tonight tomorrow yesterday today")
_PARTS = word_set("morning night evening afternoon week noon midnight forenoon lunchtime dawn")
_LEADS = word_set("for of from in with about after before at to on during")


class DayOwner:
    """Between a preposition and a noun a day owns the noun: tonight's supper."""

    rules = ("apostrophe.day_owner",)
    description = "“Tonight” or its like before a noun, without its apostrophe."
    bad = (
        Example("It was for tonight supper.", "tonight", "It was for tonight's supper."),
        Example("They spoke of yesterday great storm.", "yesterday",
                "They spoke of yesterday's great storm."),
    )  # fmt: skip
    good = (
        "For tonight's supper, for tomorrow morning, from yesterday afternoon. For tonight it was enough.",
        "Of today men say little. She was to come tomorrow. He rowed from today on.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the day."""
        tokens, text = paragraph.evidence.tokens, paragraph.text
        for n in range(1, len(tokens) - 1):
            if tokens[n].lower in _DAYS and _owns(tokens, n) and apart(tokens, n, text):
                span = Span(tokens[n].start, tokens[n].end)
                fix = tokens[n].text + ("’s" if "’" in text else "'s")
                message = "What stands behind it belongs to the day, so an apostrophe and an s are needed."
                yield Finding(span, Category.APOSTROPHE, self.rules[0], message, (fix,), confidence=0.8)


def _owns(tokens: Sequence[Token], n: int) -> bool:
    if tokens[n - 1].lower not in _LEADS:
        return False
    at = n + 2 if tag_at(tokens, n + 1) == "JJ" else n + 1
    if tag_at(tokens, at) not in ("NN", "NNS") or tokens[at].lower in _PARTS:
        return False
    return tag_at(tokens, at + 1) in (".", ",", "IN", "CC", "NN", "")
