"""What a checker says: a finding, its category and its fixes."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from enum import StrEnum

from studio.text.span import Span

ALWAYS = -math.inf
"""The least tilt of a finding that is shown in every text."""


class Category(StrEnum):
    """The kinds of mistake; the values are those that the command line prints."""

    REAL_WORD = "real_word"
    SPELLING = "spelling"
    TENSE_SHIFT = "tense_shift"
    AGREEMENT = "agreement"
    MISSING_WORD = "missing_word"
    EXTRA_WORD = "extra_word"
    REPEATED_WORD = "repeated_word"
    APOSTROPHE = "apostrophe"
    COMPOUND = "compound"
    CAPITALIZATION = "capitalization"
    GRAMMAR_OTHER = "grammar_other"
    PUNCTUATION = "punctuation"
    DIALOGUE_PUNCTUATION = "dialogue_punctuation"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class Finding:
    """One suspected mistake.

    Attributes:
        span: what is marked, in code points; checkers count from the start of their paragraph, the
            pipeline's results from the start of the chapter.
        category: the kind of mistake.
        rule: a stable dotted id ("tense.shift", "names.drift", "lt.EN_A_VS_AN"); ignores are keyed by
            it, so it never changes, while messages may be reworded.
        message: one sentence a writer understands.
        suggestions: replacements for exactly the marked span, best first; "" deletes it.
        source: who found it ("studio", "languagetool", "languagetool-server").
        confidence: 0 to 1, comparable within one rule, roughly so between rules.
        least_tilt: the least tilt of its text (see ``slip_rate``) with which it is shown.
    """

    span: Span
    category: Category
    rule: str
    message: str
    suggestions: tuple[str, ...] = ()
    source: str = "studio"
    confidence: float = 0.5
    least_tilt: float = field(default=ALWAYS, compare=False)

    def shift(self, by: int) -> Finding:
        """The same finding in a text that begins ``by`` code points earlier."""
        return replace(self, span=self.span.shift(by))
