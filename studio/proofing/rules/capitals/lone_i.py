"""The pronoun I in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.text.span import Span

RULE = "capitals.i"
_CONTRACTED = re.compile(r"(?<![\w.'’-])i(?=['’](?:m|ll|ve|d)\b)")
_BEFORE_VERB = re.compile(
    r"(?<![\w.'’*_(-])i(?= (?:am|was|have|had|will|would|shall|should|can|could|may|might|must|"
    r"do|did|don['’]t|didn['’]t|can['’]t|couldn['’]t|won['’]t|"
    r"think|thought|know|knew|want|wanted|need|said|say|felt|feel|see|saw|"
    r"went|got|just|never|really|guess|hope|wish|mean|love|hate|told|asked|looked|took|made|came|left|found)\b)"
)


class LoneI:
    """Marks "i" and "i'm" where only the pronoun can be meant.

    Good: "Then i saw it.", "i'm here". Not marked: "pronouncing the i long", "(i)", "i.e.".
    """

    rules = (RULE,)

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """The pronouns without their capital in one paragraph."""
        for pattern in (_CONTRACTED, _BEFORE_VERB):
            for match in pattern.finditer(paragraph.text):
                span = Span(match.start(), match.start() + 1)
                message = "The pronoun “I” is always written with a capital."
                yield Finding(span, Category.CAPITALIZATION, RULE, message, ("I",), confidence=0.95)
