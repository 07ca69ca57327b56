"""Finding the texts in a folder, without being led out of it or round in circles."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from studio.model.problem import Problem
from studio.storage.error import read_sentence
from studio.storage.file_name import is_speakable, is_text_name, natural_key

_DEEPEST: Final = 6
_MOST_FILES: Final = 5_000
_MOST_ENTRIES: Final = 100_000
_MOVE_IT: Final = "put the file itself into the story to write in it here"
_SKIPPED: Final = frozenset({"history", "node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Found:
    """Text files in natural order, and what was passed over."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def find_texts(folder: Path, root: Path, deep: bool = True) -> Found:
    """The ``.md`` and ``.txt`` files in ``folder`` and, if ``deep``, below it; hidden ones are left out.

    Links to files inside ``root`` count; links that lead out of it become problems, linked folders are
    never entered. Stops, with a problem, at a number of files that no story has.
    """
    search = _Search(root)
    search.enter(folder, _DEEPEST if deep else 0)
    files = sorted(search.files, key=lambda path: natural_key(path.relative_to(folder).as_posix()))
    return Found(tuple(files), tuple(search.problems))


class _Search:
    def __init__(self, root: Path) -> None:
        self.files: list[Path] = []
        self.problems: list[Problem] = []
        self._root = root
        self._entries = 0

    def enter(self, folder: Path, depth: int) -> None:
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._complain(folder, read_sentence(folder, error))
            return
        for entry in listed:
            self._entries += 1
            if len(self.files) >= _MOST_FILES or self._entries > _MOST_ENTRIES:
                if not any(problem.where == "" for problem in self.problems):
                    sentence = (
                        f"There are too many files here; only the first {len(self.files)} texts are shown."
                    )
                    self.problems.append(Problem("", sentence))
                return
            self._take(entry, depth)

    def _take(self, entry: os.DirEntry[str], depth: int) -> None:
        path = Path(entry.path)
        if not is_speakable(entry.name):
            if Path(entry.name).suffix:
                shown = entry.name.encode("utf-8", "replace").decode()
                self._complain(
                    path.with_name(shown), f"The name “{shown}” is not valid text; rename the file."
                )
        elif entry.is_dir(follow_symlinks=False):
            if depth and not entry.name.startswith(".") and entry.name not in _SKIPPED:
                self.enter(path, depth - 1)
        elif is_text_name(entry.name):
            self._take_file(entry, path)

    def _take_file(self, entry: os.DirEntry[str], path: Path) -> None:
        if entry.is_symlink():
            target = Path(os.path.realpath(path))
            if not target.is_relative_to(self._root):
                what = f"“{entry.name}” is a link out of the story, so it was left out"
                self._complain(path, f"{what}; {_MOVE_IT}.")
                return
            if not target.is_file():
                self._complain(path, f"“{entry.name}” is a link to nothing, so it was left out.")
                return
        elif not entry.is_file(follow_symlinks=False):
            if not entry.is_dir():
                self._complain(path, f"“{entry.name}” is not an ordinary file, so it was left out.")
            return
        self.files.append(path)

    def _complain(self, path: Path, sentence: str) -> None:
        where = path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else path.name
        self.problems.append(Problem(where, sentence))
