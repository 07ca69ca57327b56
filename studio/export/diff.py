"""The changes of a cleaning as hunks for a preview: whole lines, and the changed words within."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio.export.change import Change, ChangeKind
from studio.model.piece import Piece, PieceKind


@dataclass(frozen=True, slots=True)
class Hunk:
    """Neighbouring lines that change together.

    Attributes:
        line_before, line_after: the number of the first line in each version, from 1.
        before, after: the whole lines in each version, without the last line end.
        pieces: both at once; same and removed ones joined give ``before``, same and added ones ``after``.
        changes: indexes of the changes in the list that was given.
        kinds: why, each once, in the order they occur.
    """

    line_before: int
    line_after: int
    before: str
    after: str
    pieces: tuple[Piece, ...]
    changes: tuple[int, ...]
    kinds: tuple[ChangeKind, ...]


def hunks(before: str, changes: Sequence[Change]) -> tuple[Hunk, ...]:
    """The hunks of ``changes`` to ``before`` (in order, without overlaps), in order."""
    starts = [0, *(at + 1 for at, char in enumerate(before) if char == "\n")]
    result: list[Hunk] = []
    line_shift = 0
    for first, last, start, end in _groups(before, changes, starts):
        group = changes[first:last]
        line = bisect_right(starts, start)
        pieces = tuple(_pieces(before, group, start, end))
        result.append(
            Hunk(
                line_before=line,
                line_after=line + line_shift,
                before=before[start:end],
                after="".join(piece.text for piece in pieces if piece.kind is not PieceKind.REMOVED),
                pieces=pieces,
                changes=tuple(range(first, last)),
                kinds=tuple(dict.fromkeys(change.kind for change in group)),
            )
        )
        line_shift += sum(change.after.count("\n") - change.before.count("\n") for change in group)
    return tuple(result)


def _groups(
    before: str, changes: Sequence[Change], starts: Sequence[int]
) -> Iterator[tuple[int, int, int, int]]:
    """Runs of changes that share lines: first and last index, start and end of their lines."""
    first = start = end = 0
    for at, change in enumerate(changes):
        here_start = starts[bisect_right(starts, change.span_before.start) - 1]
        here_end = before.find("\n", change.span_before.end)
        here_end = len(before) if here_end < 0 else here_end
        if at and here_start > end:
            yield first, at, start, end
            first = at
        start = here_start if at == first else start
        end = here_end
    if changes:
        yield first, len(changes), start, end


def _pieces(before: str, changes: Sequence[Change], start: int, end: int) -> Iterator[Piece]:
    done = start
    for change in changes:
        for kind, text in (
            (PieceKind.SAME, before[done : change.span_before.start]),
            (PieceKind.REMOVED, change.before),
            (PieceKind.ADDED, change.after),
        ):
            if text:
                yield Piece(kind, text)
        done = change.span_before.end
    if done < end:
        yield Piece(PieceKind.SAME, before[done:end])
