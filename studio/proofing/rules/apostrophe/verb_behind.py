"""A short form before a verb that can stand without it: "it's could be real", "she's takes pains"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.text.span import Span

_PAIR = re.compile(
    r"(?<![\w'’])(?P<who>[Hh]e|[Ss]he|[Ii]t|[Tt]here|[Ww]ho)['’]s\s+"
    r"(?:could|would|should|must|might|was|were|has|does|did|seems|gets|knows|says|thinks|wants|takes|keeps|comes"
    r"|becomes|gives|tells|makes|goes|feels|needs)\b(?!['’-])"
)


class VerbBehindShortForm:
    """The short form holds a verb already, so no second finite verb can follow it."""

    rules = ("apostrophe.verb_behind",)
    description = "A short form of “is” or “has” before another verb."
    bad = (
        Example("They doubted that it's could last.", "it's", "They doubted that it could last."),
        Example("Even then she's takes care of him.", "she's", "Even then she takes care of him."),
    )
    good = (
        "It's been long. She's taken it. He's had none. There's must in the vats and it's gone.",
        "“Who's did you say?” The lamp that it's said to be was lost. It could last.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the short form."""
        for match in _PAIR.finditer(paragraph.text):
            span = Span(match.start(), match.end("who") + 2)
            verb = match.group().split()[-1]
            if (match["who"].lower(), verb) in _SAID or in_dialect(paragraph, span):
                continue
            message = f"“{verb}” is the verb here, so nothing is left out behind “{match['who']}”."
            yield Finding(span, Category.APOSTROPHE, self.rules[0], message, (match["who"],), confidence=0.85)


_SAID = frozenset({("who", "did"), ("there", "must")})
