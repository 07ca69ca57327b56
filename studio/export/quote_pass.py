"""Makes quotation marks uniform: straight or curly, American or British."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.export.change import ChangeKind, Edit
from studio.export.option import CleanOptions, QuoteMarks, QuoteStyle
from studio.export.quote_mark import OPENING, Mark, Role, read_marks
from studio.text.paragraph import split_paragraphs


def quote_edits(text: str, options: CleanOptions) -> Iterator[Edit]:
    """The edits that bring every mark of ``text`` to the options' shape and style."""
    if options.marks is QuoteMarks.KEEP and options.style is QuoteStyle.KEEP:
        return
    paragraphs = split_paragraphs(text)
    marks = [read_marks(paragraph.text) for paragraph in paragraphs]
    swap = _wants_swap(marks, options.style)
    for paragraph, found in zip(paragraphs, marks, strict=True):
        for mark in found:
            before = paragraph.text[mark.offset]
            after = _shape(_role(mark, paragraph.text, swap=swap), before, options.marks)
            if after != before:
                at = paragraph.start + mark.offset
                yield Edit(at, at + 1, after, ChangeKind.QUOTE)


def _wants_swap(marks: Sequence[Sequence[Mark]], style: QuoteStyle) -> bool:
    """Whether the text's quotations are of the other style: the first of each paragraph counts.

    A text that has the wanted style already keeps its single quotations, which are thoughts there.
    """
    first = [next((mark.role for mark in found if mark.role in OPENING), None) for found in marks]
    double, single = first.count(Role.OPEN_DOUBLE), first.count(Role.OPEN_SINGLE)
    if style is QuoteStyle.AMERICAN:
        return single > double
    return style is QuoteStyle.BRITISH and double > single


_SWAPPED = (
    (Role.OPEN_DOUBLE, Role.OPEN_SINGLE),
    (Role.CLOSE_DOUBLE, Role.CLOSE_SINGLE),
)


def _role(mark: Mark, text: str, *, swap: bool) -> Role:
    """What the mark shall be; one that opens speech which goes on in the next paragraph has no partner."""
    if not swap or (mark.partner is None and mark.role not in OPENING) or _cramped(mark, text):
        return mark.role
    for double, single in _SWAPPED:
        if mark.role is double:
            return single
        if mark.role is single:
            return double
    return mark.role


def _cramped(mark: Mark, text: str) -> bool:
    """Whether a letter touches the quotation from outside: a single mark there would be an apostrophe."""
    ends = [mark.offset] if mark.partner is None else sorted((mark.offset, mark.partner))
    before = text[max(0, ends[0] - 4) : ends[0]].rstrip("*_")[-1:]
    after = text[ends[-1] + 1 : ends[-1] + 5].lstrip("*_")[:1] if mark.partner is not None else ""
    return before.isalnum() or after.isalnum()


def _shape(role: Role, before: str, marks: QuoteMarks) -> str:
    if role is Role.LEFT_ALONE:
        return (
            before
            if marks is not QuoteMarks.STRAIGHT
            else '"'
            if before in "“”"
            else "'"
            if before in "‘’"
            else before
        )
    straight = marks is QuoteMarks.STRAIGHT or (marks is QuoteMarks.KEEP and before in "\"'")
    if role is Role.OPEN_DOUBLE:
        return '"' if straight else "“"
    if role is Role.CLOSE_DOUBLE:
        return '"' if straight else "”"
    if role is Role.OPEN_SINGLE:
        return "'" if straight else "‘"
    return "'" if straight else "’"
