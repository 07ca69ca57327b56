"""What the window says about a finding."""

from __future__ import annotations

from dataclasses import dataclass

from studio.proofing.finding import Category, Finding
from studio.ui.editor.mark_kind import mark_kind

_ADDABLE = frozenset({Category.SPELLING})
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class FixWords:
    """A fix as it is offered: ``label`` for the button, ``spoken`` for a screen reader."""

    label: str
    spoken: str


def fix_words(marked: str, suggestion: str, before: str = " ") -> FixWords:
    """How replacing ``marked`` by ``suggestion`` is called; ``before`` is the character before the mark."""
    if not marked:
        return FixWords(f"Insert “{_visible(suggestion)}”", f"insert {suggestion.strip()}")
    if not suggestion:
        return FixWords(f"Remove “{_visible(marked)}”", f"remove {marked.strip() or 'the space'}")
    if before.isalnum() and suggestion[:1].isalnum():
        return FixWords(f"…{_visible(suggestion)}", f"replace by {suggestion}")
    return FixWords(_visible(suggestion), f"replace by {suggestion.strip()}")


def announcement(finding: Finding, marked: str) -> str:
    """One breath for a screen reader: "tense: walks, suggestion walked"."""
    label = mark_kind(finding.category).label.lower()
    what = marked.strip() or "here"
    if not finding.suggestions:
        return f"{label}: {what}"
    return f"{label}: {what}, suggestion {finding.suggestions[0].strip() or 'remove it'}"


def can_add(finding: Finding, marked: str) -> bool:
    """Whether the marked words could be one of the story's own words."""
    return finding.category in _ADDABLE and bool(marked) and not any(c.isspace() for c in marked.strip())


def _visible(text: str) -> str:
    shown = text.replace("\n", " ")
    shown = shown if shown.strip() == shown else shown.replace(" ", "␣")
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
