"""Which paragraphs the language model need not read: those in which the encoder doubts next to nothing.

Reading costs by the word, and what is found goes with the doubts, so a paragraph counts as calm by its
doubts for each word. On twelve untouched novels a quarter of the words stand in such paragraphs. Left
unread with them were 3 of 115 errors put into books that only the language model had found, and 1 of 60 of
those that authors corrected later; by the largest doubt in a paragraph it would have been more than twice
as many, and three times by sentences, which take what stands around the next one out of view.
"""

from __future__ import annotations

from collections.abc import Sequence

from studio.proofing.evidence import FAINT, WordMark
from studio.text.word import rough_count

CALM = 0.0021
"""Doubts for each word (1 - keep, of those above `TRACE`) up to which a paragraph is calm."""
_SHORTEST = 10
"""Words that a shorter paragraph counts as."""


def marks_to_weigh(text: str, marks: Sequence[WordMark]) -> tuple[WordMark, ...] | None:
    """The doubts that the language model is told of; None where a paragraph is calm."""
    doubt = sum(1 - mark.keep for mark in marks)
    if doubt < CALM * max(_SHORTEST, rough_count(text)):
        return None
    return tuple(mark for mark in marks if 1 - mark.keep > FAINT)
