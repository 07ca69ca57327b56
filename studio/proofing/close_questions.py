"""What the language model has still to be asked about a chapter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from studio.proofing.chapter_read import ReadChapter, cut, distance, with_neighbours
from studio.proofing.edited_part import EditedPage, edited_part
from studio.proofing.evidence import WordMark
from studio.proofing.evidence_source import EvidenceSource
from studio.proofing.judgement_source import DeepPage, JudgementSource
from studio.text.span import Span
from studio.text.word import rough_count

AT_ONCE: Final = 160
"""Words of whole paragraphs that are asked about together: a second's work."""


@dataclass(frozen=True, slots=True)
class DeepRun:
    """Paragraphs ``first`` to ``last`` (not included) of a chapter, with their words."""

    first: int
    last: int
    words: int


class CloseQuestions:
    """Finds what is not judged yet, and puts it so that it can be asked.

    Args:
        read: takes a chapter's text apart.
        source: tells what the encoder doubts.
        judgements: what the language model has said so far.
    """

    def __init__(
        self, read: Callable[[str], ReadChapter], source: EvidenceSource, judgements: JudgementSource
    ) -> None:
        self._read = read
        self._source = source
        self._judgements = judgements

    def runs(self, text: str, cursor: int = 0) -> list[DeepRun]:
        """The paragraphs of a chapter that are not judged, nearest to ``cursor`` (code points) first.

        Paragraphs that follow each other come together, up to some hundred words.
        """
        chapter = self._read(text)
        runs: list[DeepRun] = []
        for index, paragraph in enumerate(chapter.paragraphs):
            if self._judgements.known(chapter.before(index), paragraph.text) is not None:
                continue
            words = rough_count(paragraph.text)
            last = runs[-1] if runs else None
            if last is not None and last.last == index and last.words + words <= AT_ONCE:
                runs[-1] = DeepRun(last.first, index + 1, last.words + words)
            else:
                runs.append(DeepRun(index, index + 1, words))
        return sorted(runs, key=lambda run: distance(chapter.paragraphs[run.first], cursor))

    def pages(self, text: str, run: DeepRun) -> tuple[DeepPage, ...]:
        """The paragraphs of a run with the encoder's doubts on them."""
        chapter = self._read(text)
        indexes = range(run.first, run.last)
        marks = self._source.marks(*with_neighbours(chapter, indexes))
        pairs = zip(indexes, marks, strict=True)
        return tuple(deep_page(self._source, chapter, i, some) for i, some in pairs)

    def edited(self, text: str, touched: Sequence[Span], at: int) -> EditedPage | None:
        """What should be judged first of the paragraph at ``at``; None where there is nothing.

        Args:
            touched: the stretches of ``text`` that were edited (code points, both ends included).
        """
        chapter = self._read(text)
        index = chapter.at(at)
        if index is None:
            return None
        before, paragraph = chapter.before(index), chapter.paragraphs[index]
        if self._judgements.so_far(before, paragraph.text) is not None:
            return None
        end = paragraph.start + len(paragraph.text)
        within = [s.shift(-paragraph.start) for s in cut(touched, paragraph.start, end)]
        part = edited_part(paragraph.text, within, self._judgements.earlier(before))
        (marks,) = self._source.marks(*with_neighbours(chapter, [index]))
        page = deep_page(self._source, chapter, index, marks)
        return None if page.marks is None else EditedPage(page, part)


def deep_page(
    source: EvidenceSource, chapter: ReadChapter, index: int, marks: Sequence[WordMark]
) -> DeepPage:
    """A paragraph as the language model is asked about it, with the encoder's ``marks`` on it."""
    text = chapter.paragraphs[index].text
    return DeepPage(chapter.before(index), text, source.to_weigh(text, marks))
