"""Where a dragged chapter or scene comes to lie."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from studio.app.outline_service import ChapterOutline
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
    """Where ``dragged`` lands when it is let go before ``row`` (-1: behind all).

    ``row`` counts the scenes of ``onto``, or the chapters where that is None. The answer is None where it
    cannot land, or would stay where it is.
    """
    source = next((i for i, chapter in enumerate(chapters) if chapter.id == dragged.chapter), None)
    if source is None or (dragged.scene is None) != (onto is None):
        return None
    if onto is None:
        at = row if row >= 0 else len(chapters)
        at -= at > source
        return None if at == source else Landing(None, at)
    at = row if row >= 0 else len(onto.scenes)
    if onto.id == dragged.chapter and dragged.scene is not None:
        at -= at > dragged.scene
        if at == dragged.scene:
            return None
    return Landing(onto.id, at)
