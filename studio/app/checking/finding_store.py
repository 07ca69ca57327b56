"""The findings of open chapters, kept in step with the text as it is edited."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict

from studio.model.edit import TextEdit
from studio.proofing.finding import Finding
from studio.text.span import Span

_Waiting = tuple[int, Finding]
"""Where a finding begins, less the lag of all that wait; and the finding, its own span of an earlier time."""


class ChapterMarks:
    """The findings of one chapter, in text order, and the edits made since a revision.

    They lie on two sides of a gap that follows the writing: those before it stand where the text has them,
    those behind it wait, one number for all telling how far they have moved. So a key costs nothing for
    the findings behind it; going elsewhere costs as much as the findings passed on the way.
    """

    def __init__(self, revision: int = 0) -> None:
        self._before: list[Finding] = []
        self._behind: list[_Waiting] = []  # the nearest to the gap last
        self._lag = 0  # what the places of those behind the gap lack
        self._edits: OrderedDict[int, TextEdit] = OrderedDict()
        self.revision = revision
        self._base = revision

    @property
    def findings(self) -> list[Finding]:
        """All findings, where they are now; a list that the caller must not change."""
        self._gap_to(None)
        return self._before

    def edit(self, edit: TextEdit) -> None:
        """Shift what stands behind the edit and drop what it touches."""
        self.revision += 1
        self._edits[self.revision] = edit
        self._gap_to(edit.start)
        near = self._take_near(edit)
        self._lag += edit.growth
        self._before += (moved for f in near if (moved := _moved(f, edit)) is not None)

    def settle(self, revision: int) -> None:
        """Edits up to ``revision`` are no longer needed: every answer to come is newer."""
        for old in [r for r in self._edits if r <= revision]:
            del self._edits[old]

    @property
    def unsettled(self) -> int:
        """How many edits are kept because an answer to a text before them may still come."""
        return len(self._edits)

    def expect_anew(self) -> None:
        """The text as it is now is asked about anew: answers to earlier ones are stale from now on."""
        self._edits.clear()
        self._base = self.revision

    def answer(self, revision: int, span: Span, findings: tuple[Finding, ...]) -> Span | None:
        """Take over the findings of the paragraph that was ``span`` at ``revision``.

        Returns:
            Where the paragraph is now, or None when it was edited meanwhile and the answer is stale.
        """
        if revision < self._base:
            return None
        by = 0
        for number, edit in self._edits.items():
            if number <= revision:
                continue
            now = span.shift(by)
            if edit.start > now.end:
                continue
            if edit.end < now.start or (edit.end == now.start and edit.removed):
                by += edit.growth
            else:
                return None
        here = span.shift(by)
        self._before[self._first_of(here) :] = [f.shift(by) for f in findings] if by else findings
        return here

    def within(self, span: Span) -> list[Finding]:
        """The findings that begin in ``span``, its end included."""
        return self._before[self._first_of(span) :]

    def _first_of(self, span: Span) -> int:
        """Bring the gap behind what begins in ``span``; returns where that begins before the gap."""
        self._gap_to(span.end + 1)
        return bisect_left(self._before, span.start, key=lambda f: f.span.start)

    def _gap_to(self, offset: int | None) -> None:
        """Bring the gap before the first finding that begins at or behind ``offset`` (None: to the end)."""
        before, behind, lag = self._before, self._behind, self._lag
        while offset is not None and before and before[-1].span.start >= offset:
            finding = before.pop()
            behind.append((finding.span.start - lag, finding))
        while behind and (offset is None or behind[-1][0] + lag < offset):
            before.append(_placed(behind.pop(), lag))
        if not behind:
            self._lag = 0

    def _take_near(self, edit: TextEdit) -> list[Finding]:
        """Take out those that ``edit`` may touch, on both sides of a gap that is where it begins."""
        first = len(self._before)
        while first and self._before[first - 1].span.end >= edit.start:
            first -= 1
        near = self._before[first:]
        del self._before[first:]
        while self._behind and self._behind[-1][0] + self._lag <= edit.end:
            near.append(_placed(self._behind.pop(), self._lag))
        return near


def _placed(waiting: _Waiting, lag: int) -> Finding:
    """The finding where it is now."""
    start, finding = waiting
    by = start + lag - finding.span.start
    return finding.shift(by) if by else finding


def _moved(finding: Finding, edit: TextEdit) -> Finding | None:
    if edit.end < finding.span.start or (edit.end == finding.span.start and not _joins(edit)):
        return finding.shift(edit.growth)
    if edit.start > finding.span.end or (edit.start == finding.span.end and not _joins(edit)):
        return finding
    return None


def _joins(edit: TextEdit) -> bool:
    """Whether the edit may make or break a word at its ends: then a mark beside it is stale too."""
    return not edit.inserted or edit.inserted[:1].isalnum() or edit.inserted[-1:].isalnum()
