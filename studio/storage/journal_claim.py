"""Finding the journals of a story that was moved or renamed since it crashed, and of renamed chapters.

A journal folder is named after the story's path. A small file in it says which path that was; a journal whose
story is no longer there belongs to the story that has the very file it was typed into, known by its digest.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from studio.model.chapter import Chapter, ChapterId
from studio.storage.atomic import make_folder, write_atomic
from studio.storage.chapter_file import read_chapter
from studio.storage.conflict_copy import alike
from studio.storage.error import ReadError, SaveError
from studio.storage.file_read import digest_of, read_file
from studio.storage.journal import SUFFIX, Journal, JournalRecord, all_journals, journal_path
from studio.storage.places import Places

_PLACE: Final = "place.json"
_LARGEST: Final = 100_000


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose journals lie in a folder: the story's folder, and its lock."""

    root: Path
    lock: Path


def note_place(places: Places) -> None:
    """Say in the story's journal folder whose it is; quiet if that cannot be written."""
    data = json.dumps({"root": str(places.root), "lock": str(places.lock)}).encode("ascii")
    path = places.journal / _PLACE
    with contextlib.suppress(OSError, SaveError):
        if _content(path) != data:
            make_folder(places.journal, mode=0o700)
            write_atomic(path, data)


def claim_journals(
    places: Places, chapters: Sequence[Chapter], is_held: Callable[[Path], bool]
) -> list[ChapterId]:
    """Bring the journals of this story that lie under another name to where they are looked for.

    Args:
        is_held: whether the lock file at a path is held by a program that lives.

    Returns:
        The chapters that got a journal.
    """
    claimed: list[ChapterId] = []
    digests: dict[ChapterId, str | None] = {}
    for folder, record, gone in _strays(places, chapters, is_held):
        if not digests:
            digests = {chapter.id: _digest(chapter.path) for chapter in chapters}
        target = _target(record, chapters, digests, gone)
        if target is None or journal_path(places.journal, target.id).exists():
            continue
        with contextlib.suppress(SaveError, OSError):
            _move(record, folder, places, target, digests[target.id])
            claimed.append(target.id)
    return claimed


def _strays(
    places: Places, chapters: Sequence[Chapter], is_held: Callable[[Path], bool]
) -> Iterator[tuple[Path, JournalRecord, bool]]:
    """Journals that may be this story's, where they lie, and whether their own story is gone."""
    listed = {chapter.id for chapter in chapters}
    for record in all_journals(places.journal):
        if record.chapter not in listed:
            yield places.journal, record, False
    for folder in _other_folders(places):
        place = _read_place(folder)
        # Without a note, or while another window may still be writing them, they are left alone.
        if place is None or is_held(place.lock):
            continue
        for record in all_journals(folder):
            if not record.continues(_digest(place.root / record.chapter)):
                yield folder, record, not place.root.exists()


def _other_folders(places: Places) -> list[Path]:
    try:
        folders = sorted(places.journal.parent.iterdir())
    except OSError:
        return []
    return [each for each in folders if each != places.journal and any(each.glob(f"*{SUFFIX}"))]


def _target(
    record: JournalRecord, chapters: Sequence[Chapter], digests: dict[ChapterId, str | None], gone: bool
) -> Chapter | None:
    """The chapter that the typing belongs to: the very file, of the same name if there are several."""
    if record.text == record.base_text:
        return None
    exact = [chapter for chapter in chapters if _continues(record, digests[chapter.id])]
    named = [chapter for chapter in exact if chapter.id == record.chapter]
    if named or (len(exact) == 1 and record.base_text.strip()):
        return (named or exact)[0]
    same_name = next((chapter for chapter in chapters if chapter.id == record.chapter), None)
    if gone and same_name is not None and alike(record.base_text, read_chapter(same_name.path).text):
        return same_name  # the story was moved, and the file changed since: the writer will be asked
    return None


def _continues(record: JournalRecord, digest: str | None) -> bool:
    return digest is not None and record.continues(digest)


def _move(record: JournalRecord, folder: Path, places: Places, target: Chapter, digest: str | None) -> None:
    base_text, base_digest = record.base_text, record.base_digest
    if digest is not None and digest in record.saves:
        base_text, base_digest = record.saves[digest], digest
    Journal(places.journal, target.id).append(base_text, base_digest, (), record.text)
    journal_path(folder, record.chapter).unlink(missing_ok=True)


def _read_place(folder: Path) -> _Place | None:
    try:
        fields = json.loads(_content(folder / _PLACE) or b"")
        return _Place(Path(fields["root"]), Path(fields["lock"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _content(path: Path) -> bytes | None:
    try:
        return read_file(path, _LARGEST)
    except ReadError:
        return None


def _digest(path: Path) -> str | None:
    try:
        return digest_of(path)
    except ReadError:
        return None
