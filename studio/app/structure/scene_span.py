"""Which stretch of a chapter the scene at a place is."""

from __future__ import annotations

from studio.text.scene import scene_breaks
from studio.text.span import Span


def scene_at(text: str, offset: int) -> Span:
    """The scene at ``offset``, breaks and the white space about them left out; the whole text without any."""
    start, end = 0, len(text)
    for found in scene_breaks(text):
        if found.span.end <= offset:
            start = found.span.end
        elif found.span.start > offset:
            end = found.span.start
            break
    body = text[start:end]
    if not body.strip():
        return Span(start, end)
    return Span(start + len(body) - len(body.lstrip()), start + len(body.rstrip()))
