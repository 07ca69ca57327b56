"""The people (and places) of a story: their names in every form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cast:
    """All names of a story."""

    def knows(self, word: str) -> bool:
        """Whether ``word`` is a name of the story in any form (possessive, plural, part of a full name)."""
        raise NotImplementedError
