"""A relation's title before the name in lower case: "Thanks, granny Orla"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.text.span import Span

RULE = "capitals.kin"
_TITLE = re.compile(
    r"(?<![\w'’*_-])(?P<kin>granny|grandma|grandpa|auntie|aunty|aunt|uncle)\s+(?P<name>[A-Z][a-z]+)\b"
)
_OWNED = re.compile(
    r"\b(?:my|your|his|her|its|our|their|the|an?|this|that|whose|old|poor|dear|great|young|little|late|another|some"
    r"|\w+['’]s?)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


class KinCapital:
    """Before a name, and owned by nobody, the relation is part of the name: Uncle Ansel, my uncle Ansel."""

    rules = (RULE,)
    description = "A relation's title before a name without its capital."
    bad = (
        Example("“Thanks, granny Orla,” he said.", "granny", "“Thanks, Granny Orla,” he said.", ("Orla",)),
        Example("They went with uncle Ansel to the ferry.", "uncle",
                "They went with Uncle Ansel to the ferry.", ("Ansel Crowe",)),
    )  # fmt: skip
    good = (
        "My uncle Ansel came with her dear aunt Orla. Orla’s uncle Ansel rowed. Uncle Ansel slept.",
        "He asked his uncle. Ansel said nothing.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the title."""
        for match in _TITLE.finditer(paragraph.text):
            if not _OWNED.search(paragraph.text, 0, match.start()):
                fix = match["kin"].capitalize()
                message = f"Before the name “{fix}” is part of it and takes a capital."
                span = Span(*match.span("kin"))
                yield Finding(span, Category.CAPITALIZATION, RULE, message, (fix,), confidence=0.8)
