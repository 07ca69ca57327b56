"""All words of a compact word list at once, letter by letter of all words together.

Word by word, in plain Python, the same takes ten times as long: a second or two for English.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.proofing.engines.word_automaton import LABEL, LAST, NEXT

_NEWLINE = 10

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Arcs:
    """Some arcs: ``after`` is the offset behind each, ``target`` 0 for none, or where flags say `NEXT`."""

    flags: Bytes
    label: Bytes
    target: Ints
    after: Ints


@dataclass(frozen=True, slots=True)
class _Letters:
    """The beginnings of words that are one letter longer than others, each by the number of those."""

    parent: NDArray[np.int32]
    letter: Bytes


class EveryWord:
    """Reads all words of an automaton.

    Args:
        arcs, labels: the automaton's bytes.
        root: the offset of its first arc.
        separator: the label that ends a word.

    They are kept as bytes, by first byte: as strings they would take ten times the room.
    """

    def __init__(self, arcs: bytes, labels: bytes, root: int, separator: int) -> None:
        # Room behind both, so that no index leads out of them: what it finds there is not used.
        self._arcs: Bytes = np.frombuffer(arcs + bytes(8), np.uint8)
        self._labels: Bytes = np.frombuffer(labels + bytes(LABEL + 1), np.uint8)
        self._separator = separator
        self._words: defaultdict[int, bytes] = defaultdict(bytes)
        self._letters: defaultdict[int, bytes] = defaultdict(bytes)
        beginnings: list[_Letters] = []
        nodes = np.array([root] if root else [], np.int64)
        while len(nodes):
            nodes = self._step(nodes, beginnings)

    def beginning(self, prefix: str) -> Iterator[tuple[str, int]]:
        """The words that begin with ``prefix`` (not empty), the shorter first.

        With each comes what stands behind the separator, 0 for nothing.
        """
        first = prefix.encode()[0]
        words = self._words.get(first, b"").decode().split("\n")
        pairs = zip(words, self._letters.get(first, b""), strict=False)
        return (pair for pair in pairs if pair[0].startswith(prefix))

    def _step(self, nodes: Ints, beginnings: list[_Letters]) -> Ints:
        """The nodes one letter further; notes the words that end at ``nodes``."""
        parent, label, target = self._leaving(nodes)
        ends = np.flatnonzero(label == self._separator)
        letters = np.where(target[ends] > 0, self._read(target[ends]).label, np.uint8(0))
        rows = _spelt(beginnings, parent[ends])
        for first in np.unique(rows[:, 0]).tolist():
            which = rows[:, 0] == first
            self._words[first] += rows[which].tobytes()
            self._letters[first] += letters[which].tobytes()
        on = np.flatnonzero((label != self._separator) & (target > 0))
        beginnings.append(_Letters(parent[on].astype(np.int32), label[on]))
        return target[on]

    def _leaving(self, nodes: Ints) -> tuple[Ints, Bytes, Ints]:
        """Of all arcs that leave some nodes: the node's number, the label, the node they lead to."""
        at, of = nodes, np.arange(len(nodes))
        behind = np.zeros(len(nodes), np.int64)
        seen: list[tuple[Ints, _Arcs]] = []
        while len(at):
            arcs = self._read(at)
            seen.append((of, arcs))
            last = (arcs.flags & LAST) > 0
            behind[of[last]] = arcs.after[last]
            at, of = arcs.after[~last], of[~last]
        parent = np.concatenate([of for of, _ in seen])
        follows = np.concatenate([(arcs.flags & NEXT) > 0 for _, arcs in seen])
        target = np.concatenate([arcs.target for _, arcs in seen])
        # Such an arc leads to the node that is written behind all arcs of its own.
        target[follows] = behind[parent[follows]]
        return parent, np.concatenate([arcs.label for _, arcs in seen]), target

    def _read(self, at: Ints) -> _Arcs:
        """The arcs at some offsets."""
        flags = self._arcs[at]
        index = flags & LABEL
        label = np.where(index > 0, self._labels[index], self._arcs[at + 1])
        after = at + 1 + (index == 0)
        target = np.zeros(len(at), np.int64)
        rest = np.flatnonzero((flags & NEXT) == 0)
        place, shift = after[rest], 0
        while len(rest):
            byte = self._arcs[place].astype(np.int64)
            target[rest] |= (byte & 127) << shift
            place, shift = place + 1, shift + 7
            done = byte < 128
            after[rest[done]] = place[done]
            rest, place = rest[~done], place[~done]
        return _Arcs(flags, label, target, after)


def _spelt(beginnings: list[_Letters], which: NDArray[np.integer]) -> Bytes:
    """The words that are made of some of the last beginnings, a row and a line each."""
    rows = np.full((len(which), len(beginnings) + 1), _NEWLINE, np.uint8)
    for column in reversed(range(len(beginnings))):
        rows[:, column] = beginnings[column].letter[which]
        which = beginnings[column].parent[which]
    return rows
