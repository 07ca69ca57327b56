"""Line ends: one kind in memory, the file's own on disk, each line's own where a file mixes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studio.model.alignment import matching_blocks

_ANY_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class LineEnds:
    """How the lines of a file end.

    Attributes:
        usual: the most frequent end, used for new lines.
        lines: for a file that mixes them, the end of each line in order; empty if all are ``usual``.
    """

    usual: str = "\n"
    lines: tuple[str, ...] = ()


def read_line_ends(text: str) -> tuple[str, LineEnds]:
    """The text with ``\\n`` only, and how its lines ended."""
    if "\r" not in text:
        return text, LineEnds()
    ends = tuple(_ANY_END.findall(text))
    counts = {end: ends.count(end) for end in ("\n", "\r\n", "\r")}
    usual = max(counts, key=lambda end: counts[end])
    return _ANY_END.sub("\n", text), LineEnds(usual, () if counts[usual] == len(ends) else ends)


def write_line_ends(text: str, old: str, ends: LineEnds) -> str:
    """``text`` with the line ends of the file it came from; ``old`` is the text that ``ends`` belong to."""
    if not ends.lines:
        return text if ends.usual == "\n" else text.replace("\n", ends.usual)
    old_lines, lines = old.split("\n"), text.split("\n")
    chosen = [ends.usual] * (len(lines) - 1)
    for at_old, at_new, length in matching_blocks(old_lines, lines):
        for step in range(length):
            if at_new + step < len(chosen) and at_old + step < len(ends.lines):
                chosen[at_new + step] = ends.lines[at_old + step]
    parts = [part for line, end in zip(lines, [*chosen, ""], strict=True) for part in (line, end)]
    return "".join(parts)
