"""A household with an apostrophe that owns nothing: "They fled from the Harkel's, and he …"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.apostrophe.family import is_surname
from studio.proofing.rules.apostrophe.family_name import may_be_family, plural_of
from studio.text.span import Span

_HOUSEHOLD = re.compile(
    r"(?P<lead>\b[a-z]+\s+)?\b[Tt]he\s+(?P<name>[A-Z][a-z]{2,})(?P<mark>['’])s"
    r"(?=\s+(?:had|have|were|are|hadn['’]t|haven['’]t|weren['’]t|aren['’]t|don['’]t|or|and)\b|[,.;!?])"
)
_COMPARED = re.compile(r"\b(?:as|than|like|of|and|was|is|were|are|be)\s+$")


class HouseholdPlural:
    """Behind "the" a family's name is a plural; where nothing follows that it owns, it has no apostrophe.

    Good: "Nobody knew why the Harkel's hadn't come." Not marked: "the baker's", "newer than the Harkel's",
    names that stand behind "the" elsewhere, as ships and creatures do.
    """

    rules = ("apostrophe.household",)
    description = "A family's plural with an apostrophe, where nothing is owned."

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the name."""
        text = paragraph.text
        for match in _HOUSEHOLD.finditer(text):
            name = match["name"]
            if is_surname(name, story.cast) or _COMPARED.search(match["lead"] or ""):
                continue  # surnames that the story knows have a rule of their own
            if not may_be_family(paragraph, name):
                continue
            plural = plural_of(name)
            message = "If a family is meant, its plural has no apostrophe here."
            span = Span(match.start("name"), match.end("mark") + 1)
            yield Finding(span, Category.APOSTROPHE, self.rules[0], message, (plural,), confidence=0.7)
