"""Many words, and lines found by their first word, in little memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

_LONGEST: Final = 64
"""Bytes of the longest word that is looked for."""


class WordHashes:
    """Words of which only the hashes are kept, eight bytes each; that one is taken for another never happens.

    The hashes mean something in this process only.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._hashes = array("q", sorted(map(hash, words)))

    def __contains__(self, word: str) -> bool:
        wanted = hash(word)
        n = bisect_left(self._hashes, wanted)
        return n < len(self._hashes) and self._hashes[n] == wanted


class SortedLines:
    """Lines of UTF-8 behind each other, sorted by their first word, which counts up to the first space.

    Args:
        lines: in any order; no two begin with the same word, and none holds a line break.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        # A space sorts before every letter, so that whole lines stand in the order of their first words.
        ordered = sorted(line.encode() + b"\n" for line in lines)
        self._bytes = b"".join(ordered)
        self._starts = array("I")
        at = 0
        for line in ordered:
            self._starts.append(at)
            at += len(line)

    def rest(self, word: str) -> str | None:
        """What stands behind ``word`` in its line, "" for nothing; None when no line begins with it."""
        wanted = word.encode(errors="surrogatepass")
        n = bisect_left(self._starts, wanted, key=self._word)
        if not wanted or n == len(self._starts) or self._word(self._starts[n]) != wanted:
            return None
        start = self._starts[n]
        return self._bytes[start + len(wanted) : self._bytes.index(b"\n", start)].decode().lstrip(" ")

    def _word(self, start: int) -> bytes:
        line = self._bytes[start : start + _LONGEST]
        return line.partition(b"\n")[0].partition(b" ")[0]
