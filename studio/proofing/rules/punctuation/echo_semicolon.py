"""A semicolon before an explanation that is no sentence: "a purpose; a purpose that nobody knew"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.text.span import Span

_ECHO = re.compile(
    r"\b(?P<noun>[a-z]{4,})(?P<mark>;)\s+an?\s+(?P=noun)\s+(?:that|which|who|whose|so|in|of|for)\b"
)


class EchoSemicolon:
    """What takes up the noun before it is part of that sentence, so a comma or a dash stands between."""

    rules = ("punctuation.echo_semicolon",)
    description = "A semicolon where a noun is taken up again without a verb of its own."
    bad = (
        Example("It served a purpose; a purpose that nobody knew.", ";",
                "It served a purpose, a purpose that nobody knew."),
    )  # fmt: skip
    good = (
        "It served a purpose; a purpose was all he had. It served a purpose, a purpose that nobody knew.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the semicolon."""
        for match in _ECHO.finditer(paragraph.text):
            message = "No new sentence begins here, so a comma or a dash fits better than a semicolon."
            span = Span(*match.span("mark"))
            yield Finding(span, Category.PUNCTUATION, self.rules[0], message, (",", "—", ":"), confidence=0.7)
