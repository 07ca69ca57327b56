"""Between code points and UTF-16 units."""

from __future__ import annotations

import re
from bisect import bisect_left

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Utf16Map:
    """Converts offsets of one text; building it costs one pass, a conversion a binary search.

    Characters outside the Basic Multilingual Plane (emoji, rare scripts) take two units, all others one.
    """

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [m.start() for m in _WIDE.finditer(text)]
        self._length = len(text)

    @property
    def units(self) -> int:
        """How many units the whole text takes."""
        return self._length + len(self._wide)

    def to_utf16(self, offset: int) -> int:
        """The units before the code point at ``offset``.

        Raises:
            ValueError: if ``offset`` lies outside the text.
        """
        if not 0 <= offset <= self._length:
            raise ValueError(f"offset {offset} lies outside a text of {self._length} code points")
        return offset + bisect_left(self._wide, offset)

    def to_code_point(self, units: int) -> int:
        """The code point that begins ``units`` units in, or that covers the second half of a pair there.

        Raises:
            ValueError: if ``units`` lies outside the text.
        """
        if not 0 <= units <= self.units:
            raise ValueError(f"position {units} lies outside a text of {self.units} units")
        # The n-th wide character ends wide[n] + n + 2 units in; only those that end before count.
        before = bisect_left(range(len(self._wide)), units + 1, key=lambda n: self._wide[n] + n + 2)
        offset = units - before
        if before < len(self._wide) and offset > self._wide[before]:
            return self._wide[before]
        return offset
