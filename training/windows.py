"""Windows of word pieces over running text, as the encoder reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

CLS, SEP = 101, 102
LENGTH = 192

Ints = NDArray[np.int64]


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def letter_case(text: str, offsets: Iterable[tuple[int, int]]) -> Ints:
    """0 for a piece in lower case or without letters, 1 for a capital at its front, 2 for all capitals."""
    cases = []
    for start, end in offsets:
        piece = text[start:end]
        capital = piece[:1].isupper()
        cases.append((2 if len(piece) > 1 and piece.isupper() else 1) if capital else 0)
    return np.array(cases, np.int64)


def full_windows(text: str, tokenizer: Tokenizer, batch: int = 16) -> Iterator[tuple[Ints, Ints]]:
    """Batches (ids, case) of full windows side by side; what does not fill a batch is left out."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    inner = LENGTH - 2
    count = len(encoded.ids) // (inner * batch) * batch
    ids = np.array(encoded.ids[: count * inner], np.int64).reshape(count, inner)
    case = letter_case(text, encoded.offsets[: count * inner]).reshape(count, inner)
    for at in range(0, count, batch):
        yield framed(ids[at : at + batch], CLS, SEP), framed(case[at : at + batch], 0, 0)


def framed(rows: Ints, first: int, last: int) -> Ints:
    """The rows between the two marks."""
    return np.pad(
        np.pad(rows, ((0, 0), (1, 0)), constant_values=first), ((0, 0), (0, 1)), constant_values=last
    )
