"""Function words of which one is wrong: "sat at of one", "steeled himself at he heard", "have be"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.text.span import Span

RULE = "grammar.stray_preposition"
_OF = re.compile(
    r"(?<![\w'’\-])(?P<first>at|from|with|into|by|onto|toward|towards|upon)\s+of(?=\s+"
    r"(?!course|late|old|yore|themselves|himself|herself|itself|all\b)[a-z])"
)
_SUBJECT = re.compile(
    r"(?<![\w'’\-])(?P<first>at|with|from|into)(?P<who>\s+(?:he|she|they|we))(?=\s+(?:was|were|had|could|would|did|said"
    r"|saw|knew|went|came|took|looked|felt|heard|turned|made|got|gave|thought|walked|began|stood|sat|ran)\b)"
)
_HAVE_BE = re.compile(r"(?<![\w'’\-])(?P<first>have|has|had|having)\s+be(?=\s+[a-z])")


class StrayPreposition:
    """Pairs of small words that English does not have: less than one in a million words of fiction."""

    rules = (RULE,)
    description = "Two small words that cannot follow each other."
    bad = (
        Example("She sat at of one the tables.", "at of", "She sat at one the tables."),
        Example(
            "Orla held her breath at she heard the oars.", "at", "Orla held her breath as she heard the oars."
        ),
        Example("It may have be for the best.", "have be", "It may have been for the best."),
    )
    good = (
        "What he was looking at of late, what he began with of course. Of what he had, be glad.",
        "The inn they came from he knew well. Whatever it is he had, be it small, was his.",
        "He knew where they came from; she was looked at with awe. The form was gone through of asking.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the pair, or its first word where only that is wrong."""
        text = paragraph.text
        for pattern in (_OF, _SUBJECT, _HAVE_BE):
            for match in pattern.finditer(text):
                span = Span(*match.span("first")) if pattern is _SUBJECT else Span(*match.span())
                if in_dialect(paragraph, span) or (pattern is _SUBJECT and _is_stranded(text, match)):
                    continue
                fixes = _mended(match["first"], pattern)
                message = "These words cannot follow each other; one is wrong or left over."
                yield Finding(span, Category.REAL_WORD, RULE, message, fixes, confidence=0.8)


def _mended(first: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    if pattern is _OF:
        return first, "of"
    return ("as", "when") if pattern is _SUBJECT else (f"{first} been", f"{first} to be", "be")


def _is_stranded(text: str, match: re.Match[str]) -> bool:
    """Whether the preposition belongs to what stands before: "the inn they came from he knew well"."""
    if match["first"] != "at":
        return True
    clause = re.split(r"[.;:!?,]", text[max(0, match.start() - 80) : match.start()])[-1]
    return (
        re.search(r"\b(?:what|which|whom|who|that|where|look|looks|looked|looking|laughed|stared)\b", clause)
        is not None
    )
