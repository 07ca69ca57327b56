"""Which parts of two sequences are the same: the ground for merging, line ends and word diffs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq


class Block(NamedTuple):
    """``a[at_a : at_a + length] == b[at_b : at_b + length]``."""

    at_a: int
    at_b: int
    length: int


_LARGEST_GAP = 30_000_000
"""Above this product of lengths a gap without unique parts counts as changed in whole: comparing it in full
would take tens of megabytes and seconds."""


def matching_blocks(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """The common blocks of ``a`` and ``b`` in order, none empty, neighbours joined.

    Parts that occur once on both sides are matched first (patience diff), so that blank lines and other
    frequent parts do not pull the alignment away; the gaps between by a longest common subsequence.
    """
    pairs: list[tuple[int, int]] = []
    _match(a, b, 0, len(a), 0, len(b), pairs)
    return _joined(pairs)


def _match(
    a: Sequence[str],
    b: Sequence[str],
    from_a: int,
    to_a: int,
    from_b: int,
    to_b: int,
    pairs: list[tuple[int, int]],
) -> None:
    while from_a < to_a and from_b < to_b and a[from_a] == b[from_b]:
        pairs.append((from_a, from_b))
        from_a, from_b = from_a + 1, from_b + 1
    tail: list[tuple[int, int]] = []
    while from_a < to_a and from_b < to_b and a[to_a - 1] == b[to_b - 1]:
        to_a, to_b = to_a - 1, to_b - 1
        tail.append((to_a, to_b))
    if from_a < to_a and from_b < to_b:
        anchors = _unique_pairs(a, b, from_a, to_a, from_b, to_b)
        if anchors:
            for at_a, at_b in [*anchors, (to_a, to_b)]:
                _fill(a, b, from_a, at_a, from_b, at_b, pairs)
                if at_a < to_a:
                    pairs.append((at_a, at_b))
                from_a, from_b = at_a + 1, at_b + 1
        else:
            _fill(a, b, from_a, to_a, from_b, to_b, pairs)
    pairs.extend(reversed(tail))


def _fill(
    a: Sequence[str],
    b: Sequence[str],
    from_a: int,
    to_a: int,
    from_b: int,
    to_b: int,
    pairs: list[tuple[int, int]],
) -> None:
    size = (to_a - from_a) * (to_b - from_b)
    if not size or size > _LARGEST_GAP:
        return
    part_a, part_b = a[from_a:to_a], b[from_b:to_b]
    for code in LCSseq.opcodes(part_a, part_b):
        if code.tag == "equal":
            for step in range(code.src_end - code.src_start):
                i, j = code.src_start + step, code.dest_start + step
                if part_a[i] == part_b[j]:  # the library compares hashes
                    pairs.append((from_a + i, from_b + j))


def _unique_pairs(
    a: Sequence[str], b: Sequence[str], from_a: int, to_a: int, from_b: int, to_b: int
) -> list[tuple[int, int]]:
    """Parts that occur once in each range, thinned to the longest run that keeps both orders."""
    once_a, once_b = _once(a, from_a, to_a), _once(b, from_b, to_b)
    common = sorted((at, once_b[part]) for part, at in once_a.items() if part in once_b)
    return _longest_rising(common)


def _once(parts: Sequence[str], start: int, end: int) -> dict[str, int]:
    seen: dict[str, int] = {}
    for at in range(start, end):
        seen[parts[at]] = -1 if parts[at] in seen else at
    return {part: at for part, at in seen.items() if at >= 0}


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    tops: list[int] = []
    top_index: list[int] = []
    previous: list[int] = []
    for index, (_, at_b) in enumerate(pairs):
        pile = bisect_left(tops, at_b)
        previous.append(top_index[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(at_b)
            top_index.append(index)
        else:
            tops[pile], top_index[pile] = at_b, index
    chain: list[tuple[int, int]] = []
    at = top_index[-1] if top_index else -1
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]


def _joined(pairs: list[tuple[int, int]]) -> list[Block]:
    blocks: list[Block] = []
    for at_a, at_b in pairs:
        last = blocks[-1] if blocks else None
        if last and last.at_a + last.length == at_a and last.at_b + last.length == at_b:
            blocks[-1] = last._replace(length=last.length + 1)
        else:
            blocks.append(Block(at_a, at_b, 1))
    return blocks
