"""A “to” left out before a verb: "They were happy speculate", "for us be alone"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.inflection import inflections
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.proofing.rules.token_row import apart, lower_at
from studio.text.span import Span
from studio.text.word_list import word_set

RULE = "grammar.dropped_to"
_WANTS_TO = word_set(
    """
    able unable ready willing unwilling happy eager likely unlikely supposed free afraid glad anxious
    reluctant determined hesitant tempted desperate inclined
    """
)
_OBJECTS = word_set("me us him them it you her")


class DroppedTo:
    """Behind "able" and its like a verb has its “to”; only words that are nothing but verbs are marked."""

    rules = (RULE,)
    description = "A verb without its “to” behind “able” or its like."
    bad = (
        Example("They were happy speculate about it.", "speculate", "They were happy to speculate about it."),
        Example("It was too late for us be careful.", "be", "It was too late for us to be careful."),
    )
    good = (
        "They were happy to speculate. He was likely asleep. The able seamen rowed. If ready, go.",
        "She would likely be late. They will gladly sing, and he who is able must. For him, be glad.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the verb."""
        tokens = paragraph.evidence.tokens
        for n in range(2, len(tokens)):
            token, before = tokens[n], tokens[n - 1].lower
            if before in _WANTS_TO:
                slip = _is_only_verb(tokens, n)
            else:
                slip = before in _OBJECTS and token.lower == "be" and lower_at(tokens, n - 2) == "for"
            if not slip or not apart(tokens, n - 1, paragraph.text):
                continue
            span = Span(token.start, token.end)
            if not in_dialect(paragraph, span):
                message = "A “to” seems to be missing before the verb."
                fix = (f"to {token.text}",)
                yield Finding(span, Category.MISSING_WORD, RULE, message, fix, confidence=0.8)


def _is_only_verb(tokens: Sequence[Token], n: int) -> bool:
    token = tokens[n]
    if token.tag not in ("VB", "VBP", "NN") or not token.text.islower() or token.lower == "be":
        return False
    if any(t.tag == "MD" for t in tokens[max(0, n - 4) : n - 1]):  # "would likely say"
        return False
    kinds = inflections().known_lemmas(token.lower)
    return set(kinds) == {"VERB"} and token.lower in kinds["VERB"]
