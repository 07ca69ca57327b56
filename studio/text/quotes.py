"""The one quotation parser: which characters of a text are spoken or thought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from studio.text.span import Span


class QuoteKind(StrEnum):
    """What a quotation is."""

    SPEECH = "speech"
    THOUGHT = "thought"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of speech or marked thought.

    Attributes:
        span: the quotation with its marks, within its paragraph.
        kind: speech, or thought (single quotes beside double ones, or italics).
        style: the opening mark as written ('"', "“", "'", "‘", "«", "—", "*", "_").
        closed: whether a closing mark ends it.
        continues: whether the speech goes on in the next paragraph (which then opens with the mark again).
    """

    span: Span
    kind: QuoteKind
    style: str
    closed: bool = True
    continues: bool = False


def parse_quotations(paragraphs: Sequence[str]) -> list[tuple[Quotation, ...]]:
    """The quotations of each paragraph of a chapter, in order, offsets within each paragraph."""
    raise NotImplementedError
