"""Fixes that cannot harm: each is applied in memory, and what it brings about is read again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from studio.model.cast import Cast
from studio.proofing.finding import Category, Finding
from studio.text.span import Span

_NEAR = 12
"""How many code points around a fix a new finding is laid at its door."""
_MOST = 3
"""How many suggestions of a finding are tried."""
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_ENDING = re.compile(r"['’]s?$|s$")
_REMOVES_WORDS = frozenset({Category.REPEATED_WORD, Category.EXTRA_WORD})

Read = Callable[[str, int], Iterable[Finding]]
"""The findings of the paragraph at an offset of a chapter's text; spans count in the chapter."""


def harmless(text: str, finding: Finding, read: Read) -> tuple[str, ...]:
    """The suggestions of ``finding`` that bring no new finding at their place, in their order.

    Args:
        text: the chapter, in which the finding's span counts.
        read: proofreads one paragraph of a text.
    """
    return tuple(s for s in tried(finding) if is_harmless(text, finding, s, read))


def tried(finding: Finding) -> tuple[str, ...]:
    """The suggestions of ``finding`` that are tried; the others are not offered."""
    return finding.suggestions[:_MOST]


def is_harmless(text: str, finding: Finding, suggestion: str, read: Read) -> bool:
    """Whether ``suggestion`` in the place of ``finding`` brings no new finding there; see ``harmless``."""
    start = finding.span.start
    before = {(f.rule, f.span.start - start) for f in read(text, start)}
    fixed = text[:start] + suggestion + text[finding.span.end :]
    place = Span(start, start + len(suggestion))
    found = [f for f in read(fixed, min(start, max(0, len(fixed) - 1))) if _is_near(f, place)]
    grown = len(suggestion) - len(finding.span)
    return not any(_is_new(f, finding, place, grown, before) for f in found)


def _is_near(finding: Finding, place: Span) -> bool:
    return finding.span.start <= place.end + _NEAR and place.start - _NEAR <= finding.span.end


def _is_new(found: Finding, fixed: Finding, place: Span, grown: int, before: set[tuple[str, int]]) -> bool:
    at = found.span.start - fixed.span.start
    if found.span.start >= place.end and at - grown > 0:
        at -= grown  # behind the fix everything has moved
    if found.rule == fixed.rule and found.span.overlaps(Span(place.start, place.end + 1)):
        return True
    return (found.rule, at) not in before


def without_harm_to_names(findings: Iterable[Finding], text: str, cast: Cast) -> tuple[Finding, ...]:
    """The findings without suggestions that would change or drop a name of the story.

    ``text`` is what the spans count in. A finding that loses all its suggestions stays, without a fix.
    """
    return tuple(_keeping_names(finding, text, cast) for finding in findings)


def _keeping_names(finding: Finding, text: str, cast: Cast) -> Finding:
    if finding.category in _REMOVES_WORDS or not finding.suggestions:
        return finding
    marked = finding.span.of(text)
    names = [_bare(word) for word in _WORD.findall(marked) if word[0].isupper() and cast.knows(word)]
    if not names:
        return finding
    kept = tuple(s for s in finding.suggestions if _holds(s, names, cast))
    return finding if kept == finding.suggestions else replace(finding, suggestions=kept)


def _holds(suggestion: str, names: Iterable[str], cast: Cast) -> bool:
    """Whether each name is still there, or made way for another name: a misspelt one counts as a name too."""
    words = {_bare(word): word for word in _WORD.findall(suggestion)}
    renamed = any(word[0].isupper() and cast.knows(word) for bare, word in words.items() if bare not in names)
    return renamed or all(name in words for name in names)


def _bare(word: str) -> str:
    """A word without the ending of a possessive or plural, in lower case."""
    return _ENDING.sub("", _ENDING.sub("", word.lower()))
