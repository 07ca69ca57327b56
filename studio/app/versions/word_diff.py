"""What changed between two versions of a text, word by word, for showing it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from studio.model.alignment import Block, matching_blocks
from studio.model.piece import Piece, PieceKind

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class DiffBlock:
    """Some whole lines of the comparison; ``changed`` when any of its pieces is not the same in both."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether the two versions differ here."""
        return any(piece.kind is not PieceKind.SAME for piece in self.pieces)


def _joined(pieces: Iterator[Piece]) -> tuple[Piece, ...]:
    """The pieces with neighbours of one kind made one, and empty ones left out."""
    result: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if result and result[-1].kind is piece.kind:
            result[-1] = Piece(piece.kind, result[-1].text + piece.text)
        else:
            result.append(piece)
    return tuple(result)


def _compare(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    at_old = at_new = 0
    for block in (*matching_blocks(old, new), Block(len(old), len(new), 0)):
        yield Piece(PieceKind.REMOVED, "".join(old[at_old : block.at_a]))
        yield Piece(PieceKind.ADDED, "".join(new[at_new : block.at_b]))
        at_old, at_new = block.at_a + block.length, block.at_b + block.length
        yield Piece(PieceKind.SAME, "".join(old[block.at_a : at_old]))


def _whole_words(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces with a lone space between two changes counted to the changes: "(old words)" reads
    better struck out as one than word by word."""
    result: list[Piece] = []
    for at, piece in enumerate(pieces):
        between = 0 < at < len(pieces) - 1
        if piece.kind is PieceKind.SAME and piece.text.isspace() and "\n" not in piece.text and between:
            result += [Piece(PieceKind.REMOVED, piece.text), Piece(PieceKind.ADDED, piece.text)]
        else:
            result.append(piece)
    return tuple(result)


def _gathered(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """Within each run of changes first all that was removed, then all that was added."""
    removed: list[str] = []
    added: list[str] = []
    for piece in pieces:
        if piece.kind is PieceKind.REMOVED:
            removed.append(piece.text)
        elif piece.kind is PieceKind.ADDED:
            added.append(piece.text)
        else:
            yield Piece(PieceKind.REMOVED, "".join(removed))
            yield Piece(PieceKind.ADDED, "".join(added))
            removed, added = [], []
            yield piece
    yield Piece(PieceKind.REMOVED, "".join(removed))
    yield Piece(PieceKind.ADDED, "".join(added))


def diff_words(old: str, new: str) -> tuple[Piece, ...]:
    """The comparison of two short texts, such as one paragraph in two versions.

    The same and removed pieces joined give ``old``, the same and added ones ``new``.
    """
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    return _joined(_gathered(_whole_words(_joined(_compare(a, b)))))


def _likeness(old: str, new: str) -> float:
    """How much two paragraphs have in common, 0 to 1, counted in words and marks."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    common = sum(block.length for block in matching_blocks(a, b))
    return 2 * common / max(1, len(a) + len(b))


def _changed_block(old: Sequence[str], new: Sequence[str]) -> Iterator[DiffBlock]:
    """Blocks for changed lines: line beside line where both have as many, else all as one."""
    if len(old) == len(new) and all(_likeness(a, b) > 0.3 for a, b in zip(old, new, strict=True)):
        for before, after in zip(old, new, strict=True):
            yield DiffBlock(diff_words(before, after))
    elif old or new:
        yield DiffBlock(diff_words("".join(old), "".join(new)))


def diff_texts(old: str, new: str) -> tuple[DiffBlock, ...]:
    """The comparison of two versions of a chapter, in blocks of whole lines.

    The same and removed pieces of all blocks joined give ``old``, the same and added ones ``new``.
    """
    a, b = old.splitlines(keepends=True), new.splitlines(keepends=True)
    blocks: list[DiffBlock] = []
    at_old = at_new = 0
    for common in (*matching_blocks(a, b), Block(len(a), len(b), 0)):
        blocks.extend(_changed_block(a[at_old : common.at_a], b[at_new : common.at_b]))
        at_old, at_new = common.at_a + common.length, common.at_b + common.length
        if common.length:
            blocks.append(DiffBlock((Piece(PieceKind.SAME, "".join(a[common.at_a : at_old])),)))
    return tuple(blocks)


def changed_words(blocks: Sequence[DiffBlock]) -> tuple[int, int]:
    """How many words were removed and how many were added."""
    counts = {PieceKind.REMOVED: 0, PieceKind.ADDED: 0, PieceKind.SAME: 0}
    for block in blocks:
        for piece in block.pieces:
            counts[piece.kind] += sum(1 for token in _TOKEN.findall(piece.text) if token[0].isalnum())
    return counts[PieceKind.REMOVED], counts[PieceKind.ADDED]


def taken_back(blocks: Sequence[DiffBlock], chosen: Collection[int]) -> str:
    """The new version with the blocks whose numbers (from 0) are ``chosen`` as they were in the old one."""
    texts: list[str] = []
    for number, block in enumerate(blocks):
        left_out = PieceKind.ADDED if number in chosen else PieceKind.REMOVED
        texts += [piece.text for piece in block.pieces if piece.kind is not left_out]
    return "".join(texts)
