"""Open chapters that another program renamed or moved: the same content under a new name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from studio.app.session.open_chapter import OpenChapter
from studio.app.session.open_story import OpenStory
from studio.model.chapter import Chapter, ChapterId
from studio.model.project import Project
from studio.storage.error import ReadError
from studio.storage.file_read import digest_of

Moves = Sequence[tuple[Chapter, Chapter]]


def known_digests(chapters: Iterable[OpenChapter]) -> dict[ChapterId, str]:
    """The content of each open chapter's file as it was last read or written. Main thread."""
    return {chapter.id: chapter.on_disk.digest for chapter in chapters if chapter.on_disk.digest is not None}


def find_moves(old: Project, new: Project | None, digests: dict[ChapterId, str]) -> Moves:
    """Pairs of old and new places of chapters, for each content that has exactly one new place. Io lane."""
    if new is None:
        return ()
    listed = {chapter.id for chapter in new.chapters}
    gone = [chapter for chapter in old.chapters if chapter.id in digests and chapter.id not in listed]
    if not gone:
        return ()
    known = {chapter.id for chapter in old.chapters}
    arrived: dict[str, list[Chapter]] = {}
    for chapter in new.chapters:
        if chapter.id not in known:
            with suppress(ReadError):
                arrived.setdefault(digest_of(chapter.path) or "", []).append(chapter)
    moves = []
    for chapter in gone:
        places = arrived.get(digests[chapter.id], [])
        same = [other for other in gone if digests[other.id] == digests[chapter.id]]
        if len(places) == len(same) == 1 and not chapter.path.exists():
            moves.append((chapter, places[0]))
    return tuple(moves)


def move_history(story: OpenStory, moves: Moves) -> None:
    """Let the snapshots follow. Io lane."""
    for old, new in moves:
        story.snapshots.renamed(old.id, new.id)
        story.moments.renamed(old.id, new.id)
