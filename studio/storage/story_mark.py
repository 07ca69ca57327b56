"""``story.toml`` with the conflict marks of version control in it: both sides, and both put together."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from studio.storage.conflict_mark import FOLLOWING, MARK
from studio.storage.error import ReadError, SaveError
from studio.storage.file_read import digest, read_file
from studio.storage.toml_value import read_toml

Choice = Literal["mine", "theirs", "both"]

MARKED: Final = (
    "“story.toml” holds two versions, marked by version control; "
    "the story is shown with both put together until you choose."
)
"""The sentence for the writer."""

_LARGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class StoryMarks:
    """The two versions of a marked file.

    Attributes:
        mine, theirs: each a whole TOML text.
        names: what the marks call the two; "" if they say nothing.
        digest: of the marked file.
        marked: the marked text.
    """

    mine: str
    theirs: str
    names: tuple[str, str]
    digest: str
    marked: str

    def table(self) -> dict[str, Any]:
        """What the story is shown with: both together, or the side that can be read.

        Raises:
            ValueError: neither can be read.
        """
        tables: list[dict[str, Any]] = []
        for text in (self.mine, self.theirs):
            try:
                tables.append(read_toml(text))
            except ValueError as error:
                trouble = error
        if not tables:
            raise trouble
        for other in tables[1:]:
            _add(tables[0], other)
        return tables[0]

    def chosen(self, choice: Choice) -> str:
        """The text of an answer.

        Both together means: lists have what either has, in my order; what only one says is taken; where they
        say different things mine counts, unless it says nothing.

        Raises:
            SaveError: that side is no proper TOML.
        """
        try:
            if choice == "both":
                return _together(self.mine, self.theirs)
            text = self.mine if choice == "mine" else self.theirs
            read_toml(text)
        except (ValueError, RecursionError) as error:
            raise SaveError(
                f"One side has a mistake itself ({error}), so nothing was changed; choose the other one."
            ) from error
        return text


def find_story_marks(path: Path) -> StoryMarks | None:
    """The two versions in the file; None if it has no marks, or they do not fit together."""
    try:
        data = read_file(path, _LARGEST)
        return read_story_marks(data.decode("utf-8-sig"), digest(data))
    except (ReadError, UnicodeDecodeError):
        return None


def read_story_marks(text: str, known: str = "") -> StoryMarks | None:
    """The two versions in ``text``, of which ``known`` is the digest; None as for ``find_story_marks``."""
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return None
    sides: dict[str, list[str]] = {"<": [], "|": [], "=": []}
    names = ["", ""]
    side = ""
    for line in text.splitlines(keepends=True):
        match = MARK.match(line.rstrip("\r\n"))
        mark = match[1][0] if match else ""
        if match and (mark == "<" if not side else mark in FOLLOWING[side]):
            if mark in "<>":
                at = 0 if mark == "<" else 1
                names[at] = names[at] or (match[2] or "").strip()
            side = "" if mark == ">" else mark
        elif mark in ("<", ">"):
            return None
        else:
            for each in (side,) if side else ("<", "="):
                sides[each].append(line)
    return (
        None
        if side
        else StoryMarks("".join(sides["<"]), "".join(sides["="]), (names[0], names[1]), known, text)
    )


def _together(mine: str, theirs: str) -> str:
    """Both in one, with the comments of mine.

    Raises:
        ValueError: one of them is no proper TOML.
    """
    import tomlkit

    read_toml(mine)
    document, other = tomlkit.parse(mine), read_toml(theirs)
    _add(document, other)
    text = tomlkit.dumps(document)
    tomllib.loads(text)
    return text


def _add(into: MutableMapping[str, Any], other: Mapping[str, Any]) -> None:
    for key, value in other.items():
        there = into.get(key)
        if there is None or there == "":
            into[key] = value
        elif isinstance(there, MutableMapping) and isinstance(value, Mapping):
            _add(there, value)
        elif isinstance(there, list) and isinstance(value, list):
            _add_items(there, value)


def _add_items(into: list[Any], other: Sequence[Any]) -> None:
    """Each item that is missing comes after the one that it follows on the other side."""
    before: Any = None
    for item in other:
        if item not in into:
            into.insert(into.index(before) + 1 if before is not None else 0, item)
        before = item
