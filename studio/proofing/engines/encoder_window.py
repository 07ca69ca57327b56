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
    """The size of windows: at most ``size`` pieces read, ``margin`` of them on either side as context."""

    size: int
    margin: int

    def windows(self, total: int, wanted: Sequence[tuple[int, int]]) -> Iterator[Window]:
        """Windows over the ``wanted`` ranges of a stream of ``total`` pieces; the ranges ascend.

        Each wanted piece is answered by exactly one window. Ranges near each other share windows; a short
        one gets a short window, which is quick to read.
        """
        stride = self.size - 2 * self.margin
        for begin, stop in _joined(wanted, self.margin):
            at = begin
            while at < stop:
                start = max(0, at - self.margin)
                # At the end of the stream no context is missed: the window may answer up to its end.
                last = min(stop, start + self.size if start + self.size >= total else at + stride)
                end = min(total, start + self.size, last + self.margin)
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
