"""Paragraphs of a chapter, whether one line each or wrapped hard at a fixed width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from studio.text.span import Span

_WRAPPED = range(50, 86)
_LONGEST_WRAPPED = 100
_MOST = 0.6
_FEWEST_INNER_LINES = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a chapter.

    Attributes:
        text: its characters without the last line end; hard-wrapped text keeps the inner ones.
        start: where it begins in the chapter, in code points.
        index: its place among the chapter's paragraphs, from 0.
    """

    text: str
    start: int
    index: int

    @property
    def end(self) -> int:
        """Where it ends in the chapter, line end excluded."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """The stretch of the chapter that it covers."""
        return Span(self.start, self.end)


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a chapter in order; blank lines are none.

    A hard-wrapped text gives one paragraph for each run of lines, any other text one for each line.
    """
    lines = list(_lines(text))
    blocks = _runs(lines) if _is_wrapped(lines) else _written(lines)
    return tuple(Paragraph(text[start:end], start, index) for index, (start, end) in enumerate(blocks))


def is_hard_wrapped(text: str) -> bool:
    """Whether most lines inside runs of lines are 50 to 85 code points long, as Project Gutenberg's are."""
    return _is_wrapped(list(_lines(text)))


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end (line end and carriage return excluded) and whether anything is written, line by line."""
    start = 0
    for piece in text.split("\n"):
        bare = piece.rstrip("\r")
        yield start, start + len(bare), bool(bare.strip())
        start += len(piece) + 1


def _written(lines: Iterable[tuple[int, int, bool]]) -> Iterator[tuple[int, int]]:
    return ((start, end) for start, end, written in lines if written)


def _runs(lines: Iterable[tuple[int, int, bool]]) -> Iterator[tuple[int, int]]:
    first = last = -1
    for start, end, written in lines:
        if written:
            first = start if first < 0 else first
            last = end
        elif first >= 0:
            yield first, last
            first = -1
    if first >= 0:
        yield first, last


def _is_wrapped(lines: list[tuple[int, int, bool]]) -> bool:
    inner = [
        end - start for (start, end, written), (_, _, followed) in pairwise(lines) if written and followed
    ]
    if len(inner) < _FEWEST_INNER_LINES:
        return False
    long = sum(end - start > _LONGEST_WRAPPED for start, end, _ in lines)
    return sum(n in _WRAPPED for n in inner) >= _MOST * len(inner) and long <= len(inner) // 10
