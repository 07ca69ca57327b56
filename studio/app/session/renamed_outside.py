"""Chapters that another program renamed or moved: the same content under a new name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from studio.app.session.open_chapter import OpenChapter
from studio.model.chapter import Chapter, ChapterId
from studio.model.project import Project
from studio.storage.content_note import Content, read_contents
from studio.storage.error import ReadError, StorageError
from studio.storage.file_read import digest_of
from studio.storage.places import Places
from studio.storage.snapshot import SnapshotStore
from studio.storage.story_snapshot import StorySnapshots

Moves = Sequence[tuple[Chapter, Chapter]]


def known_digests(
    chapters: Iterable[OpenChapter], contents: Mapping[ChapterId, Content]
) -> dict[ChapterId, str]:
    """The content of each chapter's file as it was last read, written or looked at. Main thread."""
    looked_at = {chapter: content.digest for chapter, content in contents.items()}
    read = {chapter.id: chapter.on_disk.digest for chapter in chapters if chapter.on_disk.digest is not None}
    return looked_at | read


def find_moves(old: Project, new: Project | None, digests: Mapping[ChapterId, str]) -> Moves:
    """Pairs of old and new places of chapters, for each content that has exactly one new place. Io lane."""
    if new is None:
        return ()
    listed = {chapter.id for chapter in new.chapters}
    gone = [each for each in old.chapters if each.id not in listed and not each.path.exists()]
    known = {chapter.id for chapter in old.chapters}
    went = _matched({each.id: digests[each.id] for each in gone if each.id in digests}, new.chapters, known)
    return tuple((chapter, went[chapter.id]) for chapter in gone if chapter.id in went)


def follow_renames(places: Places, chapters: Sequence[Chapter]) -> None:
    """Let the history follow chapters that were renamed while the story was not open. Io lane."""
    before = read_contents(places.cache)
    listed = {chapter.id for chapter in chapters}
    gone = {name: content.digest for name, content in before.items() if name not in listed}
    moves = {old: new.id for old, new in _matched(gone, chapters, set(before)).items()}
    move_history(places, moves)


def move_history(places: Places, moves: Mapping[ChapterId, ChapterId]) -> None:
    """Let the snapshots follow chapters to their new ids; quiet where that cannot be done. Io lane."""
    store = SnapshotStore(places.history)
    moments = StorySnapshots(places.history, store)
    for old, new in moves.items():
        with suppress(OSError, StorageError):
            store.renamed(old, new)
            moments.renamed(old, new)


def _matched(
    gone: Mapping[ChapterId, str], chapters: Sequence[Chapter], known: set[ChapterId]
) -> dict[ChapterId, Chapter]:
    """Where the contents of ``gone`` (digests by id) are now, among the chapters that are not ``known``."""
    if not gone:
        return {}
    arrived: dict[str, list[Chapter]] = {}
    for chapter in chapters:
        if chapter.id not in known:
            with suppress(ReadError):
                arrived.setdefault(digest_of(chapter.path) or "", []).append(chapter)
    contents = list(gone.values())
    return {
        name: arrived[digest][0]
        for name, digest in gone.items()
        if contents.count(digest) == len(arrived.get(digest, ())) == 1
    }
