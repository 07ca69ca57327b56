"""Counts of a story: words, scenes, speech, sentences, names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median

from studio.model.cast import Cast
from studio.model.name_group import Person
from studio.text.paragraph import split_paragraphs
from studio.text.quotes import QuoteKind, parse_quotations
from studio.text.scene import BreakKind, is_scene_mark, scene_breaks
from studio.text.sentence import split_sentences
from studio.text.span import Span
from studio.text.word import count_words


@dataclass(frozen=True, slots=True)
class ChapterCounts:
    """The counts of one chapter; ``speech`` is the number of words between quotation marks, ``scenes`` counts
    marked scenes and ``sentences`` holds the length of each sentence in words."""

    title: str
    words: int
    scenes: int
    paragraphs: int
    speech: int
    sentences: tuple[int, ...]

    @property
    def speech_share(self) -> float:
        """The part of the words that is spoken, 0 to 1."""
        return self.speech / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class StoryCounts:
    """The counts of a story, and the people it names, most named first."""

    chapters: tuple[ChapterCounts, ...]
    people: tuple[Person, ...]

    @property
    def words(self) -> int:
        """All words."""
        return sum(chapter.words for chapter in self.chapters)

    @property
    def scenes(self) -> int:
        """All marked scenes."""
        return sum(chapter.scenes for chapter in self.chapters)

    @property
    def speech_share(self) -> float:
        """The part of the words that is spoken, 0 to 1."""
        return sum(chapter.speech for chapter in self.chapters) / self.words if self.words else 0.0

    @property
    def sentence_mean(self) -> float:
        """Words per sentence on average."""
        lengths = [length for chapter in self.chapters for length in chapter.sentences]
        return mean(lengths) if lengths else 0.0

    @property
    def sentence_median(self) -> float:
        """The length that half of the sentences do not exceed, in words."""
        lengths = [length for chapter in self.chapters for length in chapter.sentences]
        return median(lengths) if lengths else 0.0


def count_chapter(title: str, text: str) -> ChapterCounts:
    """The counts of one chapter."""
    paragraphs = [p for p in split_paragraphs(text) if not is_scene_mark(p.text)]
    quotations = parse_quotations([paragraph.text for paragraph in paragraphs])
    speech = sum(
        count_words(q.span.of(paragraph.text))
        for paragraph, found in zip(paragraphs, quotations, strict=True)
        for q in found
        if q.kind is QuoteKind.SPEECH and not any(q.span != o.span and _within(q.span, o.span) for o in found)
    )
    lengths = [
        count_words(sentence.of(paragraph.text))
        for paragraph in paragraphs
        for sentence in split_sentences(paragraph.text)
    ]
    words = sum(count_words(paragraph.text) for paragraph in paragraphs)
    return ChapterCounts(
        title=title,
        words=words,
        scenes=_scenes(text) if words else 0,
        paragraphs=len(paragraphs),
        speech=min(speech, words),
        sentences=tuple(length for length in lengths if length),
    )


def count_story(chapters: Sequence[tuple[str, str]], cast: Cast) -> StoryCounts:
    """The counts of a story from its chapters' titles and texts, and the names that were learnt from it."""
    return StoryCounts(tuple(count_chapter(title, text) for title, text in chapters), cast.people)


def _scenes(text: str) -> int:
    """Stretches with words between scene marks; marks at the ends or side by side make no scene."""
    marks = [found.span for found in scene_breaks(text) if found.kind is BreakKind.MARK]
    edges = [0, *(edge for mark in marks for edge in (mark.start, mark.end)), len(text)]
    return sum(1 for start, end in zip(edges[::2], edges[1::2], strict=True) if text[start:end].strip())


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
