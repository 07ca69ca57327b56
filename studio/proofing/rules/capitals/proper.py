"""Days, months, peoples and languages without their capital."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.text.span import Span

RULE = "capitals.proper"
# Those that mean nothing else in lower case; "may", "polish" and "gothic" do, and "french windows" may be.
_WORDS = re.compile(
    r"(?<![\w'’-])(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|april|october|"
    r"november|december|june|july|september|christmas|halloween|english(?:man|men|woman)?|british|scottish|irish(?:man|men)?|welsh|"
    r"germans?|italians?|spanish|portuguese|greeks?|russians?|ukrainian|hungarian|danish|swedish|norwegian|finnish|"
    r"jewish|christians?|catholics?|muslims?|buddhist|hindu|arabic|egyptians?|persians?|indians?|chinese|japanese|"
    r"koreans?|vietnamese|africans?|americans?|canadians?|mexicans?|brazilians?|australians?|europeans?|asians?)"
    r"(?![\w-])"
)
_SPOKEN = re.compile(
    r"\b(?:in|speak|speaks|spoke|spoken|speaking|learn|learnt|learned) (french|dutch|latin|polish|turkish)\b"
)


class ProperCapital:
    """Marks "monday", "in july", "he spoke french".

    Not marked: "polish", "gothic", "french windows", names of files or sites.
    """

    rules = (RULE,)

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """The words of one paragraph that always take a capital."""
        spans = [Span(*m.span()) for m in _WORDS.finditer(paragraph.text)]
        spans += [Span(*m.span(1)) for m in _SPOKEN.finditer(paragraph.text)]
        for span in spans:
            word = span.of(paragraph.text)
            if word not in story.words:
                right = word.capitalize()
                message = f"“{right}” is written with a capital."
                yield Finding(span, Category.CAPITALIZATION, RULE, message, (right,), confidence=0.9)
