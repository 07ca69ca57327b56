"""Turns a scene: which paragraphs, which person tells it, and the changes in the chapter's text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView
from studio.proofing.conversion.change import ProposedChange
from studio.proofing.conversion.paragraph import Manner, changes
from studio.proofing.scene_tense import scene_facts, tense_votes
from studio.text.scene import is_heading, is_scene_mark
from studio.text.span import Span

_WORD = re.compile(r"[^\W\d_]+")
_FIRST = frozenset({"i", "we", "you"})
_TOLD_BY_I = 0.1
"""Least share of the narration's subjects that are "I", "we" or "you" where one of those tells the story."""


def scene_tense(views: Sequence[ParagraphView]) -> Tense | None:
    """The tense that most of the narration is in; None where hardly anything is told."""
    facts = scene_facts(tense_votes(view.evidence.tokens, view.quotations) for view in views)
    if facts.tense is not None:
        return facts.tense
    return Tense.PAST if facts.verbs or facts.share else None


def convert(
    views: Sequence[ParagraphView], within: Span, tense: Tense, dialect: str = "en-US"
) -> tuple[ProposedChange, ...]:
    """The changes that bring the narration of ``within`` into ``tense``, in order, none overlapping.

    Args:
        views: the paragraphs that touch ``within``, with tags and quotations; speech, thoughts in marks,
            letters, quoted blocks, headings and scene breaks are left alone.
        within: a stretch of the chapter; offsets of the result count in the chapter, too.
        dialect: for verbs with two past forms.
    """
    told = [view for view in views if not _is_apart(view.text)]
    used = frozenset(word.lower() for view in told for word in _WORD.findall(view.text))
    manner = Manner(tense, dialect, used, _told_by_one_of_them(told))
    found = (change.shift(view.start) for view in told for change in changes(view, manner))
    return tuple(c for c in found if within.start <= c.span.start and c.span.end <= within.end)


def _is_apart(text: str) -> bool:
    """Headings, scene breaks, and blocks set as quotations."""
    return is_heading(text) or is_scene_mark(text) or text.lstrip().startswith(">")


def _told_by_one_of_them(views: Sequence[ParagraphView]) -> bool:
    subjects = [
        token.lower
        for view in views
        for token in view.evidence.tokens
        if token.dep in {"nsubj", "nsubjpass"} and not view.in_quotation(token.start)
    ]
    return sum(word in _FIRST for word in subjects) > _TOLD_BY_I * len(subjects)
