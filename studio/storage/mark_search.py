"""Looks through chapters that are not open for the conflict marks of version control."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from studio.model.chapter import Chapter, ChapterId
from studio.storage.chapter_file import parse_chapter
from studio.storage.conflict_mark import MarkedConflict, read_marks
from studio.storage.error import ReadError
from studio.storage.file_read import read_file

_LARGEST: Final = 5_000_000
_MARK: Final = b"<<<<<<<"


@dataclass(frozen=True, slots=True)
class MarkedChapter:
    """A chapter with conflict marks, and its text."""

    id: ChapterId
    text: str
    marked: MarkedConflict


class MarkSearch:
    """Reads a file again only if its time or size changed. Use it on one lane only."""

    def __init__(self) -> None:
        self._seen: dict[Path, tuple[int, int]] = {}

    def look(self, chapters: Iterable[Chapter]) -> list[MarkedChapter]:
        """The chapters with conflict marks among those whose files are new or changed since the last look."""
        found = []
        for chapter in chapters:
            with suppress(OSError, ReadError):
                status = chapter.path.stat()
                state = (status.st_mtime_ns, status.st_size)
                if self._seen.get(chapter.path) == state or status.st_size > _LARGEST:
                    continue
                self._seen[chapter.path] = state
                data = read_file(chapter.path, _LARGEST)
                if _MARK not in data:
                    continue
                text = parse_chapter(chapter.path.name, data).text
                marked = read_marks(text)
                if marked is not None:
                    found.append(MarkedChapter(chapter.id, text, marked))
        return found
