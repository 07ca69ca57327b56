"""A story as it lies on disk: its title, chapters in order, characters and settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from studio.model.chapter import Chapter, ChapterId
from studio.model.sheet import CharacterSheet
from studio.model.tense import Tense

__all__ = ["CharacterSheet", "Kind", "Project", "StorySettings"]

Kind = Literal["story", "folder", "file"]
"""What was opened: a story project (with ``story.toml``), a loose folder of texts, or one file."""


@dataclass(frozen=True, slots=True)
class StorySettings:
    """What the writer set for this story; all of it is saved with the story.

    Attributes:
        tense: the narrative tense; None to learn it scene by scene.
        dialect: "en-US" or "en-GB".
        words: words the writer added, in the order they were added.
        ignores: findings the writer does not want to see again, as keys made by ``proofing.ignores``.
        disabled_rules: ids of rules that are switched off.
        hidden_names: names found in the text that the writer does not want among the characters.
    """

    tense: Tense | None = None
    dialect: str = "en-US"
    words: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()
    disabled_rules: tuple[str, ...] = ()
    hidden_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """An opened story.

    Attributes:
        root: the folder that chapter ids are relative to, absolute.
        kind: what was opened.
        title, author, language: as in ``story.toml``; loose texts are called like their file or folder.
        chapters: in reading order.
        sheets: the character sheets, by name.
        settings: the story's settings.
    """

    root: Path
    kind: Kind
    title: str
    author: str = ""
    language: str = "en-US"
    chapters: tuple[Chapter, ...] = ()
    sheets: tuple[CharacterSheet, ...] = ()
    settings: StorySettings = StorySettings()

    def chapter(self, chapter_id: ChapterId) -> Chapter | None:
        """The chapter with that id, None if there is none (any more)."""
        return next((chapter for chapter in self.chapters if chapter.id == chapter_id), None)

    def index(self, chapter_id: ChapterId) -> int:
        """The chapter's place in the order, from 0.

        Raises:
            KeyError: if there is no such chapter.
        """
        for index, chapter in enumerate(self.chapters):
            if chapter.id == chapter_id:
                return index
        raise KeyError(chapter_id)

    def sheet(self, name: str) -> CharacterSheet | None:
        """The sheet of that name, without regard to case."""
        wanted = name.casefold()
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == wanted), None)

    def with_chapters(self, chapters: tuple[Chapter, ...]) -> Project:
        """The same story with other chapters."""
        return replace(self, chapters=chapters)
