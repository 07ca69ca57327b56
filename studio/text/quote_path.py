"""The cheapest reading of a row of quotation marks: a two-state Viterbi search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio.text.quote_mark import Mark

_UNCLOSED = 2.2
_STRAY = 2.5

_PASS, _CLOSE, _OPEN, _REOPEN = range(4)


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation by its marks' offsets; ``close`` is None where no mark closes it, ``open`` where none
    opens it. ``limit`` is where it must end at the latest."""

    open: int | None
    close: int | None
    limit: int


def pair_marks(marks: Sequence[Mark], limit: int, unclosed_at_end: float) -> list[Pair]:
    """The quotations that the marks make, in order.

    Args:
        marks: the marks of a paragraph or of a part of it.
        limit: where the part ends, in code points.
        unclosed_at_end: the cost of a quotation still open there (low where the next paragraph opens
            with the mark again).
    """
    if not marks:
        return []
    actions, inside = _search(marks, unclosed_at_end)
    return _pairs(marks, _walk_back(actions, inside=inside), limit)


def _search(marks: Sequence[Mark], unclosed_at_end: float) -> tuple[list[tuple[int, int]], bool]:
    """For each mark the best action that leads outside and inside; and whether the end is inside."""
    outside, inside = 0.0, 1e9
    actions = []
    for mark in marks:
        skip = outside + min(mark.literal, _STRAY + mark.closing)
        close = inside + mark.closing
        begin = outside + mark.opening
        stay = inside + mark.literal
        again = inside + _UNCLOSED + mark.opening
        out_action = _CLOSE if close < skip else _PASS
        in_action = _OPEN if begin <= min(stay, again) else (_PASS if stay <= again else _REOPEN)
        actions.append((out_action, in_action))
        outside, inside = min(skip, close), min(begin, stay, again)
    return actions, inside + unclosed_at_end < outside


def _walk_back(actions: list[tuple[int, int]], *, inside: bool) -> list[int]:
    path = []
    for out_action, in_action in reversed(actions):
        action = in_action if inside else out_action
        path.append(action)
        if action == _CLOSE:
            inside = True
        elif action == _OPEN:
            inside = False
    path.reverse()
    return path


def _pairs(marks: Sequence[Mark], path: Sequence[int], limit: int) -> list[Pair]:
    pairs: list[Pair] = []
    begun: int | None = None
    for mark, action in zip(marks, path, strict=True):
        if action == _REOPEN:
            pairs.append(Pair(begun, None, mark.offset))
        if action in (_OPEN, _REOPEN):
            begun = mark.offset
        elif action == _CLOSE:
            pairs.append(Pair(begun, mark.offset, limit))
            begun = None
        elif begun is None and not pairs and mark.closing < 0.5 and mark.literal > _STRAY:
            pairs.append(Pair(None, mark.offset, limit))
    if begun is not None:
        pairs.append(Pair(begun, None, limit))
    return pairs
