"""Where a chapter was edited since somebody last had an answer for all of it."""

from __future__ import annotations

from studio.model.edit import TextEdit
from studio.text.span import Span

_MOST = 16  # stretches kept apart; more than that are an edit of the whole chapter, near enough


class Touched:
    """Stretches of the present text in order, both ends included, none touching another."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    @property
    def spans(self) -> tuple[Span, ...]:
        """The stretches; an empty one is a place where something was taken out."""
        return tuple(self._spans)

    def edit(self, edit: TextEdit) -> None:
        """Follow an edit, and add what it wrote."""
        here = Span(edit.start, edit.start + len(edit.inserted))
        moved = [
            Span(edit.shifted(s.start), max(edit.shifted(s.start), edit.shifted(s.end))) for s in self._spans
        ]
        kept: list[Span] = []
        for span in sorted([*moved, here]):
            if kept and span.start <= kept[-1].end:
                kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
            else:
                kept.append(span)
        self._spans = kept if len(kept) <= _MOST else [Span(kept[0].start, kept[-1].end)]

    def clear(self) -> None:
        """All of it is answered."""
        self._spans = []
