"""An "an" before a consonant: "a" with a letter too many, or "and" with one too few."""

from __future__ import annotations

from dataclasses import replace

from studio.proofing.checker import ParagraphView
from studio.proofing.evidence import GrammarMatch

_JOINED = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "ADV", "NUM"))
_NOT_JOINED = frozenset(
    ("such", "what", "half", "quite", "not", "as", "so", "too", "once", "just", "only", "rather")
)
_GOVERNING = frozenset(("NOUN", "ADJ", "PROPN", "ADV"))


def with_and(paragraph: ParagraphView, match: GrammarMatch) -> GrammarMatch:
    """The match with "and" as the first fix where the words on both sides are of a kind to be joined.

    Good: "salt an sugar", "she sat down an wept"; "in an cellar" keeps "a".
    """
    if match.rule_id != "EN_A_VS_AN" or match.span.of(paragraph.text).lower() != "an":
        return match
    tokens = paragraph.evidence.tokens
    at = next((i for i, t in enumerate(tokens) if t.start == match.span.start), 0)
    if not 0 < at < len(tokens) - 1:
        return match
    before, after = tokens[at - 1], tokens[at + 1]
    joined = before.pos in _JOINED and before.lower not in _NOT_JOINED
    if not joined and after.pos in _GOVERNING:
        return match
    return replace(match, suggestions=("and", *(s for s in match.suggestions if s != "and")))
