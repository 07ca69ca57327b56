"""Edits that keys ask for: emphasis on and off, a scene break. Pure functions, offsets in code points."""

from __future__ import annotations

from studio.model.edit import TextEdit
from studio.text.span import Span

SCENE_BREAK = "* * *"


def toggle_emphasis(text: str, chosen: Span, mark: str) -> tuple[TextEdit, Span]:
    """Put ``mark`` ("*" or "**") around the selection, or take it away where it stands already.

    Without a selection the word at the caret is meant, or the bare marks with the caret between them.
    Returns the edit and what is selected after it.
    """
    span = chosen if len(chosen) else _word_at(text, chosen.start)
    span = _tight(text, span)
    width = len(mark)
    inside = text[span.start - width : span.start] == mark and text[span.end : span.end + width] == mark
    if inside and len(span) and _run(text, span.start) % 3 != (1 if width == 2 else 2):
        outer = Span(span.start - width, span.end + width)
        now = Span(outer.start, outer.end - 2 * width)
        return TextEdit(outer.start, len(outer), span.of(text)), now
    now = span.shift(width)
    return TextEdit(span.start, len(span), f"{mark}{span.of(text)}{mark}"), now


def scene_break(text: str, caret: int, *, spaced: bool) -> tuple[TextEdit, int]:
    """A scene break behind the paragraph of ``caret``; ``spaced`` for text with blank lines between.

    Returns the edit and where the caret goes: the beginning of the new scene.
    """
    end = text.find("\n", caret)
    end = len(text) if end < 0 else end
    line_start = text.rfind("\n", 0, caret) + 1
    gap = "\n\n" if spaced else "\n"
    before = "" if not text[line_start:end].strip() and line_start == end else gap
    after = end
    while after < len(text) and text[after] == "\n":
        after += 1
    inserted = f"{before}{SCENE_BREAK}{gap}"
    return TextEdit(end, after - end, inserted), end + len(inserted)


def _word_at(text: str, caret: int) -> Span:
    start = end = caret
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "'’-"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] in "'’-"):
        end += 1
    return Span(start, end)


def _tight(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _run(text: str, end: int) -> int:
    """How many asterisks stand directly before ``end``."""
    count = 0
    while end - count > 0 and text[end - count - 1] == "*":
        count += 1
    return count
