"""The findings shown on one page, kept in step with every key."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studio.model.edit import TextEdit
from studio.proofing.finding import Finding
from studio.text.span import Span


@dataclass(slots=True, eq=False)
class Mark:
    """A finding on the page. ``start`` and ``end`` are code points in the chapter's present text; the
    finding's own span is the one it was found at."""

    start: int
    end: int
    finding: Finding

    @property
    def span(self) -> Span:
        """Where the mark is now."""
        return Span(self.start, self.end)


class MarkList:
    """Marks in text order. An edit moves those behind it and drops those whose words it touches."""

    def __init__(self) -> None:
        self._marks: list[Mark] = []

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks)

    def replace(self, span: Span, findings: Iterable[Finding]) -> None:
        """Put ``findings`` in the place of the marks that begin in ``span``, its end included."""
        first = bisect_left(self._marks, span.start, key=_start)
        last = first
        while last < len(self._marks) and self._marks[last].start <= span.end:
            last += 1
        fresh = [Mark(f.span.start, f.span.end, f) for f in findings]
        fresh.sort(key=lambda mark: (mark.start, mark.end))
        self._marks[first:last] = fresh

    def clear(self) -> None:
        """Drop all marks."""
        self._marks = []

    def edit(self, edit: TextEdit) -> bool:
        """Follow an edit; returns whether a mark was dropped."""
        marks, growth = self._marks, edit.growth
        first = bisect_left(marks, edit.start, key=_end)  # marks never overlap: ends are in order too
        kept: list[Mark] = []
        at = first
        while at < len(marks) and marks[at].start <= edit.end:
            if not _touches(edit, marks[at]):
                kept.append(marks[at])
            at += 1
        dropped = at - first - len(kept)
        for mark in kept:
            if mark.start >= edit.end:
                mark.start += growth
                mark.end += growth
        if growth:
            for mark in marks[at:]:
                mark.start += growth
                mark.end += growth
        marks[first:at] = kept
        return bool(dropped)

    def within(self, start: int, end: int) -> list[Mark]:
        """The marks that share a character with ``[start, end)`` or, being empty, stand in it."""
        found = []
        for mark in self._marks[bisect_left(self._marks, start, key=_end) :]:
            if mark.start > end or (mark.start == end and mark.end > end):
                break
            if mark.end > start or mark.start == mark.end:
                found.append(mark)
        return found

    def at(self, offset: int) -> Mark | None:
        """The mark at a caret offset, both its ends included; of two that meet there, the later one."""
        found = None
        for mark in self._marks[bisect_left(self._marks, offset, key=_end) :]:
            if mark.start > offset:
                break
            found = mark
        return found

    def number(self, mark: Mark) -> int:
        """The mark's place in the list, counted from 1; 0 if it is not there."""
        at = bisect_left(self._marks, mark.start, key=_start)
        while at < len(self._marks) and self._marks[at].start == mark.start:
            if self._marks[at] is mark:
                return at + 1
            at += 1
        return 0

    def like(self, mark: Mark) -> Mark | None:
        """The mark of this list that says the same of the same place."""
        at = bisect_left(self._marks, mark.start, key=_start)
        while at < len(self._marks) and self._marks[at].start == mark.start:
            other = self._marks[at]
            mine, its = mark.finding, other.finding
            if other.end == mark.end and (mine.rule, mine.suggestions) == (its.rule, its.suggestions):
                return other
            at += 1
        return None

    def after(self, offset: int) -> Mark | None:
        """The first mark that begins at or behind ``offset``; the first of all when there is none."""
        at = bisect_left(self._marks, offset, key=_start)
        return self._marks[at] if at < len(self._marks) else next(iter(self._marks), None)

    def before(self, offset: int) -> Mark | None:
        """The last mark that begins before ``offset``; the last of all when there is none."""
        at = bisect_left(self._marks, offset, key=_start)
        return self._marks[at - 1] if self._marks else None


def _start(mark: Mark) -> int:
    return mark.start


def _end(mark: Mark) -> int:
    return mark.end


def _touches(edit: TextEdit, mark: Mark) -> bool:
    """Whether the marked words are others after the edit; beside them only a letter changes them."""
    if edit.start < mark.end and edit.end > mark.start:
        return True
    if mark.start < edit.start < mark.end:  # put into it
        return True
    joins = not edit.inserted or edit.inserted[0].isalnum() or edit.inserted[-1].isalnum()
    return joins and (edit.start == mark.end or edit.end == mark.start)
