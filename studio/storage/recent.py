"""The stories opened last, newest first, in the user's configuration folder."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from studio.storage.atomic import write_atomic
from studio.storage.error import ReadError
from studio.storage.file_read import read_file

MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Recent:
    """A story that was open: its path, its title, and when it was opened (local time)."""

    path: Path
    title: str
    opened: datetime


class Recents:
    """Reads and writes the list; a broken file is an empty list. Touches the disk: for the io lane."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def load(self) -> tuple[Recent, ...]:
        """The stories, newest first; those whose path is gone are left out."""
        return tuple(recent for recent in self._read() if recent.path.exists())

    def add(self, path: Path, title: str, opened: datetime) -> None:
        """Put a story first.

        Raises:
            SaveError: the list could not be written.
        """
        path = path.resolve()
        others = [recent for recent in self._read() if recent.path != path]
        self._write([Recent(path, title, opened.replace(microsecond=0)), *others][:MOST])

    def forget(self, path: Path) -> None:
        """Take a story off the list.

        Raises:
            SaveError: the list could not be written.
        """
        self._write([recent for recent in self._read() if recent.path != path.resolve()])

    def _read(self) -> list[Recent]:
        try:
            table = tomllib.loads(read_file(self._file, 1_000_000).decode("utf-8"))
        except (ReadError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
            return []
        listed = table.get("story")
        entries = listed if isinstance(listed, list) else []
        return [recent for entry in entries if (recent := _recent(entry)) is not None]

    def _write(self, recents: Sequence[Recent]) -> None:
        import tomlkit

        stories = tomlkit.aot()
        for recent in recents:
            table = tomlkit.table()
            table.update({"path": str(recent.path), "title": recent.title, "opened": recent.opened})
            stories.append(table)
        document = tomlkit.document()
        document["story"] = stories
        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(self._file, tomlkit.dumps(document).encode("utf-8", "replace"))


def _recent(entry: object) -> Recent | None:
    match entry:
        case {"path": str(path), "title": str(title), "opened": datetime() as opened}:
            return Recent(Path(path), title, opened.replace(tzinfo=None))
    return None
