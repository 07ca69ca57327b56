"""All words of a compact word list at once, letter by letter of all words together.

Word by word, in plain Python, the same takes ten times as long: a second or two for English.
"""

from __future__ import annotations

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

    parent: Ints
    letter: Bytes


class EveryWord:
    """Reads all words of an automaton.

    Args:
        arcs, labels: the automaton's bytes.
        root: the offset of its first arc.
        separator: the label that ends a word.

    Attributes:
        words: the shorter first.
        letters: for each, what stands behind the separator; 0 for nothing.
    """

    def __init__(self, arcs: bytes, labels: bytes, root: int, separator: int) -> None:
        # Room behind both, so that no index leads out of them: what it finds there is not used.
        self._arcs: Bytes = np.frombuffer(arcs + bytes(8), np.uint8)
        self._labels: Bytes = np.frombuffer(labels + bytes(LABEL + 1), np.uint8)
        self._separator = separator
        self.words: list[str] = []
        self.letters: Bytes = np.empty(0, np.uint8)
        beginnings: list[_Letters] = []
        nodes = np.array([root] if root else [], np.int64)
        while len(nodes):
            nodes = self._step(nodes, beginnings)

    def _step(self, nodes: Ints, beginnings: list[_Letters]) -> Ints:
        """The nodes one letter further; notes the words that end at ``nodes``."""
        parent, label, target = self._leaving(nodes)
        ends = np.flatnonzero(label == self._separator)
        letters = np.where(target[ends] > 0, self._read(target[ends]).label, np.uint8(0))
        self.letters = np.concatenate((self.letters, letters))
        self.words += _spelt(beginnings, parent[ends])
        on = np.flatnonzero((label != self._separator) & (target > 0))
        beginnings.append(_Letters(parent[on], label[on]))
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


def _spelt(beginnings: list[_Letters], which: Ints) -> list[str]:
    """The words that are made of some of the last beginnings."""
    if not len(which):
        return []
    rows = np.full((len(which), len(beginnings) + 1), _NEWLINE, np.uint8)
    for column in reversed(range(len(beginnings))):
        rows[:, column] = beginnings[column].letter[which]
        which = beginnings[column].parent[which]
    return rows.tobytes().decode().split("\n")[:-1]
