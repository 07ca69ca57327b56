"""The whole story at one moment: a list, in ``history/whole story/``, of the snapshots that make it up.

The chapters' texts are ordinary snapshots, each kept once; the list is a TOML file that a person can read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final

from studio.model.chapter import ChapterId
from studio.storage.atomic import make_folder, write_atomic
from studio.storage.chapter_file import ChapterText, parse_chapter
from studio.storage.error import ReadError, SaveError, save_sentence
from studio.storage.file_name import safe_stem, stays_inside
from studio.storage.file_read import digest, read_file
from studio.storage.snapshot import STORY_FOLDER, SnapshotStore, read_name, too_many
from studio.storage.toml_value import TomlValues

_SUFFIX: Final = ".toml"
_LARGEST_LIST: Final = 4_000_000
_LARGEST: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class StoryPart:
    """One chapter of a moment.

    Attributes:
        chapter, title: as it was then, or as it was renamed since.
        kept: the snapshot's path from the history folder; "" for an empty chapter.
        digest: of the snapshot's bytes.
    """

    chapter: ChapterId
    title: str
    kept: str
    digest: str


@dataclass(frozen=True, slots=True)
class StoryMoment:
    """The whole story at one moment, chapters in reading order.

    Attributes:
        path: the list.
        at, reason, number: as for a ``Snapshot``.
    """

    path: Path
    at: datetime
    reason: str
    number: int
    parts: tuple[StoryPart, ...]

    @property
    def order(self) -> tuple[datetime, int, str]:
        """Sorts moments by when they were."""
        return self.at, self.number, self.path.name


class StorySnapshots:
    """The moments of one story. Its methods touch the disk: they belong on the io lane."""

    def __init__(self, history: Path, store: SnapshotStore) -> None:
        self._history = history
        self._folder = history / STORY_FOLDER
        self._store = store

    def part(self, chapter: ChapterId, title: str, data: bytes, reason: str, at: datetime) -> StoryPart:
        """Keep one chapter's file content for a moment.

        Raises:
            SaveError: it could not be written.
        """
        snapshot, _ = self._store.keep(chapter, data, reason, at)
        kept = snapshot.path.relative_to(self._history).as_posix() if snapshot else ""
        return StoryPart(chapter, title, kept, digest(data))

    def keep(self, parts: Sequence[StoryPart], reason: str, at: datetime) -> StoryMoment:
        """Write the list of a moment, whose parts are kept already.

        Raises:
            SaveError: it could not be written.
        """
        at = at.replace(microsecond=0)
        number = 1 + max((each.number for each in self.list() if each.at == at), default=0)
        stem = f"{at:%Y-%m-%d %H.%M.%S} {safe_stem(reason)}"
        path = self._folder / f"{stem}{f' ({number})' if number > 1 else ''}{_SUFFIX}"
        moment = StoryMoment(path, at, reason, number, tuple(parts))
        try:
            make_folder(self._folder)
        except OSError as error:
            raise SaveError(save_sentence(path, error)) from error
        write_atomic(path, _written(moment), expected=None)
        return moment

    def list(self) -> Sequence[StoryMoment]:
        """All moments, newest first; a list that cannot be understood is left out."""
        paths = self._folder.glob(f"*{_SUFFIX}") if self._folder.is_dir() else ()
        found = [moment for path in paths if (moment := _read(path))]
        return sorted(found, key=lambda moment: moment.order, reverse=True)

    def text(self, part: StoryPart) -> ChapterText | None:
        """The chapter as it was; None if its snapshot is gone."""
        if not part.kept:
            return ChapterText(digest=part.digest)
        candidates = [self._inside(part.kept), *(each.path for each in self._store.list(part.chapter))]
        for path in candidates:
            data = _content(path) if path is not None else None
            if data is not None and digest(data) == part.digest:
                return parse_chapter(PurePosixPath(part.chapter).name, data)
        return None

    def needed(self) -> Mapping[ChapterId, Set[str]]:
        """The digests of the contents that some moment needs, by chapter."""
        digests: dict[ChapterId, set[str]] = {}
        for moment in self.list():
            for part in moment.parts:
                digests.setdefault(part.chapter, set()).add(part.digest)
        return digests

    def renamed(self, old: ChapterId, new: ChapterId) -> None:
        """Let the lists follow a chapter that got a new name; quiet if that cannot be done."""
        source, target = (
            self._store.folder(each).relative_to(self._history).as_posix() for each in (old, new)
        )
        for moment in self.list():
            parts = tuple(
                replace(part, chapter=new, kept=part.kept.replace(f"{source}/", f"{target}/", 1))
                if part.chapter == old
                else part
                for part in moment.parts
            )
            if parts != moment.parts:
                with suppress(SaveError):
                    write_atomic(moment.path, _written(replace(moment, parts=parts)))

    def thin(self, now: datetime) -> int:
        """Remove the lists of automatic moments that lie too close together; how many were removed."""
        superfluous = too_many(self.list(), now)
        for moment in superfluous:
            moment.path.unlink(missing_ok=True)
        return len(superfluous)

    def _inside(self, kept: str) -> Path | None:
        path = self._history / kept
        if not stays_inside(kept) or path.is_symlink():
            return None
        return path


def _is_chapter(name: str) -> bool:
    """Whether it can be a chapter's id: the list may be a stranger's, or written by hand."""
    return bool(PurePosixPath(name).parts) and stays_inside(name)


def _content(path: Path) -> bytes | None:
    try:
        return read_file(path, _LARGEST)
    except ReadError:
        return None


def _written(moment: StoryMoment) -> bytes:
    import tomlkit

    document = tomlkit.document()
    document.add(
        tomlkit.comment("The whole story as it was. The kept files lie in the folders beside this one.")
    )
    document.add("name", tomlkit.string(moment.reason))
    chapters = tomlkit.aot()
    for part in moment.parts:
        table = tomlkit.table()
        table.update({"title": part.title, "chapter": part.chapter, "kept": part.kept, "sha256": part.digest})
        chapters.append(table)
    document.add("chapters", chapters)
    return tomlkit.dumps(document).encode("utf-8")


def _read(path: Path) -> StoryMoment | None:
    name = read_name(path.stem)
    try:
        table = tomllib.loads(read_file(path, _LARGEST_LIST).decode("utf-8")) if name else {}
    except (ReadError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return None
    rows = table.get("chapters")
    if name is None or not isinstance(rows, list):
        return None
    values = [TomlValues(row, path.name) for row in rows if isinstance(row, dict)]
    parts = tuple(
        StoryPart(ChapterId(row.text("chapter")), row.text("title"), row.text("kept"), row.text("sha256"))
        for row in values
        if _is_chapter(row.text("chapter"))
    )
    reason = table.get("name")
    return StoryMoment(path, name[0], reason if isinstance(reason, str) else name[1], name[2], parts)
