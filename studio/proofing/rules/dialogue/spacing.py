"""A space that is missing or misplaced beside a quotation mark: "Come in,"she said."""

from __future__ import annotations

from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.dialogue.junction import junctions
from studio.proofing.rules.example import Example
from studio.text.span import Span


class QuoteSpacing:
    """Speech and narration are parted by a space outside the quotation marks."""

    rules = ("dialogue.spacing",)
    description = "A space missing after a closing quotation mark, or standing before it."
    bad = (
        Example('"Come in,"she said.', '"', '"Come in," she said.'),
        Example('"Come in. "she said.', ' "', '"Come in." she said.'),
        Example("“Come in.”She closed the door.", "”", "“Come in.” She closed the door."),
    )
    good = (
        '"Come in," she said.',
        '"Come in"--she stopped--"or go." ("Or go.")',
        'The "boat"s crew laughed. The boys\' caps were wet.',
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the closing mark, with the space before it where that is too much."""
        text = paragraph.text
        for place in junctions(paragraph):
            following = text[place.close + 1 : place.close + 2]
            if not following.isalpha() or place.last(text) not in tuple(".,!?…—"):
                continue
            loose = text[place.close - 1] == " "
            yield Finding(
                Span(place.close - loose, place.close + 1),
                Category.DIALOGUE_PUNCTUATION,
                self.rules[0],
                "The space stands after the closing quotation mark.",
                (text[place.close] + " ",),
                confidence=0.85,
            )
