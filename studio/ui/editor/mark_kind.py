"""How each kind of finding is called and marked: by shape first, by colour second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from studio.proofing.finding import Category


class MarkShape(StrEnum):
    """The line under a finding; no two kinds share one."""

    WAVE = "wave"
    DOTTED = "dotted"
    DASHED = "dashed"
    DOUBLE = "double"
    SOLID = "solid"
    DASH_DOT = "dash-dot"


@dataclass(frozen=True, slots=True)
class MarkKind:
    """A family of categories that look alike.

    Attributes:
        shape: the line.
        tone: the name of its colour in ``theme.token.Colours``.
        label: what the category is called, singular, as a heading.
    """

    shape: MarkShape
    tone: str
    label: str


_KINDS: Mapping[Category, MarkKind] = MappingProxyType(
    {
        Category.SPELLING: MarkKind(MarkShape.WAVE, "spelling", "Spelling"),
        Category.REAL_WORD: MarkKind(MarkShape.DOTTED, "word", "Wrong word"),
        Category.MISSING_WORD: MarkKind(MarkShape.DOTTED, "word", "Missing word"),
        Category.EXTRA_WORD: MarkKind(MarkShape.DOTTED, "word", "Extra word"),
        Category.REPEATED_WORD: MarkKind(MarkShape.DOTTED, "word", "Repeated word"),
        Category.COMPOUND: MarkKind(MarkShape.DOTTED, "word", "One word or two"),
        Category.TENSE_SHIFT: MarkKind(MarkShape.DASHED, "verb", "Tense"),
        Category.AGREEMENT: MarkKind(MarkShape.DASHED, "verb", "Agreement"),
        Category.APOSTROPHE: MarkKind(MarkShape.DOUBLE, "punctuation", "Apostrophe"),
        Category.CAPITALIZATION: MarkKind(MarkShape.DOUBLE, "punctuation", "Capital letter"),
        Category.PUNCTUATION: MarkKind(MarkShape.DOUBLE, "punctuation", "Punctuation"),
        Category.DIALOGUE_PUNCTUATION: MarkKind(MarkShape.DOUBLE, "punctuation", "Speech punctuation"),
        Category.GRAMMAR_OTHER: MarkKind(MarkShape.SOLID, "grammar", "Grammar"),
        Category.STYLE: MarkKind(MarkShape.DASH_DOT, "style", "Style"),
    }
)


def mark_kind(category: Category) -> MarkKind:
    """How findings of ``category`` are called and marked."""
    return _KINDS[category]
