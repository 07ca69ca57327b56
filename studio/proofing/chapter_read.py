"""A chapter while it is read: its parts, and the order in which they are of interest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from studio.proofing.checker import SceneFacts
from studio.proofing.judgement_source import SEEN_BEFORE
from studio.text.paragraph import Paragraph
from studio.text.quotes import Quotation
from studio.text.span import Span
from studio.text.word import rough_count


@dataclass(slots=True)
class ReadChapter:
    """A chapter being read: its parts, the windows in which its tense is judged, and the facts of each."""

    paragraphs: tuple[Paragraph, ...]
    quotations: list[tuple[Quotation, ...]]
    windows: tuple[range, ...]
    facts: dict[int, SceneFacts] = field(default_factory=dict)

    def neighbours(self, index: int) -> tuple[str, str]:
        """The text of the paragraphs around one; "" at the ends of the chapter."""
        before = self.paragraphs[index - 1].text if index else ""
        after = self.paragraphs[index + 1].text if index + 1 < len(self.paragraphs) else ""
        return before, after

    def at(self, offset: int) -> int | None:
        """The paragraph at an offset of the chapter, if one is there."""
        return next((p.index for p in self.paragraphs if p.start <= offset <= p.end), None)

    def before(self, index: int) -> str:
        """The text in front of a paragraph, as much as the language model looks at."""
        parts: list[str] = []
        length = 0
        while index and length < SEEN_BEFORE:
            index -= 1
            parts.append(self.paragraphs[index].text)
            length += len(parts[-1]) + 2
        return "\n\n".join(reversed(parts))[-SEEN_BEFORE:]


def distance(paragraph: Paragraph, cursor: int) -> int:
    """Code points between a paragraph and the cursor; 0 within it."""
    end = paragraph.start + len(paragraph.text)
    return max(paragraph.start - cursor, cursor - end, 0)


def nearest_windows(chapter: ReadChapter, cursor: int) -> list[range]:
    """The chapter's windows, that with the cursor first."""
    return sorted(
        chapter.windows,
        key=lambda w: (
            min(distance(chapter.paragraphs[w[0]], cursor), distance(chapter.paragraphs[w[-1]], cursor))
            if not (chapter.paragraphs[w[0]].start <= cursor <= chapter.paragraphs[w[-1]].start)
            else -1
        ),
    )


def at_cursor(chapter: ReadChapter, window: range, cursor: int) -> int | None:
    """The paragraph of the window that the cursor is in."""
    return next((i for i in window if cursor and not distance(chapter.paragraphs[i], cursor)), None)


def batches(chapter: ReadChapter, window: range, cursor: int, batch_words: int) -> Iterator[list[int]]:
    """The paragraphs of a window to be read together, nearest first; the one at the cursor is alone."""
    order = sorted(window, key=lambda i: distance(chapter.paragraphs[i], cursor))
    if at_cursor(chapter, window, cursor) is not None:
        yield [order.pop(0)]  # the paragraph under the cursor is answered alone, at once
    batch: list[int] = []
    words = 0
    for index in order:
        batch.append(index)
        words += rough_count(chapter.paragraphs[index].text)
        if words >= batch_words:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def with_neighbours(chapter: ReadChapter, indexes: Sequence[int]) -> tuple[list[str], list[int]]:
    """The paragraphs to mark with one neighbour on each side as context, and where the wanted ones stand."""
    shown = sorted({j for i in indexes for j in (i - 1, i, i + 1) if 0 <= j < len(chapter.paragraphs)})
    where = {j: at for at, j in enumerate(shown)}
    return [chapter.paragraphs[j].text for j in shown], [where[i] for i in indexes]


def cut(stretches: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """What of ``stretches`` lies between ``start`` and ``end``, both included."""
    for each in stretches:
        if each.start <= end and start <= each.end:
            yield Span(max(each.start, start), min(each.end, end))
