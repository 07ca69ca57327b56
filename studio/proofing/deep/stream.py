"""Running text read piece by piece, with what was read lately kept in the model's memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from studio.proofing.deep.model import BEGIN, HIDDEN, Floats, Ints, LanguageModel

KEPT = 128
"""Pieces that are remembered before a chunk; the very first one always is, because models rest on it."""
_LAST_POSITION = 7000


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


class TextStream:
    """Reads one running text; make a new one for each."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._memory = model.nothing()
        self._places: Ints = np.empty(0, np.int64)
        self._position = 0
        self._state: Floats = np.empty((0, 0), np.float32)

    @property
    def is_long(self) -> bool:
        """Whether it has come to the end of the positions that the model knows: begin a new one."""
        return self._position > _LAST_POSITION

    def read(self, ids: Sequence[int]) -> Chunk:
        """Read on; the first call begins the text."""
        if self._position == 0:
            self._feed(np.array([BEGIN], np.int64))
        pieces = np.array(ids, np.int64)
        first = self._state
        positions, states, memory, places = self._feed(pieces)
        before = np.concatenate((first, states[:-1]))
        normaliser = self._model.normaliser(before)
        own = self._model.log_probability(before, pieces, normaliser)
        return Chunk(pieces, before, own, normaliser, positions, memory, places)

    def _feed(self, pieces: Ints) -> tuple[Ints, Floats, Floats, Ints]:
        positions = np.arange(self._position, self._position + len(pieces))
        places = np.concatenate((self._places, positions))
        mask = np.where(places[None] <= positions[:, None], np.float32(0), HIDDEN)
        states, present = self._model.read(pieces, positions, mask, self._memory)
        memory = np.concatenate((self._memory, present), axis=2)
        self._position += len(pieces)
        self._state = states[-1:]
        keep = np.concatenate(([0], np.arange(max(1, len(places) - KEPT), len(places))))
        self._memory, self._places = memory[:, :, keep], places[keep]
        return positions, states, memory, places


def score_branches(model: LanguageModel, chunk: Chunk, branches: Sequence[Branch]) -> list[float]:
    """The log-probability of each branch's pieces, given what stands before it in the chunk (nats)."""
    if not branches:
        return []
    firsts = np.array([branch.ids[0] for branch in branches])
    at = np.array([branch.at for branch in branches])
    scores = model.log_probability(chunk.before[at], firsts, chunk.normaliser[at])
    fed = [(n, k) for n, branch in enumerate(branches) for k in range(len(branch.ids) - 1)]
    if fed:
        owner = np.array([n for n, _ in fed])
        step = np.array([k for _, k in fed])
        ids = np.array([branches[n].ids[k] for n, k in fed])
        following = np.array([branches[n].ids[k + 1] for n, k in fed])
        start = chunk.positions[at[owner]]
        sees_text = chunk.places[None] < start[:, None]
        sees_own = (owner[None] == owner[:, None]) & (step[None] <= step[:, None])
        mask = np.where(np.concatenate((sees_text, sees_own), axis=1), np.float32(0), HIDDEN)
        states, _ = model.read(ids, start + step, mask, chunk.memory)
        np.add.at(scores, owner, model.log_probability(states, following, model.normaliser(states)))
    return [float(score) for score in scores]
