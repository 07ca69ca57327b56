"""The findings of open chapters, kept in step with the text as it is edited."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict

from studio.model.edit import TextEdit
from studio.proofing.finding import Finding
from studio.text.span import Span


class ChapterMarks:
    """The findings of one chapter, in text order, and the edits made since a revision."""

    def __init__(self, revision: int = 0) -> None:
        self.findings: list[Finding] = []
        self._edits: OrderedDict[int, TextEdit] = OrderedDict()
        self.revision = revision
        self._base = revision

    def edit(self, edit: TextEdit) -> None:
        """Shift what stands behind the edit and drop what it touches."""
        self.revision += 1
        self._edits[self.revision] = edit
        self.findings = [moved for f in self.findings if (moved := _moved(f, edit)) is not None]

    def settle(self, revision: int) -> None:
        """Edits up to ``revision`` are no longer needed: every answer to come is newer."""
        for old in [r for r in self._edits if r <= revision]:
            del self._edits[old]

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
        first, last = self._range(here)
        self.findings[first:last] = [f.shift(by) for f in findings]
        return here

    def within(self, span: Span) -> list[Finding]:
        """The findings that begin in ``span``, its end included."""
        first, last = self._range(span)
        return self.findings[first:last]

    def _range(self, span: Span) -> tuple[int, int]:
        first = bisect_left(self.findings, span.start, key=lambda f: f.span.start)
        last = first
        while last < len(self.findings) and self.findings[last].span.start <= span.end:
            last += 1
        return first, last


def _moved(finding: Finding, edit: TextEdit) -> Finding | None:
    if edit.end < finding.span.start or (edit.end == finding.span.start and not _joins(edit)):
        return finding.shift(edit.growth)
    if edit.start > finding.span.end or (edit.start == finding.span.end and not _joins(edit)):
        return finding
    return None


def _joins(edit: TextEdit) -> bool:
    """Whether the edit may make or break a word at its ends: then a mark beside it is stale too."""
    return not edit.inserted or edit.inserted[:1].isalnum() or edit.inserted[-1:].isalnum()
