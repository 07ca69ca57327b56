"""The language model's run-time form: reads pieces, keeps what it read, and scores pieces."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.proofing.deep.mapped_rows import MappedRows
from studio.proofing.deep.place import MANIFEST
from studio.proofing.evidence import EngineError

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
BLOCK = 32
HIDDEN = np.float32(-1e9)
"""In a mask: a piece that may not be seen."""
BEGIN = 0
"""The piece that begins every text."""
_HEAD_ROWS = 64
_SHRINK_EVERY = 4
"""Runs of the reader after which its arena gives back what is free: else it stays as large as for the longest
question ever asked, 20 MB more. More often would cost two hundredths of the time."""
_SCORED = 512
"""Pieces looked up at once: their embeddings are large."""


class LanguageModel:
    """Loads the files in ``folder`` (made by `deep/build`).

    Args:
        folder: holds reader.onnx, head.onnx, pieces.npy, scales.npy.
        threads: how many cores one reading may use.
        gate: called before each run, and may take its time.

    Raises:
        EngineError: when a file is missing or damaged.
    """

    def __init__(self, folder: Path, threads: int = 1, gate: Callable[[], object] | None = None) -> None:
        self._gate = gate
        try:
            import onnxruntime

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            # The system's heap gives every large array back at once (see process.py): asking for each of
            # them anew would take a third of the time.
            options.enable_cpu_mem_arena = True
            options.enable_mem_pattern = False
            # Planning which array may take another's room takes two seconds at the start, and the arena does
            # the same while the model runs.
            options.enable_mem_reuse = False
            options.log_severity_level = 3
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")

            def session(name: str) -> Any:
                path = str(folder / name)
                return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

            self._shrinking = onnxruntime.RunOptions()
            self._shrinking.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
            self._runs = count(1)
            self._summed = int(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["summed"])
            self._reader = session("reader.onnx")
            self._head = session("head.onnx")
            self._codes = MappedRows(folder / "pieces.npy")
            self._scales = MappedRows(folder / "scales.npy")
        except Exception as error:  # onnxruntime's errors have no base class of their own
            raise EngineError("The language model is not there; run the set-up to have it made.") from error
        shapes = {entry.name: entry.shape for entry in self._reader.get_inputs()}
        if "beside" not in shapes:
            raise EngineError("The language model has an older form; run the set-up to have it made anew.")
        kept = shapes["past"]
        self._kept_shape = (kept[0], kept[1], 0, kept[3])
        self._begun: tuple[Floats, Floats] | None = None

    def nothing(self) -> Floats:
        """The keys and values of no text."""
        return np.zeros(self._kept_shape, np.float32)

    def begun(self) -> tuple[Floats, Floats]:
        """The state after the piece that begins every text, and its keys and values."""
        if self._begun is None:
            nowhere, seen = np.zeros(1, np.int64), np.zeros((1, 1), np.float32)
            self._begun = self.read(np.array([BEGIN], np.int64), nowhere, seen, self.nothing())
        return self._begun

    def read(
        self, ids: Ints, positions: Ints, mask: Floats, past: Floats, beside: Floats | None = None
    ) -> tuple[Floats, Floats]:
        """The states after each piece, (pieces, width), and the new keys and values.

        Args:
            mask: (pieces, past, beside and pieces); 0 where a piece may look, `HIDDEN` elsewhere.
            past: as given out before, (…, pieces before, …).
            beside: as ``past``; more of what was given out before.
        """
        if self._gate is not None:
            self._gate()
        inputs = {"embedded": self.embedded(ids), "positions": positions[None], "mask": mask, "past": past}
        inputs["beside"] = self.nothing() if beside is None else beside
        run = self._shrinking if next(self._runs) % _SHRINK_EVERY == 0 else None
        states, present = self._reader.run(["states", "present"], inputs, run)
        return states, present

    def embedded(self, ids: Ints) -> Floats:
        """The embeddings of pieces, (pieces, width); a state's product with one is the piece's score."""
        found: Floats = self._codes.at(ids).astype(np.float32)
        scales = self._scales.at(ids)
        in_blocks = found.reshape(*scales.shape, BLOCK)
        in_blocks *= scales[..., None]
        return found

    def scores(self, states: Floats, at: Ints, ids: Ints) -> Floats:
        """Of each piece of ``ids`` after the state in row ``at`` of ``states``."""
        parts = [
            np.einsum("ij,ij->i", states[at[n : n + _SCORED]], self.embedded(ids[n : n + _SCORED]))
            for n in range(0, len(ids), _SCORED)
        ]
        return np.concatenate(parts) if parts else np.empty(0, np.float32)

    def log_probability(self, states: Floats, ids: Ints, normaliser: Floats) -> Floats:
        """Of each piece after the state in the same row (nats); ``normaliser`` is that of the states."""
        scores = (states * self.embedded(ids)).sum(axis=1)
        # A rare piece is not in the sum: it adds itself.
        whole = np.where(ids < self._summed, normaliser, np.logaddexp(normaliser, scores))
        found: Floats = scores - whole
        return found

    def normaliser(self, states: Floats) -> Floats:
        """For each state, what to take from a piece's score to have its log-probability (nats)."""
        parts = [
            self._head.run(["normaliser"], {"states": states[at : at + _HEAD_ROWS]})[0]
            for at in range(0, len(states), _HEAD_ROWS)
        ]
        return np.concatenate(parts) if parts else np.empty(0, np.float32)
