"""Running text read piece by piece, with what was read lately kept in the model's memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.proofing.deep.model import HIDDEN, Floats, Ints, LanguageModel

KEPT = 192
"""Pieces that each piece sees before it; the very first one always, too, because models rest on it. Text and
branches must see the same: where a name was seen before, it is far likelier."""
_LAST_POSITION = 7000
AT_ONCE = 64
"""Pieces of running text in one run, at most: the attention of more grows out of the processor's cache."""
_TOGETHER = 96
"""Pieces of branches read at once, at most, but for one long branch."""
_MOST_OF_IT = 0.7
"""The part of a chunk from which on it is given to the model whole, without a copy."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Pieces just read.

    Attributes:
        ids: the pieces.
        before: the state before each piece, (pieces, width).
        own: the log-probability of each piece where it stands (nats).
        normaliser: of each state in ``before``.
        positions: of each piece.
        memory, places: keys and values of all pieces that may be seen, and their positions.
    """

    ids: Ints
    before: Floats
    own: Floats
    normaliser: Floats
    positions: Ints
    memory: Floats
    places: Ints


@dataclass(frozen=True, slots=True)
class Branch:
    """Other pieces in place of those from piece ``at`` of a chunk on."""

    at: int
    ids: tuple[int, ...]


class _Room:
    """Room for keys and values that is used again and again: asking the system for some megabytes anew takes
    longer than filling them."""

    def __init__(self) -> None:
        self._numbers: Floats = np.empty(0, np.float32)

    def like(self, memory: Floats, pieces: int) -> Floats:
        """An array for that many pieces, else as ``memory``; what it holds is anything."""
        layers, heads, _, size = memory.shape
        count = layers * heads * pieces * size
        if count > len(self._numbers):
            self._numbers = np.empty(count, np.float32)
        return self._numbers[:count].reshape(layers, heads, pieces, size)


