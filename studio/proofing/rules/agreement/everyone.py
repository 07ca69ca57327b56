"""Everyone with a plural verb: "everyone were late"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.text.span import Span

RULE = "agreement.everyone"
_PAIR = re.compile(
    r"\b(?:(?:every|some|no|any)(?:one|body)|everything|something|nothing|anything)(?P<place>\s+else|\s+in\s+the\s+"
    r"(?:\w+\s+)?(?:room|hall|house|village|town|street|class|school|boat|crowd|car|city|building|kitchen|world))?\s+"
    r"(?P<verb>were|are|have|weren['’]t|aren['’]t|haven['’]t)\b(?!\s+to\b)",
    re.IGNORECASE,
)
_RIGHT = MappingProxyType(
    {"were": "was", "are": "is", "have": "has", "weren't": "wasn't", "aren't": "isn't", "haven't": "hasn't"}
)
_WISHED = re.compile(
    r"\b(?:if|though|wish|wishes|wished|unless|lest|suppose|supposing|whether|rather|imagine|were|are|have|do|does|did|"
    r"will|would|can|could|shall|should|may|might|must|let|make|makes|made|had|has|that|help|and|nor|or)\b[^.!?;]*$",
    re.IGNORECASE,
)
_REACH = 60


class EveryoneVerb:
    """Everyone, nobody and their like are one person: their verb is singular. Wishes are left alone."""

    rules = (RULE,)
    description = "“Everyone” or its like with a plural verb."
    bad = (
        Example("Almost everyone were asleep by then.", "were", "Almost everyone was asleep by then."),
        Example("By noon everybody in the village have heard of it.", "have",
                "By noon everybody in the village has heard of it."),
        Example("Nobody else weren't needed.", "weren't", "Nobody else wasn't needed."),
    )  # fmt: skip
    good = (
        "If everyone were here, as though nobody were late. Would everyone have come?",
        "Let everyone have some.",
        "Everyone was here and nobody has left. She acted as if someone were behind her.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the verb."""
        for match in _PAIR.finditer(paragraph.text):
            span = Span(*match.span("verb"))
            before = paragraph.text[max(0, match.start() - _REACH) : match.start()]
            if _WISHED.search(before) or in_dialect(paragraph, span):
                continue
            right = _RIGHT[match["verb"].lower().replace("’", "'")]
            right = right.replace("'", "’") if "’" in match["verb"] else right
            message = f"The subject is one, so “{right}” goes with it."
            yield Finding(span, Category.AGREEMENT, RULE, message, (right,), confidence=0.8)
