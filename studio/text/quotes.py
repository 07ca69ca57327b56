"""The one quotation parser: which characters of a text are spoken or thought."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from studio.text.dash_speech import dash_speech, opens_with_dash
from studio.text.emphasis import italics
from studio.text.quote_mark import Family, Mark, find_marks
from studio.text.quote_path import Pair, pair_marks
from studio.text.quote_style import ChapterStyle, learn_style
from studio.text.quote_writing import is_verse, is_written, leads_to_writing, letters, nested_quotations
from studio.text.span import Span
from studio.text.utterance import is_scare, is_thought


class QuoteKind(StrEnum):
    """What a quotation is."""

    SPEECH = "speech"
    THOUGHT = "thought"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of speech, marked thought, or something written that is quoted (a letter, a notice, verse).

    Attributes:
        span: the quotation with its marks, within its paragraph.
        kind: speech, thought (single quotes beside double ones, or italics), or writing.
        style: the opening mark as written ('"', "“", "'", "‘", "«", "—", "*", "_"); where the opening mark
            is missing, the closing one, and ``span`` begins with the paragraph.
        closed: whether a closing mark ends it.
        continues: whether the speech goes on in the next paragraph (which then opens with the mark again).
        nested: quotations inside this one, where the speaker repeats the words of others.
    """

    span: Span
    kind: QuoteKind
    style: str
    closed: bool = True
    continues: bool = False
    nested: tuple[Span, ...] = ()

    def shift(self, by: int) -> Quotation:
        """The same quotation in a text that begins ``by`` code points earlier."""
        return replace(self, span=self.span.shift(by), nested=tuple(inner.shift(by) for inner in self.nested))

    def own_words(self) -> tuple[Span, ...]:
        """The quotation without what is nested in it; what holds no letter but marks alone may be left."""
        parts = []
        at = self.span.start
        for inner in self.nested:
            parts.append(Span(at, inner.start))
            at = inner.end
        parts.append(Span(at, self.span.end))
        return tuple(part for part in parts if len(part) > 1)


_LONG = 1_000
_MOST_MARKS = 1_000
_LOOSE_MARK = re.compile(r"(?<!\w)['\"“”‘’«»„‚]|['\"“”‘’«»](?!\w)")
_CONTINUES = 0.2
_LEFT_OPEN = 2.2
_LEAD = 60


def parse_quotations(paragraphs: Sequence[str]) -> list[tuple[Quotation, ...]]:
    """The quotations of each paragraph of a chapter, in order, offsets within each paragraph.

    The chapter as a whole decides which marks speech has (double, single, guillemets, dashes); a missing
    mark spoils no more than its own paragraph. Quotations inside speech belong to it; a word in scare
    quotes and a title are none. Linear in the length of the text; never raises.
    """
    return QuotationParser().parse(paragraphs)


class QuotationParser:
    """``parse_quotations`` with a memory, for chapters that are parsed again after every edit."""

    def __init__(self, keep: int = 20_000) -> None:
        self._keep = keep  # paragraphs; several novels
        self._known: dict[tuple[str, str, ChapterStyle], tuple[Quotation, ...]] = {}

    def parse(self, paragraphs: Sequence[str]) -> list[tuple[Quotation, ...]]:
        """What ``parse_quotations`` gives; only paragraphs not seen before cost time."""
        style = learn_style(paragraphs)
        if len(self._known) > self._keep:
            self._known.clear()
        following = [*paragraphs[1:], ""]
        found = [self._one(text, after, style) for text, after in zip(paragraphs, following, strict=False)]
        return _with_writings(paragraphs, found)

    def _one(self, text: str, after: str, style: ChapterStyle) -> tuple[Quotation, ...]:
        key = (text, after, style)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _read(text, after, style)
        return found


def _read(text: str, after: str, style: ChapterStyle) -> tuple[Quotation, ...]:
    found: list[Quotation] = []
    if len(text) > _LONG and len(_LOOSE_MARK.findall(text)) > _MOST_MARKS:
        return ()  # no prose; and the search looks from each quotation at the marks inside it
    if style.dashes and opens_with_dash(text):
        found = [Quotation(span, QuoteKind.SPEECH, "—") for span in dash_speech(text)]
    for family in style.families:
        if any(mark in text for mark in style.marks(family)):
            found = _merge(found, _family(text, after, style, family, found))
    return tuple(_merge(found, _italics(text, found)))


