"""A chapter's scenes, as the outline lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studio.text.scene import BreakKind, SceneBreak, scene_breaks
from studio.text.span import Span
from studio.text.word import count_words

_MARKUP = re.compile(r"^#{1,6}\s+|[*_`]|\s+#+$")
_TITLE_WORDS = 7
_CLOSING = ",;:.–—- "


@dataclass(frozen=True, slots=True)
class SceneEntry:
    """A scene of a chapter.

    Attributes:
        title: the scene's heading, or its first words where it has none.
        span: the scene with its heading, without the mark before it, in code points of the chapter.
        words: how many words it has, the heading's not counted.
        kind: what divides it from the scene before; None for one that opens the chapter without a heading.
        guessed: whether its beginning is a guess.
    """

    title: str
    span: Span
    words: int
    kind: BreakKind | None
    guessed: bool


def outline(text: str) -> tuple[SceneEntry, ...]:
    """The scenes of a chapter in order; what stands between two breaks with nothing written is none."""
    return tuple(_entries(text, scene_breaks(text)))


def _entries(text: str, breaks: tuple[SceneBreak, ...]) -> Iterator[SceneEntry]:
    heading: SceneBreak | None = None
    since: SceneBreak | None = None
    at = 0
    for place in breaks:
        yield from _scene(text, at, place.span.start, since, heading)
        if place.kind is BreakKind.HEADING:
            if not text[at : place.span.start].strip() and heading is not None:
                yield _empty(text, heading)
            heading = place
        else:
            heading = heading if not text[at : place.span.start].strip() else None
        since, at = place, place.span.end
    if heading is not None and not text[at:].strip():
        yield _empty(text, heading)
    yield from _scene(text, at, len(text), since, heading)


def _scene(
    text: str, start: int, end: int, since: SceneBreak | None, heading: SceneBreak | None
) -> Iterator[SceneEntry]:
    body = text[start:end]
    if not body.strip():
        return
    lead = len(body) - len(body.lstrip())
    span = Span(heading.span.start if heading else start + lead, start + len(body.rstrip()))
    title = _plain(heading.span.of(text)) if heading else _first_words(body)
    kind = BreakKind.HEADING if heading else (since.kind if since else None)
    yield SceneEntry(title, span, count_words(body), kind, kind is BreakKind.GUESS)


def _empty(text: str, heading: SceneBreak) -> SceneEntry:
    return SceneEntry(_plain(heading.span.of(text)), heading.span, 0, BreakKind.HEADING, guessed=False)


def _plain(line: str) -> str:
    return _MARKUP.sub("", line.strip()).strip()


def _first_words(body: str) -> str:
    line = _MARKUP.sub("", body.strip().split("\n", 1)[0])
    words = line.split()
    if len(words) <= _TITLE_WORDS:
        return " ".join(words)
    return " ".join(words[:_TITLE_WORDS]).rstrip(_CLOSING) + "…"
