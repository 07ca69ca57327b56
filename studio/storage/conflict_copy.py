"""Second versions of a chapter that sync programs leave beside it, known by their names.

A name alone is enough where a program marks its copies plainly ("x (Ann's conflicted copy 2024-05-01).md");
where it only adds a number or a computer's name ("x 2.md", "x-LAPTOP.md"), the text must be much the same
too. In both cases the chapter itself must lie beside: a copy whose chapter is gone is the chapter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from studio.storage.chapter_file import parse_chapter
from studio.storage.error import ReadError
from studio.storage.file_name import name_key
from studio.storage.file_read import read_file

_DAY: Final = r"\d{4}-\d\d-\d\d"
_PLAIN: Final = tuple(
    (maker, re.compile(rf"(?i)(?P<base>.+){rest}\Z"))
    for maker, rest in (
        ("Dropbox", r" \((?P<who>[^()]+?)['’]s? conflicted copy(?P<when>[^()]*)"),
        ("Dropbox", rf" \(conflicted copy(?P<when>(?: {_DAY})?)"),
        ("Dropbox", r" \((?:case|unicode encoding|selective sync) conflict(?: \d+)?"),
        ("Nextcloud", rf" \(conflicted copy(?: (?P<who>[^()]*?))? (?P<when>{_DAY} \d{{6}})"),
        ("Seafile", r" \(SFConflict (?P<who>[^()]+?)(?: (?P<when>\d{4}(?:-\d\d){5}))?"),
        ("Syncthing", r"\.sync-conflict-(?P<when>\d{8}-\d{6})(?:-(?P<who>[A-Z2-7]{7}))?"),
        ("ownCloud", r"_conflict-(?:(?P<who>[^/]+?)-)?(?P<when>\d{8}-\d{6})"),
    )
)
"""Of the stem, without the closing bracket and a number after it."""

_CLOSED: Final = re.compile(r"(?: ?\(\d{1,3}\))?\)(?: ?\(\d{1,3}\))?\Z")
_NUMBERED: Final = (
    ("iCloud Drive", re.compile(r"(?P<base>.+) (?:[2-9]|[1-9]\d)\Z")),
    ("Google Drive", re.compile(r"(?P<base>.+?) ?\([1-9]\d?\)\Z")),
)
_HOST: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,30}\Z")
_WHENS: Final = ("%Y-%m-%d %H%M%S", "%Y%m%d-%H%M%S", "%Y-%m-%d-%H-%M-%S", "%Y-%m-%d")
_WORD: Final = re.compile(r"\w+")
_RUN: Final = 3
_FEWEST_WORDS: Final = 8
_ALIKE: Final = 0.7
_LARGEST: Final = 5_000_000
_DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class ConflictCopy:
    """A file that is a second version of a chapter.

    Attributes:
        path: the copy.
        chapter: the file that it is a copy of; both lie in one folder.
        maker: the sync program that makes such names.
        who: whose version it is or on which computer it was written, as far as the name says; else "".
        at: when it was made, local time, as far as the name says.
        sure: whether the name says it plainly; if not, it is much the same text under a name that fits.
    """

    path: Path
    chapter: Path
    maker: str
    who: str = ""
    at: datetime | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class CopyName:
    """What a file's stem says: of which stem it is a copy, and ``plain`` if no look into it is needed."""

    base: str
    maker: str
    who: str = ""
    at: datetime | None = None
    plain: bool = True


def copy_names(stem: str) -> Iterator[CopyName]:
    """Everything that a file name without its ending may be a copy of, the surest first."""
    closed = _CLOSED.sub("", stem)
    for maker, pattern in _PLAIN:
        wants_bracket = " \\(" in pattern.pattern
        match = pattern.match(closed if wants_bracket else stem)
        if match and (closed != stem or not wants_bracket):
            parts = match.groupdict()
            yield CopyName(parts["base"], maker, (parts.get("who") or "").strip(), _when(parts.get("when")))
    for maker, pattern in _NUMBERED:
        match = pattern.match(stem)
        if match:
            yield CopyName(match["base"], maker, plain=False)
    for dash in (at for at in range(len(stem) - 1, 0, -1) if stem[at] == "-"):
        if _HOST.match(stem, dash + 1):
            yield CopyName(stem[:dash], "OneDrive", stem[dash + 1 :], plain=False)


def split_copies(
    files: Sequence[Path], listed: Callable[[Path], bool], read: Callable[[Path], str] | None = None
) -> tuple[list[Path], list[ConflictCopy]]:
    """The chapters among ``files``, in their order, and the copies of some of them.

    Args:
        listed: whether the writer lists the file as a chapter of its own; such a file is never a copy.
        read: the text of a file, for comparing; from disk by default.
    """
    by_folder: dict[Path, dict[str, Path]] = {}
    for path in files:
        by_folder.setdefault(path.parent, {})[name_key(path.name)] = path
    chapters: list[Path] = []
    copies: list[ConflictCopy] = []
    for path in files:
        copy = None if listed(path) else _copy(path, by_folder[path.parent], read or _text)
        if copy is None:
            chapters.append(path)
        else:
            copies.append(copy)
    # A copy of a copy is a copy of the chapter.
    of = {copy.path: copy.chapter for copy in copies}
    return chapters, [_rooted(copy, of) for copy in copies]


def copies_of(path: Path, names: Collection[str]) -> list[ConflictCopy]:
    """The copies of one file among the names in its folder that plainly say so."""
    files = [path, *(path.with_name(name) for name in sorted(names) if name != path.name)]
    _, copies = split_copies(files, lambda file: file == path, lambda _: "")
    return [copy for copy in copies if copy.chapter == path]


def alike(one: str, other: str) -> bool:
    """Whether seven in ten of the shorter text's runs of three words are in both."""
    a, b = _runs(one), _runs(other)
    if not a or not b:
        return False
    return len(a & b) >= _ALIKE * min(len(a), len(b))


def _copy(path: Path, siblings: Mapping[str, Path], read: Callable[[Path], str]) -> ConflictCopy | None:
    for name in copy_names(path.stem):
        base = siblings.get(name_key(f"{name.base}{path.suffix}")) or _base_of_base(name, path, siblings)
        if base is None or base == path:
            continue
        if name.plain or alike(read(path), read(base)):
            return ConflictCopy(path, base, name.maker, name.who, name.at, name.plain)
    return None


def _base_of_base(name: CopyName, path: Path, siblings: Mapping[str, Path]) -> Path | None:
    """The chapter of a copy whose own original was a copy that is gone."""
    for _ in range(_DEEPEST):
        inner = next((each for each in copy_names(name.base) if each.plain), None)
        if inner is None or not name.plain:
            return None
        found = siblings.get(name_key(f"{inner.base}{path.suffix}"))
        if found is not None:
            return found
        name = inner
    return None


def _rooted(copy: ConflictCopy, of: Mapping[Path, Path]) -> ConflictCopy:
    chapter = copy.chapter
    for _ in range(_DEEPEST):
        if chapter not in of:
            break
        chapter = of[chapter]
    return replace(copy, chapter=chapter)


def _when(words: str | None) -> datetime | None:
    for form in _WHENS:
        with suppress(ValueError):
            return datetime.strptime((words or "").strip(), form)
    return None


def _text(path: Path) -> str:
    try:
        return parse_chapter(path.name, read_file(path, _LARGEST)).text
    except ReadError:
        return ""


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _FEWEST_WORDS:
        return set()
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
