"""A small word that stands twice where only one can."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from studio.proofing.checker import ParagraphView
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.token_row import apart, lower_at
from studio.text.span import Span

IsSlip = Callable[[Sequence[Token], int], bool]
"""Told the tokens and the index of the first of the two: a token stands before it, one behind the second."""


def twice(paragraph: ParagraphView, word: str, rule: str, is_slip: IsSlip, sure: float) -> Iterator[Finding]:
    """Mark both words wherever ``word`` stands twice and that is a slip; the fix is one of them."""
    tokens = paragraph.evidence.tokens
    for n in range(1, len(tokens) - 2):
        doubled = tokens[n].lower == word and lower_at(tokens, n + 1) == word
        if doubled and is_slip(tokens, n) and apart(tokens, n, paragraph.text):
            span = Span(tokens[n].start, tokens[n + 1].end)
            message = f"“{word}” stands here twice."
            yield Finding(span, Category.REPEATED_WORD, rule, message, (tokens[n].text,), confidence=sure)
