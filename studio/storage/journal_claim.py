"""Finding the journals of a story that was moved or renamed since it crashed, and of renamed chapters.

A journal folder is named after the story's path. A small file in it says which path that was, and which
folder lay there (its number on the disk, which a move keeps and a copy does not have). A journal whose story
is no longer there belongs to the story that has the very file it was typed into, known by its digest. While
the story is where it was, no copy of it gets its typing; nor does another story that lies in its place now.
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
    """Whose journals lie in a folder: the story's folder, its lock, and the folder's number if known."""

    root: Path
    lock: Path
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A chapter that got a journal from under another name.

    Attributes:
        root: the folder of the story in which it was typed.
        sure: whether that is this very story; if not, this one may be a copy of it.
    """

    chapter: ChapterId
    root: Path
    sure: bool


def note_place(places: Places, *, whole: bool = True) -> None:
    """Say in the story's journal folder whose it is; quiet if that cannot be written.

    Args:
        whole: whether the folder is the story's own; around a single file it is not.
    """
    fields: dict[str, object] = {"root": str(places.root), "lock": str(places.lock)}
    if whole and (number := _number(places.root)) is not None:
        fields["folder"] = number
    data = json.dumps(fields).encode("ascii")
    path = places.journal / _PLACE
    with contextlib.suppress(OSError, SaveError):
        if _content(path) != data:
            make_folder(places.journal, mode=0o700)
            write_atomic(path, data)


def claim_journals(
    places: Places, chapters: Sequence[Chapter], is_held: Callable[[Path], bool]
) -> list[Claim]:
    """Bring the journals of this story that lie under another name to where they are looked for.

    Args:
        is_held: whether the lock file at a path is held by a program that lives.

    Returns:
        The chapters that got a journal, and whence.
    """
    claimed: list[Claim] = []
    digests: dict[ChapterId, str | None] = {}
    here = _number(places.root)
    for folder, place, record, gone in _strays(places, chapters, is_held):
        if not digests:
            digests = {chapter.id: _digest(chapter.path) for chapter in chapters}
        target = _target(record, chapters, digests, gone)
        if target is None or journal_path(places.journal, target.id).exists():
            continue
        with contextlib.suppress(SaveError, OSError):
            _move(record, folder, places, target, digests[target.id])
            claimed.append(Claim(target.id, place.root, place.number in (None, here)))
    return claimed


def _strays(
    places: Places, chapters: Sequence[Chapter], is_held: Callable[[Path], bool]
) -> Iterator[tuple[Path, _Place, JournalRecord, bool]]:
    """Journals that may be this story's, where they lie, whose they are, and whether that story is gone."""
    listed = {chapter.id for chapter in chapters}
    for record in all_journals(places.journal):
        if record.chapter not in listed:
            yield places.journal, _Place(places.root, places.lock), record, False
    for folder in _other_folders(places):
        place = _read_place(folder)
        # Without a note, or while another window may still be writing them, they are left alone.
        if place is None or is_held(place.lock):
            continue
        if _is_elsewhere(place, places.root):
            continue
        for record in all_journals(folder):
            if not record.continues(_digest(place.root / record.chapter)):
                yield folder, place, record, not place.root.exists()


def set_aside(places: Places, chapters: Sequence[Chapter]) -> Path | None:
    """Put journals of another story, which lay in this one's place before, where that story finds them.

    Returns:
        The folder that they are in now; None if there are none.
    """
    place, here = _read_place(places.journal), _number(places.root)
    if place is None or place.number is None or place.number == here:
        return None
    by_id = {chapter.id: chapter for chapter in chapters}
    digests = {_digest(chapter.path) for chapter in chapters}
    target = places.journal.with_name(f"{places.journal.name}-{place.number}")
    moved = False
    for record in all_journals(places.journal):
        same = by_id.get(record.chapter)
        ours = any(_continues(record, each) for each in digests) or (
            same is not None and alike(record.base_text, read_chapter(same.path).text)
        )
        if ours or record.text == record.base_text:
            continue
        with contextlib.suppress(OSError, SaveError):
            make_folder(target, mode=0o700)
            write_atomic(target / _PLACE, _content(places.journal / _PLACE) or b"")
            source = journal_path(places.journal, record.chapter)
            source.rename(target / source.name)
            moved = True
    return target if moved else None


def _is_elsewhere(place: _Place, root: Path) -> bool:
    """Whether the story that the journals belong to is where it was, so that no other one gets them."""
    return place.number is not None and place.root != root and _number(place.root) == place.number


def _number(folder: Path) -> int | None:
    """What the disk knows the folder by, however it is called."""
    try:
        return folder.stat().st_ino or None
    except OSError:
        return None


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
        number = fields.get("folder")
        return _Place(Path(fields["root"]), Path(fields["lock"]), number if type(number) is int else None)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
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
