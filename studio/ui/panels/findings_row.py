"""The findings of a story as the panel lists them: grouped by kind, each with its words around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from studio.proofing.finding import Category, Finding

_AROUND = 36  # code points of context on either side
_LONGEST = 48


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in the list; ``before`` and ``after`` are the words around ``marked`` in one line."""

    chapter: str
    finding: Finding
    marked: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one category, in the order of the story."""

    category: Category
    rows: tuple[FindingRow, ...]


def make_row(chapter: str, text: str, finding: Finding) -> FindingRow:
    """The row of ``finding``, whose span counts in the chapter's ``text``."""
    start, end = finding.span.start, finding.span.end
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    if start > _AROUND and len(before) == _AROUND:
        before = "…" + before.partition(" ")[2]
    marked = finding.span.of(text).replace("\n", " ")
    return FindingRow(chapter, finding, marked[:_LONGEST], before, after)


def group(rows: Iterable[FindingRow], only: Category | None = None) -> tuple[FindingGroup, ...]:
    """The rows by category, the most frequent category first."""
    by_category: dict[Category, list[FindingRow]] = {}
    for row in rows:
        if only is None or row.finding.category is only:
            by_category.setdefault(row.finding.category, []).append(row)
    order = sorted(by_category, key=lambda c: (-len(by_category[c]), list(Category).index(c)))
    return tuple(FindingGroup(category, tuple(by_category[category])) for category in order)


def look_alike(some: Sequence[FindingGroup], others: Sequence[FindingGroup]) -> bool:
    """Whether two lists show the same words in the same rows, wherever in their chapters they stand."""
    return len(some) == len(others) and all(
        a.category is b.category
        and len(a.rows) == len(b.rows)
        and all(_looks(row) == _looks(other) for row, other in zip(a.rows, b.rows, strict=True))
        for a, b in zip(some, others, strict=True)
    )


def _looks(row: FindingRow) -> tuple[object, ...]:
    finding = row.finding
    words = (row.chapter, row.marked, row.before, row.after)
    return (*words, finding.message, finding.suggestions, finding.rule)


class FindingBook:
    """The rows of every chapter; only chapters whose findings changed are made anew."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[FindingRow, ...]] = {}

    def put(self, chapter: str, text: str, findings: Sequence[Finding]) -> None:
        """These are the findings of ``chapter`` now."""
        self._rows[chapter] = tuple(make_row(chapter, text, finding) for finding in findings)

    def keep(self, chapters: Iterable[str]) -> None:
        """Forget all chapters but these, and list in their order."""
        self._rows = {chapter: self._rows.get(chapter, ()) for chapter in chapters}

    def rows(self, chapter: str | None = None) -> tuple[FindingRow, ...]:
        """The rows of one chapter, or of the story."""
        if chapter is not None:
            return self._rows.get(chapter, ())
        return tuple(row for rows in self._rows.values() for row in rows)

    def counts(self, chapter: str | None = None) -> Mapping[Category, int]:
        """How many there are of each category."""
        counts: dict[Category, int] = {}
        for row in self.rows(chapter):
            counts[row.finding.category] = counts.get(row.finding.category, 0) + 1
        return counts
