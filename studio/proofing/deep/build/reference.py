"""The language model computed plainly in numpy, in full precision: what the run-time form is measured by.

It also says how large the inputs of each linear layer grow, which the packing needs to know.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from studio.proofing.deep.build.gguf_file import Floats, GgufFile
from studio.proofing.deep.build.shape import Shape


@dataclass(slots=True)
class Reference:
    """Reads one text from its beginning.

    Attributes:
        peaks: the largest size of each input channel of each linear layer seen so far, by ``<layer>.<name>``.
    """

    file: GgufFile
    peaks: dict[str, Floats] = field(default_factory=dict)

    def states(self, ids: list[int]) -> Floats:
        """The final states, (pieces, width)."""
        shape = Shape.of(self.file)
        x = self.file.blocks8("token_embd.weight").rows(np.array(ids))
        for n in range(shape.layers):
            source = f"blk.{n}."
            y = self._norm(x, source + "attn_norm.weight", shape)
            q, k, v = (self._linear(y, n, "qkv", f"{source}attn_{name}.weight") for name in "qkv")
            x = x + self._linear(_attend(q, k, v, shape), n, "mixed", source + "attn_output.weight")
            y = self._norm(x, source + "ffn_norm.weight", shape)
            gate = self._linear(y, n, "inner", source + "ffn_gate.weight")
            up = self._linear(y, n, "inner", source + "ffn_up.weight")
            x = x + self._linear(gate / (1 + np.exp(-gate)) * up, n, "outer", source + "ffn_down.weight")
        return self._norm(x, "output_norm.weight", shape)

    def log_probabilities(self, ids: list[int]) -> Floats:
        """Of every vocabulary entry after each piece, (pieces, vocabulary)."""
        logits = self.states(ids) @ self.file.blocks8("token_embd.weight").weights().T
        logits -= logits.max(axis=1, keepdims=True)
        found: Floats = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        return found

    def _norm(self, x: Floats, name: str, shape: Shape) -> Floats:
        found: Floats = x / np.sqrt((x * x).mean(axis=-1, keepdims=True) + shape.epsilon)
        return found * self.file.numbers(name)

    def _linear(self, x: Floats, layer: int, kind: str, name: str) -> Floats:
        key = f"{layer}.{kind}"
        peak = np.abs(x[1:]).max(axis=0)
        self.peaks[key] = np.maximum(self.peaks.get(key, peak), peak)
        found: Floats = x @ self.file.blocks4(name).weights().T
        return found


def _attend(q: Floats, k: Floats, v: Floats, shape: Shape) -> Floats:
    length = len(q)
    queries = _turned(q.reshape(length, shape.heads, shape.head), shape)
    keys = _turned(k.reshape(length, shape.kv_heads, shape.head), shape)
    values = v.reshape(length, shape.kv_heads, shape.head)
    later = np.triu(np.full((length, length), -np.inf, np.float32), 1)
    out = np.empty_like(queries)
    for head in range(shape.heads):
        shared = head * shape.kv_heads // shape.heads
        scores = queries[:, head] @ keys[:, shared].T / np.float32(shape.head) ** 0.5 + later
        weights = np.exp(scores - scores.max(axis=1, keepdims=True))
        out[:, head] = weights / weights.sum(axis=1, keepdims=True) @ values[:, shared]
    return out.reshape(length, -1)


def _turned(x: Floats, shape: Shape) -> Floats:
    """Rotary positions; pairs lie side by side, as the file's rows are ordered."""
    angles = np.outer(np.arange(len(x)), shape.frequencies())[:, None].astype(np.float32)
    cos, sin = np.cos(angles), np.sin(angles)
    out = np.empty_like(x)
    out[..., 0::2] = x[..., 0::2] * cos - x[..., 1::2] * sin
    out[..., 1::2] = x[..., 0::2] * sin + x[..., 1::2] * cos
    return out
