"""The story's trash: deleted chapters, scenes and character sheets, and what is known of each.

The files are plain texts whose names begin with the time. ``about.json`` beside them says where each came
from; without it a file still comes back, at the end of the story.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, get_args

from studio.storage.atomic import lenient, make_folder, write_atomic
from studio.storage.chapter_folder import create_file
from studio.storage.error import ReadError, SaveError, StorageError
from studio.storage.file_name import is_speakable, is_text_name, safe_stem, stays_inside
from studio.storage.file_read import read_file

Kind = Literal["chapter", "character", "scene"]

_ABOUT: Final = "about.json"
_LARGEST: Final = 4_000_000
_STAMP: Final = "%Y-%m-%d %H.%M.%S"
_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d) (.+)\Z")
_LONGEST_TITLE: Final = 60


@dataclass(frozen=True, slots=True)
class TrashNote:
    """Where something in the trash came from.

    Attributes:
        title: the chapter's, the character's name, or a scene's first words.
        chapter: the chapter's id; for a scene, that of the chapter it stood in.
        index: its place in the story, or the scene's in its chapter, from 0; -1 if that is not known.
    """

    kind: Kind
    title: str
    chapter: str = ""
    index: int = -1


@dataclass(frozen=True, slots=True)
class TrashItem:
    """Something in the trash: its file, when it was deleted (local time), and where it came from."""

    path: Path
    at: datetime
    note: TrashNote


def list_trash(trash: Path) -> Sequence[TrashItem]:
    """What is in the trash, newest first; none if it is missing or cannot be read."""
    about = _read(trash)
    found: list[TrashItem] = []
    with contextlib.suppress(OSError):
        for path in trash.iterdir():
            match = _NAME.match(path.stem)
            if match is None or not is_text_name(path.name) or not is_speakable(path.name):
                continue
            with contextlib.suppress(OSError, ValueError):
                at = datetime.strptime(match[1], _STAMP)
                if path.is_file():
                    found.append(TrashItem(path, at, about.get(path.name) or _guess(path, match[2])))
    return sorted(found, key=lambda item: (item.at, item.path.name), reverse=True)


def note_trashed(trash: Path, name: str, note: TrashNote) -> None:
    """Remember where the file ``name`` in the trash came from; quiet if that cannot be written."""
    _change(trash, {name: note})


def forget_trashed(trash: Path, name: str) -> None:
    """The file ``name`` has left the trash; quiet if that cannot be written."""
    _change(trash, {name: None})


def delete_trashed(trash: Path, items: Sequence[TrashItem]) -> int:
    """Delete these for good; how many could not be deleted. One that came back meanwhile stays."""
    left = 0
    gone: dict[str, TrashNote | None] = {}
    for item in items:
        try:
            item.path.unlink(missing_ok=True)
        except OSError:
            left += 1
        else:
            gone[item.path.name] = None
    _change(trash, gone)
    return left


def trash_text(trash: Path, text: str, note: TrashNote, now: datetime) -> Path:
    """Put a text that has no file of its own, a scene, into the trash. Returns its file.

    Raises:
        SaveError: it could not be written.
    """
    path = create_file(trash, f"{now.strftime(_STAMP)} {safe_stem(note.title)[:_LONGEST_TITLE]}", text=text)
    note_trashed(trash, path.name, note)
    return path


def scene_title(text: str) -> str:
    """What a scene is called in the trash: the beginning of its first line."""
    first = text.strip().partition("\n")[0].lstrip("# ").strip()
    return first if len(first) <= _LONGEST_TITLE else f"{first[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"


def _guess(path: Path, stem: str) -> TrashNote:
    with contextlib.suppress(OSError), path.open("rb") as file:
        if file.read(4).startswith(b"+++"):
            return TrashNote("character", stem)
    return TrashNote("chapter", stem)


def _change(trash: Path, changes: Mapping[str, TrashNote | None]) -> None:
    about = _read(trash)
    changed: dict[str, TrashNote | None] = {**about, **changes}
    fields = {name: asdict(note) for name, note in changed.items() if note and (trash / name).exists()}
    if not fields and not about:
        return
    data = json.dumps(fields, ensure_ascii=False, indent=1, sort_keys=True)
    # Without it things come back all the same, only to another place.
    with contextlib.suppress(OSError, SaveError, StorageError):
        make_folder(trash)
        write_atomic(trash / _ABOUT, data.encode("utf-8", "replace"), leniency=lenient())


def _read(trash: Path) -> dict[str, TrashNote]:
    try:
        data = json.loads(read_file(trash / _ABOUT, _LARGEST))
    except (ReadError, ValueError, RecursionError):
        return {}
    entries = data.items() if isinstance(data, dict) else ()
    return {str(name): note for name, fields in entries if (note := _note(fields)) is not None}


def _note(fields: Any) -> TrashNote | None:
    match fields:
        case {"kind": str(kind), "title": str(title), "chapter": str(chapter), "index": int(index)}:
            if kind in get_args(Kind) and _is_inside(chapter):
                return TrashNote(kind, title, chapter, index)  # type: ignore[arg-type]
    return None


def _is_inside(chapter: str) -> bool:
    """Whether a chapter's id leads nowhere but into the story: the file may be a stranger's."""
    return stays_inside(chapter) and "\\" not in chapter
