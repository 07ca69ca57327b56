"""A paragraph as the language model sees it: its pieces, and which pieces make up which word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from studio.proofing.evidence import EngineError, WordMark
from studio.text.span import Span
from studio.text.word import rough_count

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
BREAK = "\n\n"
"""What stands between paragraphs."""
PER_PIECE = 8
"""Code points that hold a piece, with room to spare: in prose, most have four or five."""


@dataclass(frozen=True, slots=True)
class Page:
    """A paragraph to be judged, with the encoder's doubts on it; ``spoken`` is what is said and thought."""

    text: str
    marks: tuple[WordMark, ...] = ()
    spoken: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page; ``first`` to ``last`` (not included) are its pieces, counted in the page.

    ``spaced`` says that its first piece begins with the space before it.
    """

    span: Span
    text: str
    first: int
    last: int
    spaced: bool

    @property
    def lower(self) -> str:
        """In lower case with a straight apostrophe."""
        return lower(self.text)


@dataclass(frozen=True, slots=True)
class PieceRow:
    """The pieces of a page, the break behind it included, and its words."""

    ids: tuple[int, ...]
    words: tuple[Word, ...]


class Pieces:
    """Cuts text into the language model's pieces.

    Raises:
        EngineError: when the tokenizer is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        try:
            from tokenizers import Tokenizer

            self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # tokenizers raises bare Exception
            raise EngineError("The language model is not there; run the set-up to have it made.") from error
        self.of_word = lru_cache(maxsize=50_000)(self._of_word)

    def row(self, text: str) -> PieceRow:
        """The pieces of one paragraph."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        starts = [start for start, _ in encoding.offsets]
        words = []
        for match in _WORD.finditer(text):
            start, end = match.span()
            spaced = start > 0 and text[start - 1] == " "
            first = bisect_left(starts, start - 1 if spaced else start)
            last = bisect_left(starts, end, lo=first)
            if first < len(starts) and starts[first] == (start - 1 if spaced else start) and last > first:
                words.append(Word(Span(start, end), match.group(), first, last, spaced))
        return PieceRow((*encoding.ids, *self.of_word(BREAK)), tuple(words))

    def tail(self, text: str, count: int) -> list[int]:
        """The last ``count`` pieces of what stands before."""
        ids: list[int] = self._tokenizer.encode(text[-PER_PIECE * count :], add_special_tokens=False).ids
        return ids[-count:]

    def _of_word(self, word: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(word, add_special_tokens=False).ids)


def words_in(pages: Sequence[Page]) -> int:
    """Roughly how many words there are."""
    return sum(rough_count(page.text) for page in pages)


def lower(text: str) -> str:
    """In lower case with a straight apostrophe."""
    return text.lower().replace("’", "'")
