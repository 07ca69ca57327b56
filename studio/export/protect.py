"""Stretches that cleaning leaves alone: scene marks, addresses, code, tags, link targets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from studio.export.change import Edit
from studio.text.scene import is_scene_mark

_PATTERNS = (
    re.compile(r"<!--.{0,500}?-->"),
    re.compile(r"`[^`\n]+`"),
    re.compile(r"\]\([^()\s]*\)"),
    re.compile(r"</?[A-Za-z][^<>\n]*>"),
    re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"),
)
_TRIGGER = re.compile(r"[<`@]|\]\(|://|www\.")


class Protected:
    """The stretches of one text that must stay as they are."""

    def __init__(self, text: str) -> None:
        spans = sorted(span for start, line in lines(text) if line for span in _spans(start, line))
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in spans:
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def allow(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        """The edits that touch none of them."""
        return (edit for edit in edits if not self.touches(edit.start, edit.end))

    def touches(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` has a part in one of them."""
        at = bisect_right(self._starts, start) - 1
        inside = at >= 0 and start < self._ends[at]
        follows = at + 1 < len(self._starts) and self._starts[at + 1] < end
        return inside or follows


def lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of ``text`` without their ends, each with the offset it begins at."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _spans(start: int, line: str) -> Iterator[tuple[int, int]]:
    if is_scene_mark(line):
        bare = line.strip()
        begin = start + line.index(bare)
        yield begin, begin + len(bare)
        return
    if _TRIGGER.search(line):
        for pattern in _PATTERNS:
            for found in pattern.finditer(line):
                yield start + found.start(), start + found.end()
