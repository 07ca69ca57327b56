"""Which stretches of a text the encoder reads, and which part of each it answers for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``start`` to ``end`` are read together; the answer holds from ``first`` to ``last``.

    All four count word pieces from the start of the stream; ends are not included.
    """

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class WindowPlan:
    """The size of windows: at most ``size`` pieces are read.

    ``margin`` pieces on either side are context where windows meet inside a range, ``context`` where a
    range begins and ends, so that a single paragraph is read with more around it.
    """

    size: int
    margin: int
    context: int

    def windows(self, total: int, wanted: Sequence[tuple[int, int]]) -> Iterator[Window]:
        """Windows over the ``wanted`` ranges of a stream of ``total`` pieces; the ranges ascend.

        Each wanted piece is answered by exactly one window. Ranges near each other share windows; a short
        one gets a short window, which is quick to read.
        """
        for begin, stop in _joined(wanted, self.context):
            at = begin
            while at < stop:
                start = max(0, at - (self.context if at == begin else self.margin))
                full = min(total, start + self.size)
                end = min(full, stop + self.context)
                # Where the stream ends no context is missed: the window may answer up to there.
                last = stop if stop + self.margin <= end or end == total else full - self.margin
                yield Window(start, end, at, last)
                at = last


def _joined(ranges: Sequence[tuple[int, int]], gap: int) -> Iterator[tuple[int, int]]:
    current: tuple[int, int] | None = None
    for start, end in ranges:
        if start == end:
            continue
        if current is not None and start - current[1] <= gap:
            current = (current[0], end)
        else:
            if current is not None:
                yield current
            current = (start, end)
    if current is not None:
        yield current
