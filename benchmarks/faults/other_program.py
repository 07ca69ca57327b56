"""Another program that writes the same chapters: it reads a file, adds a word, and puts it back by renaming.

Such a program overwrites whatever was saved between its reading and its renaming. That is its own doing, so
where the system can, it exchanges the two files at once and knows afterwards what it overwrote.
"""

from __future__ import annotations

import ctypes
import os
import random
import re
from pathlib import Path

from benchmarks.faults.side_log import mark

_AT_FDCWD, _EXCHANGE = -100, 2
_WORD = re.compile(r"\b[wo]\d+\b")


class OtherProgram:
    """Adds words o1, o2, … to the first two chapters.

    Attributes:
        words: what it added and saw in place.
        overwritten: words of others that it overwrote unread.
        versions: marks of the texts that it wrote.
    """

    def __init__(self, root: Path, seed: int, first: int) -> None:
        self._folder = root / "chapters"
        self._chance = random.Random(seed)
        self._count = first * 1000 + seed % 1000
        self._names = sorted(path.name for path in self._folder.glob("*.md"))[:2]
        self.words: set[str] = set()
        self.overwritten: set[str] = set()
        self.versions: set[bytes] = set()

    def write(self) -> None:
        """One change."""
        path = self._folder / self._chance.choice(self._names)
        try:
            text = path.read_text()
        except FileNotFoundError:
            return
        self._count += 1
        word = f"o{self._count}"
        at = text.find("\n\n", self._chance.randrange(len(text) // 2 + 1)) + 2
        changed = f"{text[:at]}{word} {text[at:]}"
        draft = path.with_name("~other")
        draft.write_text(changed)
        self.versions.add(mark(changed.encode()))
        if _exchange(draft, path):
            self.overwritten |= set(_WORD.findall(draft.read_text())) - set(_WORD.findall(changed))
        else:
            draft.replace(path)
        draft.unlink(missing_ok=True)
        self.words.add(word)


def _exchange(a: Path, b: Path) -> bool:
    """Let two files change their names in one step; False where the system cannot."""
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    return call is not None and call(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _EXCHANGE) == 0
