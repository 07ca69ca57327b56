"""What a family owns, with the apostrophe of one person: "the Harkel's kitchen"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.apostrophe.family import is_surname
from studio.proofing.rules.apostrophe.family_name import is_called_so, may_be_family, plural_of
from studio.proofing.rules.example import Example
from studio.text.span import Span

_OWNED = re.compile(
    r"\b[Tt]he\s+(?P<name>[A-Z][a-z]{2,})(?P<mark>['’])s(?=\s+(?P<thing>[a-z][\w-]*(?:\s+[\w-]+){0,3}))"
)
_HOME = re.compile(
    r"(?:[a-z]+(?:ed|en|y|ing|ern)\s+|old\s+|new\s+|small\s+|little\s+|big\s+|large\s+|front\s+|back\s+|side\s+|own\s+"
    r"|wood\s+|summer\s+|country\s+|town\s+|living\s+|dining\s+|sitting\s+|drawing\s+){0,2}"
    r"(?:house|home|kitchen|garden|driveway|yard|backyard|lawn|porch|room|parlou?r|fireplace|attic|basement|hallway"
    r"|bedroom|cottage|mailbox|letterbox|doorstep|table|sofa|couch|apartment|flat|bungalow|porch|garage|orchard"
    r"|farmhouse|housekeeper|neighbou?rs?|first-born|eldest|youngest)\b"
)


class HouseholdOwner:
    """A house and what stands in it belong to the whole family: the Crowes' kitchen.

    Not marked: titles, peoples, ships, creatures; names that the story knows have a rule of their own.
    """

    rules = ("apostrophe.household_owner",)
    description = "A family's house or room with the apostrophe of one person."
    bad = (
        Example("They met in the Harkel's kitchen.", "Harkel's", "They met in the Harkels' kitchen."),
        Example(
            "She saw the Grismarsh’s dining room.", "Grismarsh’s", "She saw the Grismarshes’ dining room."
        ),
        Example(
            "Mr. Harkel spoke of the Harkel's plan.", "Harkel's", "Mr. Harkel spoke of the Harkels' plan."
        ),
    )
    good = (
        "They met in the baker's kitchen, in the Duke's garden and in Harkel's house.",
        "The Harkel sailed at noon; they dined at the Harkel's table. The Elf's house was small.",
        "The Inca's house was large, and so was the Frenchman's. He kept the Harkel's log.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the name."""
        for match in _OWNED.finditer(paragraph.text):
            name = match["name"]
            if is_surname(name, story.cast) or not may_be_family(paragraph, name):
                continue
            if not _HOME.match(match["thing"]) and not is_called_so(paragraph, name):
                continue
            span = Span(match.start("name"), match.end("mark") + 1)
            message = "If the whole family is meant, the apostrophe stands behind its plural."
            fix = plural_of(name) + match["mark"]
            yield Finding(span, Category.APOSTROPHE, self.rules[0], message, (fix,), confidence=0.7)
