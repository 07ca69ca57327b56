"""Cuts a chapter into the windows in which its narrative tense is judged."""

from __future__ import annotations

from collections.abc import Sequence

from studio.text.paragraph import Paragraph
from studio.text.word import rough_count

WINDOW_WORDS = 1200
"""A scene longer than this is judged in pieces, because many drafts have lost their scene breaks."""


def scene_windows(paragraphs: Sequence[Paragraph], breaks: Sequence[int]) -> tuple[range, ...]:
    """Ranges of paragraph indexes, together all of them, in order.

    Args:
        paragraphs: the chapter's paragraphs.
        breaks: chapter offsets (code points) at which scenes begin or are divided, ascending.
    """
    windows: list[range] = []
    first = 0
    words = 0
    at = 0
    for index, paragraph in enumerate(paragraphs):
        crossed = False
        while at < len(breaks) and breaks[at] <= paragraph.start:
            crossed = True
            at += 1
        if index > first and (crossed or words >= WINDOW_WORDS):
            windows.append(range(first, index))
            first, words = index, 0
        words += rough_count(paragraph.text)
    if len(paragraphs) > first:
        windows.append(range(first, len(paragraphs)))
    return tuple(windows)
