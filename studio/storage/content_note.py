"""What each chapter's file held when it was last looked at, among the story's caches.

So a chapter that another program renamed is known by its content, also one that was never opened here, and
also if it happened while the program was not running.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from studio.model.chapter import Chapter, ChapterId
from studio.storage.atomic import lenient, make_folder, write_atomic
from studio.storage.error import ReadError, SaveError, StorageError
from studio.storage.file_read import digest_of, read_file

_NAME: Final = "contents.json"
_LARGEST: Final = 20_000_000


@dataclass(frozen=True, slots=True)
class Content:
    """A file's size in bytes, its time of change in nanoseconds, and its digest."""

    size: int
    changed: int
    digest: str


def read_contents(cache: Path) -> dict[ChapterId, Content]:
    """What was noted last; nothing if that cannot be read."""
    try:
        fields: Any = json.loads(read_file(cache / _NAME, _LARGEST))
        return {
            ChapterId(name): Content(int(size), int(changed), str(digest))
            for name, (size, changed, digest) in fields.items()
        }
    except (ReadError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def look_at_contents(
    cache: Path, chapters: Iterable[Chapter], before: Mapping[ChapterId, Content]
) -> dict[ChapterId, Content]:
    """The contents of the chapters now, noted in ``cache``; only files that changed are read.

    Empty ones, which are all alike, and those that cannot be read are left out.
    """
    found: dict[ChapterId, Content] = {}
    for chapter in chapters:
        with contextlib.suppress(OSError, ReadError):
            status = chapter.path.stat()
            if not status.st_size:
                continue
            known = before.get(chapter.id)
            if known is None or (known.size, known.changed) != (status.st_size, status.st_mtime_ns):
                known = Content(status.st_size, status.st_mtime_ns, digest_of(chapter.path) or "")
            if known.digest:
                found[chapter.id] = known
    if found != before or not (cache / _NAME).exists():
        rows = {name: [each.size, each.changed, each.digest] for name, each in found.items()}
        # Without it a rename made outside is not followed, and that is all.
        with contextlib.suppress(OSError, SaveError, StorageError):
            if not cache.parent.is_dir():
                return found  # the whole story is away: nothing of ours may stand in its place
            make_folder(cache)
            write_atomic(cache / _NAME, json.dumps(rows).encode("ascii"), leniency=lenient())
    return found
