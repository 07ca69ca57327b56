"""The text of a story as the writers get it: frozen, complete, in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class ManuscriptChapter:
    """A chapter's title and its text, with ``\\n`` line ends and Markdown emphasis as the writer typed it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A story, or the chapters of it that were chosen; ``language`` is a tag such as "en-US"."""

    title: str
    author: str
    language: str
    chapters: tuple[ManuscriptChapter, ...]

    def select(self, indexes: Iterable[int]) -> Manuscript:
        """Only the chapters at ``indexes`` (from 0), in the story's order, each once.

        Raises:
            IndexError: if there is no chapter at one of them.
        """
        wanted = set(indexes)
        for index in wanted:
            if not 0 <= index < len(self.chapters):
                raise IndexError(f"there is no chapter {index + 1} in {len(self.chapters)}")
        return replace(self, chapters=tuple(self.chapters[index] for index in sorted(wanted)))
