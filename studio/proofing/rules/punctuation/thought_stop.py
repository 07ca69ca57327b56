"""A comma after a thought's tag where a new sentence begins: "I was late, she thought, The lamp is out."."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.text.span import Span

_TAG = re.compile(
    r"[,?!]\s+(?:[A-Z][\w'’-]+|he|she|I)\s+(?P<verb>thought|mused|wondered|reflected|decided),\s+(?P<next>[A-Z][\w'’]*)"
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_REACH = 5


class ThoughtStop:
    """Where a thought goes on with a sentence of its own, its tag ends with a full stop."""

    rules = ("punctuation.thought_stop",)
    description = "A comma between a thought's tag and its next sentence."
    bad = (
        Example("I must have dreamt it, Orla thought, The lamp is still on its hook.", "thought,",
                "I must have dreamt it, Orla thought. The lamp is still on its hook."),
    )  # fmt: skip
    good = (
        "I must have dreamt it, Orla thought, and blew out the lamp.",
        "It was, she thought, Ansel’s boat. So this, he thought, was it.",
        "*I dreamt it,* she thought, *The lamp is out.*",
        "“It is late,” she thought, “and I am tired.”",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the verb with its comma."""
        for match in _TAG.finditer(paragraph.text):
            begins = _begins_sentence(paragraph.evidence.tokens, match.start("next"))
            if begins and not paragraph.in_quotation(match.start("verb")):
                yield Finding(
                    Span(match.start("verb"), match.end("verb") + 1),
                    Category.PUNCTUATION,
                    self.rules[0],
                    "A new sentence of the thought begins here, so a full stop stands before it.",
                    (match["verb"] + ".",),
                    confidence=0.7,
                )


def _begins_sentence(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether a subject begins at ``start``, its finite verb a few words behind it."""
    at = next((i for i, token in enumerate(tokens) if token.start == start), None)
    if at is None or tokens[at].lower in {"i", "i'm", "i'd"}:
        return False
    for i, token in enumerate(tokens[at + 1 : at + 1 + _REACH], at + 1):
        if token.tag in _FINITE:
            return any(
                at <= j < i and t.dep in {"nsubj", "nsubjpass", "expl"} for j, t in enumerate(tokens[:i])
            )
        if not token.text[0].isalpha():
            return False
    return False
