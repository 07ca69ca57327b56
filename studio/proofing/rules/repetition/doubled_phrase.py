"""Two words written twice: "in the in the boat"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.text.span import Span
from studio.text.word_list import word_set

_PHRASE = re.compile(r"(?<![\w'’\-])(([a-z]+)\s+([a-z]+))\s+(\2\s+\3)(?![\w'’\-])", re.IGNORECASE)
_FIRST = word_set(
    """
    of to in on at with by for from into the a an his her their its he she they it was were had has have
    be could would
    """
)
_SECOND = word_set("the a an his her their its my our your to of he she they it was were had be been not")


class DoubledPhrase:
    """Two function words twice are left over from a change."""

    rules = ("repetition.doubled_phrase",)
    description = "The same two words twice in a row."
    bad = (
        Example("They met in the in the boat.", "in the in the", "They met in the boat."),
        Example("He was to be to be seen at noon.", "to be to be", "He was to be seen at noon."),
    )
    good = (
        "Over and over and over again they rowed. On and on and on it went.",
        "It was and it was not. What it was it was not for him to say, nor to her to her face.",
        "“Do you do you know what,” she said, “in the in the boat.”",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks all four words; speech may stammer."""
        for match in _PHRASE.finditer(paragraph.text):
            first, second = match.group(2).lower(), match.group(3).lower()
            if first == second or first not in _FIRST or second not in _SECOND:
                continue
            if (first, second) in _MEET or paragraph.in_quotation(match.start()):
                continue
            yield Finding(
                Span(*match.span()),
                Category.REPEATED_WORD,
                self.rules[0],
                f"“{match.group(4)}” stands here twice.",
                (match.group(1),),
                confidence=0.8,
            )


_MEET = frozenset(
    {("it", "was"), ("he", "was"), ("she", "was"), ("they", "were"), ("to", "her"), ("he", "had")}
)
"""Pairs that meet themselves at the border of two clauses."""
