"""The marks that git (and other version control) leaves in a chapter that two sides changed.

<<<<<<< HEAD
mine
||||||| 4f2a91c        (only in the diff3 style)
what both started from
=======
theirs
>>>>>>> feature
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from studio.storage.merge import Hunk, MergeResult, compare, merge

MARK: Final = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: (.*))?\n?\Z")
FOLLOWING: Final = MappingProxyType({"<": "|=", "|": "=", "=": ">"})
"""Which marks may come next inside a marked place."""


@dataclass(frozen=True, slots=True)
class MarkedConflict:
    """A text with conflict marks, understood.

    Attributes:
        result: the text without the marks; each marked place is a ``Hunk``.
        mine, theirs: what the marks call the two sides (a branch, a commit); "" if they say nothing.
    """

    result: MergeResult
    mine: str
    theirs: str


def read_marks(text: str) -> MarkedConflict | None:
    """What the marks in ``text`` say; None if there are none, or if they do not fit together."""
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return None
    reader = _Reader()
    if not all(reader.take(line) for line in text.splitlines(keepends=True)) or reader.side is not None:
        return None
    result = MergeResult(tuple(part for part in (*reader.parts, "".join(reader.plain)) if part != ""))
    return MarkedConflict(result, *reader.labels) if result.conflicts else None


class _Reader:
    """Takes a text line by line; ``side`` is the mark that the current lines follow, None outside."""

    def __init__(self) -> None:
        self.parts: list[str | Hunk] = []
        self.plain: list[str] = []
        self.side: str | None = None
        self.labels = ["", ""]
        self._sides: dict[str, list[str]] = {}

    def take(self, line: str) -> bool:
        """False if the line is a mark that cannot stand here."""
        match = MARK.match(line)
        mark = match[1][0] if match else ""
        if self.side is None:
            if mark == "<":
                self._open(match)
            elif mark == ">":
                return False
            else:
                self.plain.append(line)
        elif mark and mark in FOLLOWING[self.side]:
            self._go_on(mark, match)
        elif mark in ("<", ">"):
            return False
        else:
            self._sides[self.side].append(line)
        return True

    def _open(self, match: re.Match[str] | None) -> None:
        self.labels[0] = self.labels[0] or _label(match)
        self.side, self._sides = "<", {"<": []}

    def _go_on(self, mark: str, match: re.Match[str] | None) -> None:
        if mark != ">":
            self.side = mark
            self._sides[mark] = []
            return
        self.labels[1] = self.labels[1] or _label(match)
        mine, theirs = "".join(self._sides["<"]), "".join(self._sides["="])
        base = "".join(self._sides["|"]) if "|" in self._sides else None
        self.parts += ["".join(self.plain), *_place(base, mine, theirs)]
        self.plain, self.side = [], None


def _label(match: re.Match[str] | None) -> str:
    return (match[2] or "").strip() if match else ""


def _place(base: str | None, mine: str, theirs: str) -> Sequence[str | Hunk]:
    # git marks whole lines, and a line is a paragraph here: much of it may go together by itself.
    if base is None or mine == theirs:
        return compare(mine, theirs).parts
    found = merge(base, mine, theirs)
    return found.parts if found.conflicts else (Hunk(base, mine, theirs),)
