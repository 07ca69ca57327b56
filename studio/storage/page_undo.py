"""The undo steps of chapters among the story's caches, for the next start.

The edits are kept, not whole texts: a step that takes back one word costs some bytes, and the steps
are used only if the chapter's text is still the one that they lead back from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from studio.model.edit import TextEdit
from studio.storage.atomic import lenient, write_atomic
from studio.storage.error import ReadError
from studio.storage.file_call import UnsyncedCalls
from studio.storage.file_read import read_file

_LARGEST: Final = 4_000_000


def write_page_undo(cache: Path, chapter: str, text: str, steps: Sequence[TextEdit]) -> None:
    """Keep the steps that lead back from ``text``, the newest first; as many as fit into four megabytes.

    Raises:
        OSError, SaveError: they could not be written; this costs nothing but the undo steps.
    """
    path = _path(cache, chapter)
    kept: list[list[object]] = []
    size = 0
    for step in steps:
        size += 4 * len(step.inserted) + 40
        if size > _LARGEST // 2:
            break
        kept.append([step.start, step.removed, step.inserted])
    if not kept:
        path.unlink(missing_ok=True)
        return
    if not cache.parent.is_dir():
        return  # the whole story is away: nothing of ours may stand in its place
    for folder in (cache, path.parent):
        folder.mkdir(exist_ok=True)  # not synced, like the file: what is lost is undo steps
    data = {"chapter": chapter, "text": _digest(text), "steps": kept}
    write_atomic(path, json.dumps(data).encode("ascii"), calls=UnsyncedCalls(), leniency=lenient())


def read_page_undo(cache: Path, chapter: str, text: str) -> tuple[TextEdit, ...]:
    """The steps that lead back from ``text``; none if they are not known or lead back from another one."""
    try:
        data = json.loads(read_file(_path(cache, chapter), _LARGEST))
        if data["chapter"] != chapter or data["text"] != _digest(text):
            return ()
        steps = tuple(TextEdit(start, removed, inserted) for start, removed, inserted in data["steps"])
        whole = all(type(s.start) is type(s.removed) is int and type(s.inserted) is str for s in steps)
    except (ReadError, ValueError, KeyError, TypeError, RecursionError):
        return ()
    return steps if whole else ()


def _path(cache: Path, chapter: str) -> Path:
    name = hashlib.sha256(chapter.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return cache / "undo" / f"{name}.json"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