class TextStream:
    """Reads one running text; make a new one for each."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._read, self._seen = _Room(), _Room()
        self._memory = model.nothing()
        self._places: Ints = np.empty(0, np.int64)
        self._position = 0
        self._state: Floats = np.empty((0, 0), np.float32)

    @property
    def is_new(self) -> bool:
        """Whether nothing was read yet."""
        return self._position == 0

    @property
    def is_long(self) -> bool:
        """Whether it has come to the end of the positions that the model knows: begin a new one."""
        return self._position > _LAST_POSITION

    def read(self, ids: Sequence[int]) -> Chunk:
        """Read on; the first call begins the text. What it gives may be used until the next call."""
        if self._position == 0:
            self._state, self._memory = self._model.begun()
            self._places = np.zeros(1, np.int64)
            self._position = 1
        pieces = np.array(ids, np.int64)
        positions = np.arange(self._position, self._position + len(pieces))
        places = np.concatenate((self._places, positions))
        known = len(self._places)
        memory = self._read.like(self._memory, len(places))
        memory[:, :, :known] = self._memory
        states = [self._state]
        for some in np.array_split(pieces, max(1, -(-len(pieces) // AT_ONCE))):
            end = known + len(some)
            fresh, memory[:, :, known:end] = self._feed(some, places[known:end])
            states.append(fresh)
            last = slice(max(1, end - KEPT), end)
            self._memory = self._seen.like(memory, 1 + last.stop - last.start)
            np.concatenate((memory[:, :, :1], memory[:, :, last]), axis=2, out=self._memory)
            self._places = np.concatenate((places[:1], places[last]))
            known = end
        self._position += len(pieces)
        self._state = states[-1][-1:]
        before = np.concatenate(states)[:-1]
        normaliser = self._model.normaliser(before)
        own = self._model.log_probability(before, pieces, normaliser)
        return Chunk(pieces, before, own, normaliser, positions, memory, places)

    def _feed(self, pieces: Ints, positions: Ints) -> tuple[Floats, Floats]:
        """The states after ``pieces``, and their keys and values."""
        places = np.concatenate((self._places, positions))
        mask = np.where(_sees(places, positions, positions + 1), np.float32(0), HIDDEN)
        return self._model.read(pieces, positions, mask, self._memory)


class BranchReader:
    """Reads branches of a chunk, each as far as it is wanted; what was read of one is not read again.

    Attributes:
        scores: for each branch, the log-probability (nats) of its pieces as far as they were read, given what
            stands before it in the chunk. The first piece counts from the beginning: nothing has to be read
            for it.
    """

    def __init__(self, model: LanguageModel, chunk: Chunk, branches: Sequence[Branch]) -> None:
        self._model = model
        self._chunk = chunk
        self._branches = branches
        self._fed = np.zeros(len(branches), np.int64)
        self._kept: list[_Fed] = []
        firsts = np.array([branch.ids[0] for branch in branches], np.int64)
        at = np.array([branch.at for branch in branches], np.int64)
        self._start = chunk.positions[at]
        self.scores: Floats = model.log_probability(chunk.before[at], firsts, chunk.normaliser[at])

    def read(self, counts: Mapping[int, int]) -> None:
        """Read on.

        Args:
            counts: how many pieces of which branches (by their number) shall be scored; branches left out
                cannot be read on later.
        """
        # Branches without hope are not read on: what was kept of them would only take room.
        self._kept = [kept.of(list(counts)) for kept in self._kept]
        some: list[tuple[int, int]] = []
        for n in sorted(counts, key=lambda n: int(self._start[n])):
            fresh = [(n, k) for k in range(int(self._fed[n]), min(counts[n], len(self._branches[n].ids)) - 1)]
            if some and len(some) + len(fresh) > _TOGETHER:
                self._feed(some)
                some = []
            some += fresh
        if some:
            self._feed(some)

    def _feed(self, fed: Sequence[tuple[int, int]]) -> None:
        """Read the pieces of ``fed`` (branch, place in it), which score those behind them."""
        chunk = self._chunk
        owner, step = np.array(fed, np.int64).T
        ids = np.array([self._branches[n].ids[k] for n, k in fed])
        following = np.array([self._branches[n].ids[k + 1] for n, k in fed])
        start = self._start[owner]
        text, places = _seen(chunk, int(start.min()) - KEPT, int(start.max()))
        kept = [kept.of(owner.tolist()) for kept in self._kept]
        beside = [some.memory for some in kept]
        own = np.concatenate([*(some.owner for some in kept), owner])
        own_step = np.concatenate([*(some.step for some in kept), step])
        sees_text = _sees(places, start + step, start)
        sees_own = (own[None] == owner[:, None]) & (own_step[None] <= step[:, None])
        mask = np.where(np.concatenate((sees_text, sees_own), axis=1), np.float32(0), HIDDEN)
        known = np.concatenate(beside, axis=2) if beside else None
        states, present = self._model.read(ids, start + step, mask, text, known)
        del text, known
        scores = self._model.log_probability(states, following, self._model.normaliser(states))
        np.add.at(self.scores, owner, scores)
        np.maximum.at(self._fed, owner, step + 1)
        self._kept.append(_Fed(present, owner, step))


def _sees(places: Ints, positions: Ints, ends: Ints) -> NDArray[np.bool_]:
    """Which of the text's ``places`` a piece at each of ``positions`` sees, up to ``ends`` (not included)."""
    near = (places[None] > positions[:, None] - KEPT) | (places[None] == 0)
    found: NDArray[np.bool_] = near & (places[None] < ends[:, None])
    return found


@dataclass(frozen=True, slots=True)
class _Fed:
    """Pieces of branches that were read: keys and values, the branch of each, its place in that."""

    memory: Floats
    owner: Ints
    step: Ints

    def of(self, owners: Sequence[int]) -> _Fed:
        """Those of some branches only."""
        which = np.flatnonzero(np.isin(self.owner, owners))
        return self if len(which) == len(self.owner) else self._rows(which)

    def _rows(self, which: Ints) -> _Fed:
        return _Fed(self.memory[:, :, which], self.owner[which], self.step[which])


def _seen(chunk: Chunk, after: int, before: int) -> tuple[Floats, Ints]:
    """Keys and values of the text's first piece and of those behind position ``after`` and in front of
    ``before``, and the positions; of some more where copying would take longer than looking at them."""
    first = max(1, int(np.searchsorted(chunk.places, after)))
    end = max(first, int(np.searchsorted(chunk.places, before)))
    if end - first > _MOST_OF_IT * len(chunk.places):
        return chunk.memory, chunk.places
    memory = np.concatenate((chunk.memory[:, :, :1], chunk.memory[:, :, first:end]), axis=2)
    return memory, np.concatenate((chunk.places[:1], chunk.places[first:end]))


def score_branches(model: LanguageModel, chunk: Chunk, branches: Sequence[Branch]) -> list[float]:
    """The log-probability of each branch's pieces, given what stands before it in the chunk (nats)."""
    if not branches:
        return []
    reader = BranchReader(model, chunk, branches)
    reader.read({n: len(branch.ids) for n, branch in enumerate(branches)})
    return [float(score) for score in reader.scores]
