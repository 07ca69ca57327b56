"""A reported question in the order of a spoken one: "She knew what was he doing."."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.text.span import Span

RULE = "grammar.indirect_question"
_QUESTION = re.compile(
    r"\b(?:know|knew|knows|tell|told|understand|understood|explain|explained|learn|learned|discover|discovered"
    r"|remember|remembered|forget|forgot|figure\s+out|figured\s+out|find\s+out|found\s+out|sure|about|of|see|guess"
    r"|wonder|wondered|wondering)\s+(?:(?:me|him|her|them|us|you)\s+)?(?P<asked>(?P<how>how|what|why|where|when)\s+"
    r"(?P<verb>is|was|are|were|can|could|would|will|had|did|do|does)\s+(?P<who>he|she|it|they|we|you|I))"
    r"\s+(?P<rest>[^.!?…\"”]*)(?P<end>[.!?…\"”]|$)"
)
_HELPERS = ("did", "do", "does")


class IndirectQuestion:
    """What someone wonders or knows is told in the order of a statement: "what he was doing".

    Not marked: sentences that end as questions, dialect.
    """

    rules = (RULE,)
    description = "A reported question in the order of a spoken one."
    bad = (
        Example("She knew what was he doing there.", "what was he", "She knew what he was doing there."),
        Example(
            "It was all about how do we live without it.",
            "how do we",
            "It was all about how we live without it.",
        ),
    )
    good = (
        "She knew what he was doing. What did he know? Tell me what is it you want? I know what it is.",
        "“Do you know where is he?” she asked. She wondered: what was he doing?",
        "He asked why, and did he get an answer. Tell me why should I go?",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the question word, the verb and the subject."""
        for match in _QUESTION.finditer(paragraph.text):
            span = Span(*match.span("asked"))
            tail = paragraph.text[match.end() : match.end() + 2]
            if match["end"] == "?" or "?" in tail:
                continue
            if in_dialect(paragraph, span) or _is_two_clauses(match):
                continue
            verb = "" if match["verb"] in _HELPERS else f" {match['verb']}"
            fix = f"{match['how']} {match['who']}{verb}"
            message = f"A reported question has the order of a statement: “{fix}”."
            yield Finding(span, Category.GRAMMAR_OTHER, RULE, message, (fix,), confidence=0.75)


def _is_two_clauses(match: re.Match[str]) -> bool:
    """Whether the order may be meant: "of what is it made", "did" with a past that must change."""
    return match["verb"] == "did" or match["rest"].startswith(("that ", "who ", "which ", "for "))
