"""What belongs into a backup of a story, in a fixed order, by the names that it has there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from studio.model.problem import Problem
from studio.model.project import Kind
from studio.storage.error import SaveError, read_sentence
from studio.storage.places import Places
from studio.storage.temporary import is_temporary

OWN_FOLDER: Final = ".story-studio-data"
"""In backups of loose texts: what the studio keeps of them elsewhere. Hidden, so that no text in it is taken
for a chapter when the backup is opened."""

_DEEPEST: Final = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: its name in the backup (``/`` between folders), where it lies, whether it is a chapter."""

    name: str
    path: Path
    chapter: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a backup in the order of their names, and one sentence for each that is left out."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()


def contents(places: Places, kind: Kind, chapters: Sequence[Path], backups: Path) -> Contents:
    """Everything in a story's folder but what is hidden; of loose texts, the texts and the studio's notes.

    Hidden files are caches, sync tools' and git's. Links inside the story are kept as the files that they
    lead to; links out of it are left out with a sentence.

    Args:
        chapters: the chapters' files.
        backups: the folder that backups go to; left out, should it lie in the story.

    Raises:
        SaveError: a folder of the story cannot be read.
    """
    collected = _Collected(places.root, backups, frozenset(chapters))
    if kind == "story":
        collected.folder(places.root, "", places.root)
    else:
        for path in chapters:
            collected.file(path, path.relative_to(places.root).as_posix(), places.root)
        collected.file(places.story_file, f"{OWN_FOLDER}/{places.story_file.name}", places.story_file.parent)
        for own in (places.characters, places.history):
            collected.folder(own, f"{OWN_FOLDER}/{own.name}/", own)
    return Contents(tuple(sorted(collected.entries, key=lambda e: e.name)), tuple(collected.problems))


class _Collected:
    def __init__(self, root: Path, backups: Path, chapters: frozenset[Path]) -> None:
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self._root = root
        self._backups = Path(os.path.realpath(backups))
        self._chapters = chapters
        self._taken: set[str] = set()

    def folder(self, folder: Path, prefix: str, inside: Path, depth: int = 0) -> None:
        """Take what is in ``folder``; names begin with ``prefix``, links may lead to ``inside``."""
        for entry in _listed(folder):
            path = Path(entry.path)
            if entry.name.startswith(".") or is_temporary(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                if depth < _DEEPEST and Path(os.path.realpath(path)) != self._backups:
                    self.folder(path, f"{prefix}{entry.name}/", inside, depth + 1)
            else:
                self.file(path, f"{prefix}{entry.name}", inside)

    def file(self, path: Path, name: str, inside: Path) -> None:
        """Take one file, if it is one."""
        if path.is_symlink():
            target = Path(os.path.realpath(path))
            if not target.is_relative_to(os.path.realpath(inside)):
                sentence = f"“{path.name}” is a link out of the story, so it is not in the backup."
                self.problems.append(Problem(name, sentence))
                return
        if path.is_file():  # a linked folder is in the backup already, where it lies
            self.entries.append(Entry(self._own_name(name), path, path in self._chapters))

    def _own_name(self, name: str) -> str:
        """A name that a zip can hold, unlike any other in it: file names of Linux may be any bytes."""
        proper = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\\", "_")
        unique, number = proper, 2
        while unique in self._taken:
            unique, number = f"{proper} ({number})", number + 1
        self._taken.add(unique)
        return unique


def _listed(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:  # a backup without it would look whole
        raise SaveError(f"There is no new backup: {read_sentence(folder, error)}") from error