def _with_writings(
    paragraphs: Sequence[str], found: list[tuple[Quotation, ...]]
) -> list[tuple[Quotation, ...]]:
    """Letters, and what a paragraph announces to the next one, are written, not said."""
    quoted = [_is_one_quotation(text, row) for text, row in zip(paragraphs, found, strict=True)]
    written = {index for letter in letters(paragraphs, quoted) for index in letter}
    written |= {n for n in range(1, len(quoted)) if quoted[n] and leads_to_writing(paragraphs[n - 1])}
    return [
        tuple(replace(q, kind=QuoteKind.WRITING) for q in row) if index in written else row
        for index, row in enumerate(found)
    ]


def _is_one_quotation(text: str, row: Sequence[Quotation]) -> bool:
    if len(row) != 1 or row[0].kind is QuoteKind.THOUGHT:
        return False
    span = row[0].span
    return not text[: span.start].strip() and not text[span.end :].strip()


def _merge(first: list[Quotation], second: Iterable[Quotation]) -> list[Quotation]:
    return sorted([*first, *second], key=lambda q: q.span)


def _family(
    text: str, after: str, style: ChapterStyle, family: Family, taken: Sequence[Quotation]
) -> Iterator[Quotation]:
    """The quotations of one family of marks in the stretches that no other has taken."""
    marks = find_marks(text, family, style.habits)
    main = family is style.families[0]
    goes_on = main and style.opens(after, family)
    for gap in _gaps(text, taken):
        first = bisect_left(marks, gap.start, key=_offset)
        inside = marks[first : bisect_left(marks, gap.end, lo=first, key=_offset)]
        last = gap.end == len(text)
        cost = _CONTINUES if goes_on and last else _LEFT_OPEN
        for pair in pair_marks(inside, gap.end, cost):
            quotation = _quotation(text, pair, gap, continues=goes_on and last)
            if quotation and _wanted(text, quotation, family, style):
                yield _told(text, quotation, family, style)


def _offset(mark: Mark) -> int:
    return mark.offset


def _gaps(text: str, taken: Sequence[Quotation]) -> Iterator[Span]:
    at = 0
    for quotation in taken:
        if quotation.span.start > at:
            yield Span(at, quotation.span.start)
        at = quotation.span.end
    if at < len(text):
        yield Span(at, len(text))


def _quotation(text: str, pair: Pair, gap: Span, *, continues: bool) -> Quotation | None:
    start = gap.start if pair.open is None else pair.open
    if pair.open is None:
        if gap.start or pair.close is None:
            return None
        start += len(text) - len(text.lstrip())
        return Quotation(Span(start, pair.close + 1), QuoteKind.SPEECH, text[pair.close])
    if pair.close is not None:
        return Quotation(Span(start, pair.close + 1), QuoteKind.SPEECH, text[start])
    end = start + len(text[start : pair.limit].rstrip())
    return Quotation(
        Span(start, end),
        QuoteKind.SPEECH,
        text[start],
        closed=False,
        continues=continues and pair.limit == len(text),
    )


def _is_speech(family: Family, style: ChapterStyle) -> bool:
    return family is not Family.SINGLE or style.families[0] is Family.SINGLE


def _told(text: str, quotation: Quotation, family: Family, style: ChapterStyle) -> Quotation:
    """The quotation with its kind and what is nested in it."""
    if not _is_speech(family, style):
        return Quotation(quotation.span, QuoteKind.THOUGHT, quotation.style)
    written = is_verse(text) or (quotation.closed and is_written(text, quotation.span))
    nested = nested_quotations(text, quotation.span, family, style.habits)
    return replace(quotation, kind=QuoteKind.WRITING if written else QuoteKind.SPEECH, nested=nested)


def _wanted(text: str, quotation: Quotation, family: Family, style: ChapterStyle) -> bool:
    inner = text[quotation.span.start + 1 : quotation.span.end - 1]
    if not _is_speech(family, style):
        return quotation.closed and quotation.style != "`" and is_thought(inner)
    start = quotation.span.start
    return not (quotation.closed and is_scare(inner, text[max(0, start - _LEAD) : start]))


def _italics(text: str, taken: Sequence[Quotation]) -> Iterator[Quotation]:
    ends = [quotation.span.end for quotation in taken]
    for span in italics(text):
        after = bisect_right(ends, span.start)
        free = after == len(taken) or taken[after].span.start >= span.end
        if free and is_thought(text[span.start + 1 : span.end - 1]):
            yield Quotation(span, QuoteKind.THOUGHT, text[span.start])
