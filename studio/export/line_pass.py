"""Makes scene breaks and the blank lines between paragraphs uniform."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from studio.export.change import ChangeKind, Edit
from studio.export.option import BlankLines, CleanOptions
from studio.export.protect import lines
from studio.text.scene import BreakKind, scene_breaks


def scene_edits(text: str, options: CleanOptions) -> Iterator[Edit]:
    """Every marked scene break gets the mark of ``options``."""
    if not options.scene_mark:
        return
    for scene_break in scene_breaks(text):
        if scene_break.kind is BreakKind.MARK:
            span = scene_break.span
            yield Edit(span.start, span.end, options.scene_mark, ChangeKind.SCENE_BREAK)


def blank_line_edits(text: str, options: CleanOptions) -> Iterator[Edit]:
    """One blank line between paragraphs, or none, and none around the text.

    In a text that parts its paragraphs by blank lines, lines without one between them belong together (a
    verse, an address, wrapped lines) and stay so.
    """
    if options.blank_lines is BlankLines.KEEP:
        return
    full = [(start, start + len(line)) for start, line in lines(text) if line.strip()]
    if not full:
        return
    gaps = [(end, start) for (_, end), (start, _) in pairwise(full)]
    spaced = sum(text.count("\n", end, start) > 1 for end, start in gaps)
    mostly_spaced = spaced * 2 >= len(gaps)
    guessed = {b.span.start for b in scene_breaks(text) if b.kind is BreakKind.GUESS}
    yield Edit(0, full[0][0], "", ChangeKind.BLANK_LINE)
    for end, start in gaps:
        breaks = text.count("\n", end, start)
        if breaks == 1 and mostly_spaced:
            continue
        if any(end <= at <= start for at in guessed) and breaks > 1:
            continue
        after = "\n" if options.blank_lines is BlankLines.NONE else "\n\n"
        yield Edit(end, start, after, ChangeKind.BLANK_LINE)
    end = full[-1][1]
    yield Edit(end, len(text), "\n" if "\n" in text[end:] else "", ChangeKind.BLANK_LINE)
