"""Findings merged by position: where several claim the same place, one wins."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from studio.proofing.finding import Category, Finding

# A reader fixes one thing at a place. Between two claims the more telling one is shown: a wrong word says
# more than a stray comma, the studio's own rules know the story and LanguageTool's do not.
_RANK = MappingProxyType(
    {
        Category.TENSE_SHIFT: 6,
        Category.REAL_WORD: 5,
        Category.REPEATED_WORD: 5,
        Category.MISSING_WORD: 5,
        Category.EXTRA_WORD: 5,
        Category.SPELLING: 5,
        Category.AGREEMENT: 4,
        Category.APOSTROPHE: 4,
        Category.COMPOUND: 4,
        Category.CAPITALIZATION: 3,
        Category.DIALOGUE_PUNCTUATION: 3,
        Category.GRAMMAR_OTHER: 2,
        Category.PUNCTUATION: 1,
        Category.STYLE: 0,
    }
)


def _strength(finding: Finding) -> tuple[float, bool, bool, int, str]:
    own = finding.source == "studio"
    return (
        round(finding.confidence, 1) + 0.2 * own,
        bool(finding.suggestions),
        own,
        _RANK[finding.category],
        finding.rule,
    )


def _order(finding: Finding) -> tuple[object, ...]:
    """A total order, so that chance never decides."""
    return (
        _strength(finding),
        -finding.span.start,
        finding.span.end,
        finding.category,
        finding.suggestions,
        finding.message,
    )


def resolve(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The winners in text order; no two of them overlap.

    The stronger of two overlapping findings stays: by confidence (the studio's own count a little more),
    then by having a fix, then by category. Two that agree on the place and the first fix are one finding.
    The order of the input does not matter.
    """
    chosen: list[Finding] = []
    for finding in sorted(findings, key=_order, reverse=True):
        if not any(_clash(finding, other) for other in chosen):
            chosen.append(finding)
    return tuple(sorted(chosen, key=lambda f: (f.span, f.rule)))


def _clash(a: Finding, b: Finding) -> bool:
    return a.span == b.span or a.span.overlaps(b.span)
