"""Where a dragged chapter or scene comes to lie."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from studio.app.structure.outline_service import ChapterOutline
from studio.model.chapter import ChapterId


@dataclass(frozen=True, slots=True)
class Dragged:
    """What is being dragged: a chapter, or one of its scenes (from 0)."""

    chapter: ChapterId
    scene: int | None

    def to_bytes(self) -> bytes:
        """For the clipboard of the drag."""
        return json.dumps([self.chapter, self.scene]).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Dragged:
        """What ``to_bytes`` wrote."""
        chapter, scene = json.loads(data.decode())
        return cls(ChapterId(chapter), scene)


@dataclass(frozen=True, slots=True)
class Landing:
    """Place ``at`` among the chapters, or among the scenes of ``chapter``, counted without what moves."""

    chapter: ChapterId | None
    at: int


def landing(
    chapters: Sequence[ChapterOutline], dragged: Dragged, row: int, onto: ChapterOutline | None
) -> Landing | None:
    """Where ``dragged`` lands when it is let go before ``row`` (-1: on the row itself).

    ``row`` counts the scenes of ``onto``, or the chapters where that is None. A chapter let go on another
    takes its place; a scene let go between chapters becomes the last one of the chapter above. The answer is
    None where it would stay where it is.
    """
    source = next((i for i, chapter in enumerate(chapters) if chapter.id == dragged.chapter), None)
    if source is None:
        return None
    if dragged.scene is None:
        return _chapter_landing(chapters, source, row, onto)
    if onto is None:
        onto, row = (
            (chapters[row - 1] if row > 0 else chapters[0 if row == 0 else -1]),
            (0 if row == 0 else -1),
        )
    at = row if row >= 0 else len(onto.scenes)
    if onto.id == dragged.chapter:
        at -= at > dragged.scene
        if at == dragged.scene:
            return None
    return Landing(onto.id, at)


def _chapter_landing(
    chapters: Sequence[ChapterOutline], source: int, row: int, onto: ChapterOutline | None
) -> Landing | None:
    if onto is not None:
        at = next((i for i, chapter in enumerate(chapters) if chapter.id == onto.id), source)
    else:
        at = row if row >= 0 else len(chapters)
        at -= at > source
    return None if at == source else Landing(None, at)
