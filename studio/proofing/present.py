"""What stands in the story as it is now, in the terms by which answers are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studio.proofing.chapter_read import ReadChapter
from studio.text.paragraph import split_paragraphs


@dataclass(frozen=True, slots=True)
class Present:
    """The paragraphs of all chapters.

    Attributes:
        texts: of the paragraphs.
        places: each text with the texts before and behind it ("" at the ends of a chapter).
        pages: the text in front of a paragraph, as much as the language model looks at, and the paragraph.
    """

    texts: frozenset[str]
    places: frozenset[tuple[str, str, str]]
    pages: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, chapters: Iterable[str]) -> Present:
        """What stands in these texts: some 200 milliseconds for a million words."""
        texts: set[str] = set()
        places: set[tuple[str, str, str]] = set()
        pages: set[tuple[str, str]] = set()
        for text in chapters:
            chapter = ReadChapter(split_paragraphs(text), [], ())
            for paragraph in chapter.paragraphs:
                texts.add(paragraph.text)
                places.add((paragraph.text, *chapter.neighbours(paragraph.index)))
                pages.add((chapter.before(paragraph.index), paragraph.text))
        return cls(frozenset(texts), frozenset(places), frozenset(pages))
