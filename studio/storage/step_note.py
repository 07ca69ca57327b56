"""A note of a change of the chapters that is under way, so that the next start can finish it.

Adding, renaming or deleting a chapter changes two things: a file's name, and ``story.toml``. A crash may come
between them. The note lies among the caches; without it such a chapter is shown at the end of the story.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from studio.model.chapter import Chapter
from studio.storage.atomic import sync_folder, write_atomic
from studio.storage.chapter_order import order_name
from studio.storage.error import ReadError, SaveError, StorageError
from studio.storage.file_read import read_file
from studio.storage.places import Places
from studio.storage.snapshot import SnapshotStore
from studio.storage.story_change import set_order, set_title
from studio.storage.story_file import edit_story, read_story

_NAME: Final = "step.json"
_LARGEST: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class StepNote:
    """What is about to change; names are those that ``story.toml`` uses.

    Attributes:
        known: all chapters before.
        after: the chapter that the new one follows; "" if it is the first.
        gone: the chapter that goes away or gets another name; "" if there is none.
        title: the new one's title, if its file's name cannot hold it; else "".
    """

    known: tuple[str, ...]
    after: str = ""
    gone: str = ""
    title: str = ""


def begin_step(places: Places, note: StepNote) -> None:
    """Write the note.

    Raises:
        SaveError: it could not be written; then nothing should be changed.
    """
    try:
        places.cache.mkdir(parents=True, exist_ok=True)
        write_atomic(places.cache / _NAME, json.dumps(asdict(note)).encode("utf-8", "replace"))
    except OSError as error:
        raise SaveError(f"The story's folder allows no writing, so nothing was changed ({error}).") from error


def end_step(places: Places) -> None:
    """The change is complete. A note that cannot be removed does no harm: it is known to be done."""
    with contextlib.suppress(OSError):
        (places.cache / _NAME).unlink(missing_ok=True)


def finish_step(places: Places, chapters: Sequence[Chapter]) -> bool:
    """Finish what a crash interrupted; ``chapters`` are those found on disk.

    Returns:
        Whether anything was changed, so that the story must be loaded again.
    """
    note = _read(places)
    if note is None:
        return False
    try:
        changed = _finish(places, note, {order_name(chapter.path, places): chapter for chapter in chapters})
    except (OSError, StorageError):
        return False  # the next start tries again
    end_step(places)
    return changed


def _finish(places: Places, note: StepNote, found: dict[str, Chapter]) -> bool:
    new = [name for name in found if name not in note.known]
    old = found.get(note.gone)
    if old is not None and len(new) == 1 and old.path.samefile(found[new[0]].path):
        old.path.unlink()  # it had got its new name, but still had the old one
        sync_folder(old.path.parent)
        del found[note.gone]
        old = None
    listed = read_story(places.story_file)[0].order
    gone = note.gone if note.gone and old is None else ""
    if all(name in listed for name in new) and gone not in listed:
        return False  # it was not begun, or complete
    order = [name for name in found if name not in new]
    at = order.index(note.after) + 1 if note.after in order else 0
    order[at:at] = new
    titles = [set_title(gone, None)] if gone else []
    titles += [set_title(name, note.title or None) for name in new]
    edit_story(places.story_file, *titles, set_order(order, [gone]))
    if gone and len(new) == 1:
        target = found[new[0]]
        base = places.chapters if target.path.is_relative_to(places.chapters) else places.root
        SnapshotStore(places.history).renamed(places.chapter_id(base / gone), target.id)
    return True


def _read(places: Places) -> StepNote | None:
    try:
        fields: Any = json.loads(read_file(places.cache / _NAME, _LARGEST))
        known, texts = fields["known"], [fields[name] for name in ("after", "gone", "title")]
    except (ReadError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(known, list) or not all(isinstance(text, str) for text in (*known, *texts)):
        return None
    return StepNote(tuple(known), *texts)
