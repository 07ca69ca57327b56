"""Changes to a text, kept against the original however many passes made them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from studio.text.span import Span


class ChangeKind(StrEnum):
    """Why a place was changed."""

    FIX = "fix"
    LINE_END = "line_end"
    SPACE = "space"
    TRAILING_SPACE = "trailing_space"
    INVISIBLE = "invisible"
    QUOTE = "quote"
    DASH = "dash"
    ELLIPSIS = "ellipsis"
    SCENE_BREAK = "scene_break"
    BLANK_LINE = "blank_line"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Change:
    """``before``, which stands at ``span_before`` of the original text, becomes ``after``.

    ``kind`` is that of the first pass that touched the place.
    """

    span_before: Span
    before: str
    after: str
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` of the text of the moment becomes ``text``."""

    start: int
    end: int
    text: str
    kind: ChangeKind


def apply_changes(text: str, changes: Iterable[Change]) -> str:
    """``text`` with ``changes``, which are in order and do not overlap."""
    parts: list[str] = []
    done = 0
    for change in changes:
        parts += (text[done : change.span_before.start], change.after)
        done = change.span_before.end
    parts.append(text[done:])
    return "".join(parts)


class Script:
    """A text under change, and the changes so far told against the text it began as."""

    def __init__(self, original: str) -> None:
        self._original = original
        self._edits: list[Edit] = []
        self.text = original

    def apply(self, edits: Iterable[Edit]) -> bool:
        """Make ``edits`` (offsets in the text of the moment, none overlapping); whether any changed it."""
        real = sorted(
            (edit for edit in edits if self.text[edit.start : edit.end] != edit.text),
            key=lambda edit: (edit.start, edit.end),
        )
        if not real:
            return False
        self._edits = _compose(self._edits, real, self.text)
        self.text = _spliced(self._original, 0, len(self._original), self._edits)
        return True

    def changes(self) -> tuple[Change, ...]:
        """All changes, in order, without overlaps."""
        return tuple(
            Change(Span(edit.start, edit.end), self._original[edit.start : edit.end], edit.text, edit.kind)
            for edit in self._edits
            if self._original[edit.start : edit.end] != edit.text
        )


@dataclass(slots=True)
class _Cluster:
    """Old and new edits that touch the same characters; all offsets in the text between the two."""

    start: int
    end: int
    kind: ChangeKind
    fresh: list[Edit]
    grown: int = 0

    def add(self, edit: Edit, *, new: bool) -> None:
        self.start, self.end = min(self.start, edit.start), max(self.end, edit.end)
        if new:
            self.fresh.append(edit)


def _compose(old: Sequence[Edit], new: Sequence[Edit], text: str) -> list[Edit]:
    """``old`` (original to ``text``) and then ``new`` (on ``text``) as edits of the original."""
    queue = [(edit.start, edit.end, 0, edit, grown) for edit, grown in _moved(old)]
    queue += [(edit.start, edit.end, 1, edit, 0) for edit in new]
    queue.sort(key=lambda item: item[:3])
    result: list[Edit] = []
    cluster: _Cluster | None = None
    shift = 0
    for start, end, is_new, edit, grown in queue:
        if cluster is None or not (start < cluster.end and cluster.start < end):
            if cluster is not None:
                result.append(_settled(cluster, shift, text))
                shift += cluster.grown
            cluster = _Cluster(start, end, edit.kind, [])
        cluster.add(edit, new=bool(is_new))
        cluster.grown += grown
    if cluster is not None:
        result.append(_settled(cluster, shift, text))
    return result


def _moved(edits: Sequence[Edit]) -> list[tuple[Edit, int]]:
    """The edits' places in the text that they made, and by how much each lengthens it."""
    moved = []
    shift = 0
    for edit in edits:
        grown = len(edit.text) - (edit.end - edit.start)
        start = edit.start + shift
        moved.append((Edit(start, start + len(edit.text), edit.text, edit.kind), grown))
        shift += grown
    return moved


def _settled(cluster: _Cluster, shift: int, text: str) -> Edit:
    """The cluster as one edit of the original; ``shift`` is how much longer ``text`` is before it."""
    after = _spliced(text, cluster.start, cluster.end, cluster.fresh)
    return Edit(cluster.start - shift, cluster.end - shift - cluster.grown, after, cluster.kind)


def _spliced(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    parts: list[str] = []
    done = start
    for edit in edits:
        parts += (text[done : edit.start], edit.text)
        done = edit.end
    parts.append(text[done:end])
    return "".join(parts)
