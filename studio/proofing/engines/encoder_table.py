"""The table of words that get confused with each other."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from studio.proofing.engines.compact_words import SortedLines, WordHashes
from studio.proofing.evidence import EngineError

SHORTEST = 3
"""Shorter strings that are no words are left alone: too much lies one slip away."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def one_slip(word: str) -> set[str]:
    """The strings that one wrong, missing, extra or swapped letter makes of ``word``."""
    found = set()
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            found.add(head + tail[1:])
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
        for letter in _LETTERS:
            found.add(head + letter + tail)
            if tail:
                found.add(head + letter + tail[1:])
    return found - {word}


class ConfusionTable:
    """Read from `confusion.json.gz` when first asked. Words are in lower case with straight apostrophes.

    It is kept in a form that takes a tenth of the memory of sets and dictionaries.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._alternatives: SortedLines | None = None
        self._known = WordHashes(())

    def alternatives(self, word: str) -> tuple[str, ...]:
        """What a writer may have meant who wrote ``word``, in the order of the alphabet.

        For a string that is no word these are the words one slip of a key away.
        """
        found = self._loaded().rest(word)
        if found:
            return tuple(found.split())
        if word in self._known or len(word) < SHORTEST:
            return ()
        return tuple(sorted(other for other in one_slip(word) if other in self._known))

    def related(self, word: str, other: str) -> bool:
        """Whether ``other`` is one of the alternatives of ``word``."""
        return other in self.alternatives(word)

    def is_word(self, word: str) -> bool:
        """Whether ``word`` is English at all, names left aside; contractions count by their first part."""
        self._loaded()
        return word in self._known or word.partition("'")[0] in self._known

    def _loaded(self) -> SortedLines:
        if self._alternatives is None:
            try:
                table = json.loads(gzip.decompress(self._path.read_bytes()))
            except (OSError, ValueError) as error:
                raise EngineError(
                    "The table of confused words cannot be read; run the set-up again."
                ) from error
            self._known = WordHashes(table["known"].split())
            self._alternatives = SortedLines(
                f"{word} {others}" for word, others in table["alternatives"].items()
            )
        return self._alternatives
