"""Between Qt's positions and the studio's offsets: UTF-16 units against code points, kept up to date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

_LAST_SINGLE = "\uffff"


def units(text: str) -> int:
    """How many UTF-16 units ``text`` takes."""
    if text.isascii() or max(text) <= _LAST_SINGLE:
        return len(text)
    return len(text) + sum(character > _LAST_SINGLE for character in text)


class Utf16Index:
    """Where the characters are that take two units; without any, every conversion is the identity.

    Unlike an immutable map it is updated edit by edit, at the cost of the characters concerned only.
    """

    def __init__(self, text: str = "") -> None:
        self._wide: list[int] = list(_wide(text, 0))

    @property
    def wide(self) -> int:
        """How many characters take two units."""
        return len(self._wide)

    def to_offset(self, position: int) -> int:
        """The code point offset of a UTF-16 position; inside a pair it is that of the pair."""
        if not self._wide:
            return position
        before = bisect_left(range(len(self._wide)), position, key=lambda i: self._wide[i] + i + 1)
        if before < len(self._wide) and self._wide[before] + before + 1 == position:
            return self._wide[before]
        return position - before

    def to_position(self, offset: int) -> int:
        """The UTF-16 position of a code point offset."""
        return offset + bisect_left(self._wide, offset) if self._wide else offset

    def edit(self, start: int, removed: int, inserted: str) -> None:
        """Follow an edit: ``removed`` code points from ``start`` on were replaced by ``inserted``."""
        fresh = list(_wide(inserted, start))
        if not self._wide:
            self._wide = fresh
            return
        first = bisect_left(self._wide, start)
        last = bisect_left(self._wide, start + removed)
        growth = len(inserted) - removed
        self._wide[first:] = fresh + [offset + growth for offset in self._wide[last:]]


def _wide(text: str, shift: int) -> Iterator[int]:
    if text.isascii() or max(text) <= _LAST_SINGLE:
        return iter(())
    return (shift + i for i, character in enumerate(text) if character > _LAST_SINGLE)
