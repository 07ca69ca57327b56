"""What the writer wrote down about a character."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


def _nothing() -> Mapping[str, object]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CharacterSheet:
    """One character (or place) of the story, kept in a file of its own.

    Attributes:
        name: the full name, as it is shown.
        aliases: other forms that mean the same person: nicknames, titles, other spellings.
        note: the writer's note, Markdown.
        hidden: not shown among the characters (the name still counts as known).
        confirmed: the writer said that this is a character of the story.
        extra: keys of the file that the studio does not know; they survive saving.
    """

    name: str
    aliases: tuple[str, ...] = ()
    note: str = ""
    hidden: bool = False
    confirmed: bool = True
    extra: Mapping[str, object] = field(default_factory=_nothing, hash=False)

    def __reduce__(self) -> tuple[type[CharacterSheet], tuple[object, ...]]:
        # Sheets travel to the proofreading process, and a mapping proxy cannot be pickled.
        kept = (self.name, self.aliases, self.note, self.hidden, self.confirmed, dict(self.extra))
        return (CharacterSheet, kept)
