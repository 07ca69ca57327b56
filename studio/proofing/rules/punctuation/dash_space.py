"""A dash with a space on one side only: "for days— much longer"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.text.span import Span

_LOOSE = re.compile(r"(?P<before>[a-z]{2,})(?P<dash>—[ ]|[ ]—)(?=[a-z]{2,})")


class DashSpace:
    """A dash inside a sentence has a space on both sides or on none."""

    rules = ("punctuation.dash_space",)
    description = "A long dash with a space on one side only."
    bad = (
        Example("He rowed slower these days— much slower.", "days— much",
                "He rowed slower these days—much slower."),
        Example("The lamp —his only one—was out.", "lamp —his", "The lamp—his only one—was out."),
    )  # fmt: skip
    good = (
        "He rowed slower—much slower. He rowed slower — much slower.",
        "“I thought—” She stopped. “—that you knew,” he said.",
        "The Earl of B— had left. “D— it,” he said. It was late— Orla slept.",
        "She waited, —as always, —and said nothing.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the dash with the words beside it."""
        text = paragraph.text
        for match in _LOOSE.finditer(text):
            end = match.end()
            while end < len(text) and text[end].isalpha():
                end += 1
            written = text[match.start() : end]
            yield Finding(
                Span(match.start(), end),
                Category.PUNCTUATION,
                self.rules[0],
                "A dash has a space on both sides or on neither.",
                (written.replace("— ", "—").replace(" —", "—"), written.replace(match["dash"], " — ")),
                confidence=0.8,
            )
