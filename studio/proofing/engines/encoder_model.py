"""The encoder's run-time form: embeddings in 8 bits, the packed graph, and the word heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.proofing.evidence import EngineError

WINDOW = 190
"""Word pieces in one window, the two marks around it not counted."""
_CLS, _SEP = 101, 102
_ROWS = 1024  # of the words' table at once: what they take, in full precision, stays in the cache
_EPSILON = 1e-12

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WordScores:
    """Log-probabilities of every word of the vocabulary, one row for each piece that was asked about."""

    replacement: Floats
    insertion: Floats


class EncoderModel:
    """Loads the files in ``folder`` (made by `training/export.py`). ``read`` may run on several threads.

    Args:
        folder: holds encoder.onnx, heads.onnx, words.npy, tables.npz.

    Raises:
        EngineError: when a file is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        try:
            import onnxruntime

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            options.enable_cpu_mem_arena = True
            options.log_severity_level = 3

            def session(name: str) -> Any:
                path = str(folder / name)
                return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

            self._encoder = session("encoder.onnx")
            self._heads = session("heads.onnx")
            self._words = np.load(folder / "words.npy", mmap_mode="r")
            with np.load(folder / "tables.npz") as tables:
                self._tables = {name: tables[name] for name in tables.files}
        except Exception as error:  # onnxruntime's errors have no base class of their own
            raise EngineError("The word encoder cannot be loaded; run the set-up again.") from error

    def read(self, ids: Ints, case: Ints) -> tuple[Floats, Floats]:
        """The five chances and the state of each piece of one window.

        Args:
            ids: at most `WINDOW` pieces, without marks around them.
            case: 0, 1 or 2 for each (lower, first letter upper, all upper).
        """
        x = self._embed(np.concatenate(([_CLS], ids, [_SEP])), np.concatenate(([0], case, [0])))
        chances, states = self._encoder.run(["chances", "states"], {"embedded": x[None]})
        return chances[0, 1:-1], states[0, 1:-1]

    def score(self, states: Floats, missing: Sequence[int]) -> WordScores:
        """The scores of all words in place of the pieces with these states, and before some of them.

        Args:
            states: one row for each piece.
            missing: the rows for which words before the piece are wanted, too.
        """
        replacement, insertion = self._heads.run(["replacement", "insertion"], {"states": states})
        queries = np.concatenate((replacement, insertion[list(missing)]))
        logits = np.empty((len(queries), len(self._words)), np.float32)
        room = np.empty((_ROWS, queries.shape[1]), np.float32)
        for at in range(0, len(self._words), _ROWS):
            codes = self._words[at : at + _ROWS]
            rows = room[: len(codes)]
            np.copyto(rows, codes)
            np.matmul(queries, rows.T, out=logits[:, at : at + _ROWS])
        logits *= self._tables["scales"]
        logits += self._tables["bias"]
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        return WordScores(logits[: len(states)], logits[len(states) :])

    def _embed(self, ids: Ints, case: Ints) -> Floats:
        tables = self._tables
        x = self._words[ids] * tables["scales"][ids][:, None]
        x += tables["places"][: len(ids)]
        x += tables["cases"][case]
        x -= x.mean(axis=1, keepdims=True)
        x /= np.sqrt((x * x).mean(axis=1, keepdims=True) + _EPSILON)
        x *= tables["gamma"]
        x += tables["beta"]
        embedded: Floats = x.astype(np.float32, copy=False)
        return embedded
