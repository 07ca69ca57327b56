"""A "were" that opens a statement in speech: "Were going to be late."."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.text.span import Span

_WERE = re.compile(
    r"(?:^|[\"“‘]|[.!?…]\s+)(?:(?:And|But|So|Because|Well,|Now|Guys,|No,|Yes,|Then)\s+)?(?P<were>[Ww]ere)"
    r"(?=\s+(?:(?:not|all|both|just|only|still|never|almost|already)\s+)?"
    r"(?:(?:going|leaving|losing|running|getting|doing|trying|making|coming|taking|talking|looking|sitting|standing"
    r"|supposed|gonna|done|finished|lost|doomed|ready|sorry|fine|friends|back)\b|the\s+ones\b)"
    r"(?!\s+(?:he|she|it|they|we|you|I)\b))"
)
_SENTENCE = re.compile(r"[^.!?…\"”]*(?P<end>[.!?…\"”]|$)")
_CONDITION = re.compile(r"\b(?:would|could|should|might)\b|,\s*(?:he|she|I|they|it|we)\b")


class WereShortForm:
    """A statement in speech that opens with "were" has no subject: "we're" is meant."""

    rules = ("apostrophe.were",)
    description = "“Were” for “we're” at the head of a statement."
    bad = (
        Example("“Were going to be late,” she said.", "Were", "“We're going to be late,” she said."),
        Example('"And were the ones who pay for it."', "were", '"And we\'re the ones who pay for it."'),
    )
    good = (
        "“Were the ones on the shelf yours?” “Were going there wise, he would go.”",
        "“We’re going. Were they going? Were it not late, I would go.” Were I to go, so would he.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the verb."""
        text = paragraph.text
        for match in _WERE.finditer(text):
            span = Span(*match.span("were"))
            rest = _SENTENCE.match(text, span.end)
            if rest is None or rest["end"] == "?" or not paragraph.in_quotation(span.start):
                continue
            if _CONDITION.search(rest.group()) or in_dialect(paragraph, span):
                continue
            fix = match["were"][0] + "e" + ("’" if "’" in text else "'") + "re"
            message = "The sentence has no subject, so “we are” seems to be meant."
            yield Finding(span, Category.APOSTROPHE, self.rules[0], message, (fix,), confidence=0.8)
