"""The undo steps of a story among its caches, so that they are there after the next start.

``undo/steps.json`` lists them; the texts of a change lie beside it, packed, one file for each change, so that
a step costs no more to keep when a change of the whole story lies below it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeAlias

from studio.app.structure.structure_step import (
    Add,
    ChangedText,
    Delete,
    Move,
    PutBack,
    Rename,
    Step,
    TextChange,
)
from studio.model.chapter import Chapter, ChapterId
from studio.storage.atomic import lenient, make_folder, write_atomic
from studio.storage.error import ReadError
from studio.storage.file_read import read_file
from studio.storage.places import Places

Entry: TypeAlias = Step | TextChange

_LIST: Final = "steps.json"
_SUFFIX: Final = ".texts"
_LARGEST: Final = 20_000_000
_LARGEST_TEXTS: Final = 400_000_000


class UndoStore:
    """Reads and writes the steps, on the io lane. What cannot be read is as if it were not there."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._folder = places.cache / "undo"

    def write(self, undo: Sequence[Entry], redo: Sequence[Entry]) -> None:
        """Keep the steps.

        Raises:
            OSError, SaveError: they could not be written; this costs nothing but the undo steps.
        """
        make_folder(self._folder)
        lists = {"undo": self._fields(undo), "redo": self._fields(redo)}
        data = json.dumps(lists, ensure_ascii=False).encode("utf-8", "replace")
        write_atomic(self._folder / _LIST, data, leniency=lenient())
        used = {fields["texts"] for each in lists.values() for fields in each if "texts" in fields}
        for path in self._folder.glob(f"*{_SUFFIX}"):
            if path.name not in used:
                path.unlink(missing_ok=True)

    def read(self) -> tuple[list[Entry], list[Entry]]:
        """The steps to take back and those to make again, the next one last."""
        try:
            data = json.loads(read_file(self._folder / _LIST, _LARGEST))
        except (ReadError, ValueError, RecursionError):
            return [], []
        lists = data if isinstance(data, dict) else {}
        return self._entries(lists.get("undo")), self._entries(lists.get("redo"))

    def _fields(self, entries: Sequence[Entry]) -> list[dict[str, Any]]:
        """The steps as JSON; what lies below one that cannot be kept is of no use and left out."""
        found: list[dict[str, Any]] = []
        for entry in reversed(entries):
            fields = (
                self._write_texts(entry)
                if isinstance(entry, TextChange)
                else _step_fields(entry, self._places)
            )
            if fields is None:
                break
            found.append(fields)
        return found[::-1]

    def _entries(self, listed: Any) -> list[Entry]:
        found: list[Entry] = []
        for fields in reversed(listed if isinstance(listed, list) else []):
            entry = _step(fields, self._places) or self._read_texts(fields)
            if entry is None:
                break
            found.append(entry)
        return found[::-1]

    def _write_texts(self, change: TextChange) -> dict[str, Any]:
        texts = [[text.id, text.before, text.after] for text in change.texts]
        data = json.dumps(texts, ensure_ascii=False).encode("utf-8", "surrogatepass")
        name = hashlib.sha256(data).hexdigest()[:32] + _SUFFIX
        path = self._folder / name
        if not path.exists():
            write_atomic(path, zlib.compress(data), leniency=lenient())
        return {"step": "text", "kind": change.kind, "texts": name}

    def _read_texts(self, fields: Any) -> TextChange | None:
        match fields:
            case {"step": "text", "kind": "scene" | "replace" as kind, "texts": str(name)}:
                pass
            case _:
                return None
        if PurePosixPath(name).name != name or not name.endswith(_SUFFIX):
            return None
        with contextlib.suppress(ReadError, ValueError, zlib.error, RecursionError, TypeError):
            packed = zlib.decompressobj()
            data = packed.decompress(read_file(self._folder / name, _LARGEST), _LARGEST_TEXTS)
            rows = json.loads(data.decode("utf-8", "surrogatepass"))
            texts = [ChangedText(ChapterId(id_), before, after) for id_, before, after in rows]
            if all(isinstance(part, str) for t in texts for part in (t.id, t.before, t.after)):
                return TextChange(kind, tuple(texts))
        return None


def _step_fields(step: Step, places: Places) -> dict[str, Any] | None:
    match step:
        case Add(title, index):
            return {"step": "add", "title": title, "index": index}
        case Delete(chapter):
            return {"step": "delete", "id": chapter}
        case Rename(chapter, title):
            return {"step": "rename", "id": chapter, "title": title}
        case Move(chapter, index):
            return {"step": "move", "id": chapter, "index": index}
        case PutBack(chapter, trashed, index) if trashed.parent == places.trash:
            where = {"id": chapter.id, "title": chapter.title, "index": index}
            return {"step": "put back", "trashed": trashed.name, **where}
    return None


def _step(fields: Any, places: Places) -> Step | None:
    match fields:
        case {"step": "add", "title": str(title), "index": int(index)}:
            return Add(title, index)
        case {"step": "delete", "id": str(chapter)} if _inside(chapter, places):
            return Delete(ChapterId(chapter))
        case {"step": "rename", "id": str(chapter), "title": str(title)} if _inside(chapter, places):
            return Rename(ChapterId(chapter), title)
        case {"step": "move", "id": str(chapter), "index": int(index)} if _inside(chapter, places):
            return Move(ChapterId(chapter), index)
        case {
            "step": "put back",
            "id": str(chapter),
            "title": str(title),
            "trashed": str(trashed),
            "index": int(index),
        } if _inside(chapter, places) and Path(trashed).name == trashed:
            path = places.root / chapter
            return PutBack(Chapter(ChapterId(chapter), title, path), places.trash / trashed, index)
    return None


def _inside(chapter: str, places: Places) -> bool:
    """Whether the id leads to a place in the story: the caches may come with a stranger's story."""
    path = PurePosixPath(chapter)
    if not path.parts or path.is_absolute() or ".." in path.parts or "\0" in chapter or "\\" in chapter:
        return False
    return (places.root / path.parent).resolve().is_relative_to(places.root)
