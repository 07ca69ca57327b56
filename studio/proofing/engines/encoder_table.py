"""The table of words that get confused with each other."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from studio.proofing.evidence import EngineError


class ConfusionTable:
    """Read from `confusion.json.gz` when first asked. Words are in lower case with straight apostrophes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._alternatives: dict[str, str] | None = None
        self._known: frozenset[str] = frozenset()

    def alternatives(self, word: str) -> tuple[str, ...]:
        """What a writer may have meant who wrote ``word``, in the order of the alphabet."""
        found = self._loaded().get(word)
        return tuple(found.split()) if found else ()

    def related(self, word: str, other: str) -> bool:
        """Whether ``other`` is one of the alternatives of ``word``."""
        return other in self.alternatives(word)

    def is_word(self, word: str) -> bool:
        """Whether ``word`` is English at all, names left aside; contractions count by their first part."""
        self._loaded()
        return word in self._known or word.partition("'")[0] in self._known

    def _loaded(self) -> dict[str, str]:
        if self._alternatives is None:
            try:
                table = json.loads(gzip.decompress(self._path.read_bytes()))
            except (OSError, ValueError) as error:
                raise EngineError(
                    "The table of confused words cannot be read; run the set-up again."
                ) from error
            self._known = frozenset(table["known"].split())
            self._alternatives = table["alternatives"]
        return self._alternatives
