"""The language model as two ONNX graphs, its weights packed into 8 bits.

``reader``: embedded word pieces and the keys and values of what stands before them -> states, and the new
keys and values. Which earlier piece each piece may see is an input, so that one run can read running text or
many short alternatives that share what stands before them.

``head``: states -> the logarithm of the sum over the common word pieces of exp(state · embedding), which
turns the score of any single piece into a log-probability. The published order of pieces is
that of their merges, so the common ones come first.

The architecture is Llama's: RMS norm before each block, rotary positions, grouped queries, SwiGLU.

How a linear layer is packed. Weights have one scale for each output and stay within 7 bits (on processors
without VNNI the 8-bit product overflows otherwise). onnxruntime quantises the inputs with one scale for all
pieces, which would spoil most of them: so each piece is first divided by its largest value, but for what a
norm has just made even. A few input channels are far larger than the rest, but for what attention has mixed;
they are multiplied apart, in full precision. On six novels and drafts the log-probability of a piece then
differs by 0.18 nats on average from the published 4-bit weights computed in full. Tried and left: large
channels evened out by scales that the weights take over (a tenth less time, 0.29 nats), and onnxruntime's own
4-bit blocks (less than half the error, 1.6 times the time).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.proofing.deep.build.gguf_file import Floats, GgufFile
from studio.proofing.deep.build.onnx_file import OnnxModel
from studio.proofing.deep.build.shape import Shape

EXACT_CHANNELS = 16
"""Input channels of a linear layer that are multiplied in full precision."""
HEAD_PIECES = 16384
"""Word pieces that the head sums over: the commonest, which hold nearly all of the chance in fiction."""
_HEAD_PARTS = 8
"""Parts that the head sums over one after the other: what each makes stays in the processor's cache."""
POSITIONS = 8192
"""Positions that the model was trained with."""
_WEIGHT_LIMIT = 64
_SMALLEST = 1e-6
_MICROSOFT = "com.microsoft"
PIECES, SEEN, BEFORE, BESIDE = "pieces", "seen", "before", "beside"


@dataclass(frozen=True, slots=True)
class _Input:
    """What linear layers multiply.

    Attributes:
        even: without the exact channels; divided by ``scale`` where that is not "".
        scale: of each piece.
        exact: the channels that are multiplied in full precision.
        picked: those channels; "" where there are none.
    """

    even: str
    scale: str
    exact: NDArray[np.int64]
    picked: str


def _all_even(x: str) -> _Input:
    """An input without exact channels."""
    return _Input(x, "", np.empty(0, np.int64), "")


class GraphWriter:
    """Writes the graphs of one model.

    Args:
        model: collects the nodes.
        file: the published weights.
        peaks: the largest size of each input channel of each linear layer (`reference.Reference.peaks`).
    """

    def __init__(self, model: OnnxModel, file: GgufFile, peaks: Mapping[str, Floats]) -> None:
        self._model = model
        self._file = file
        self._shape = Shape.of(file)
        self._peaks = peaks
        self._divisions: set[str] = set()

    def reader(self) -> bytes:
        """The reader's model file.

        Inputs: ``embedded`` (pieces, width); ``positions`` (1, pieces); ``mask`` (pieces, seen), 0 where a
        piece may look and a large negative number elsewhere, first what stands before, then what stands
        beside; ``past`` (2 · layers, kv heads, before, head); ``beside``, as ``past``: two, so that what was
        read of alternatives need not be joined to the text. Outputs: ``states`` (pieces, width); ``present``,
        as ``past``.
        """
        m, s = self._model, self._shape
        self._prepare()
        x, present = "embedded", list[str]()
        for n in range(s.layers):
            x = self._layer(x, n, present)
        self._norm(x, "output_norm.weight", "states")
        four = [m.node("Unsqueeze", [name, self._numbers("zero", 0)], [name + ".4"]) for name in present]
        m.node("Concat", four, ["present"], axis=0)
        kept = (2 * s.layers, s.kv_heads)
        return m.end(
            {
                "embedded": ("float32", (PIECES, s.width)),
                "positions": ("int64", (1, PIECES)),
                "mask": ("float32", (PIECES, SEEN)),
                "past": ("float32", (*kept, BEFORE, s.head)),
                "beside": ("float32", (*kept, BESIDE, s.head)),
            },
            {
                "states": ("float32", (PIECES, s.width)),
                "present": ("float32", (*kept, PIECES, s.head)),
            },
        )

    def head(self) -> bytes:
        """The head's model file: ``states`` (pieces, width) -> ``normaliser`` (pieces,)."""
        m = self._model
        weights = self._file.blocks8("token_embd.weight").weights()[:HEAD_PIECES]
        parts = np.array_split(weights, _HEAD_PARTS)
        sums = [self._log_sum(part.T, f"head.{n}") for n, part in enumerate(parts)]
        together = m.node("Concat", sums, ["sums"], axis=1)
        m.node("ReduceLogSumExp", [together], ["normaliser"], axes=[1], keepdims=0)
        return m.end(
            {"states": ("float32", (PIECES, self._shape.width))}, {"normaliser": ("float32", (PIECES,))}
        )

    def _log_sum(self, weights: Floats, name: str) -> str:
        """log Σ exp(states · weights), (pieces, 1); ``weights`` is (inputs, outputs)."""
        m, first = self._model, self._numbers("zero", 0)
        given = self._divided(_all_even("states"), "head")
        logits = self._product(given, weights, name)
        # onnxruntime's LogSoftmax takes eight values at a time, its ReduceLogSumExp one; what the former
        # takes from any of the logits is the sum.
        less = m.node("LogSoftmax", [logits], [f"{name}.less"], axis=-1)
        ends = [m.node("Gather", [whole, first], [whole + ".first"], axis=1) for whole in (logits, less)]
        return m.node("Sub", ends, [f"{name}.sum"])

    def _prepare(self) -> None:
        """What all layers share: what each knows, and the shapes of the scores."""
        m, s = self._model, self._shape
        count = 2 * s.layers
        for i, known in ((i, known) for i in range(count) for known in ("past", "beside")):
            # One at a time: a Split would copy the past of all layers before the first is read.
            at = self._numbers(f"layer.{i}", i)
            four = m.node("Gather", [known, at], [f"{known}.{i}.4"], axis=0)
            m.node("Squeeze", [four, self._numbers("zero", 0)], [f"{known}.{i}"])
        m.node("Shape", ["mask"], ["mask_shape"])
        m.node("Gather", ["mask_shape", self._numbers("one", 1)], ["seen_count"])
        groups = self._numbers("groups", s.kv_heads, s.heads // s.kv_heads)
        m.node("Concat", [groups, "mask_shape"], ["apart"], axis=0)
        m.node("Concat", [self._numbers("together", s.kv_heads, -1), "seen_count"], ["joined"], axis=0)
        angles = np.outer(np.arange(POSITIONS), s.frequencies())
        m.constant("cos", np.cos(angles).astype(np.float32))
        m.constant("sin", np.sin(angles).astype(np.float32))

    def _layer(self, x: str, n: int, present: list[str]) -> str:
        m, at, source = self._model, f"layers.{n}", f"blk.{n}."
        seen = self._attention(self._norm(x, source + "attn_norm.weight", at + ".first"), n, present)
        mixed = self._divided(_all_even(seen), at + ".mixed")  # what was mixed has no large channels
        x = m.node("Add", [x, self._linear(mixed, n, "attn_output")], [at + ".middle"])
        y = self._input(self._norm(x, source + "ffn_norm.weight", at + ".second"), n, "inner")
        # Two products, not one that is split: each fits the processor's cache.
        gate, up = (self._linear(y, n, name) for name in ("ffn_gate", "ffn_up"))
        gate = m.node("QuickGelu", [gate], [at + ".open"], _MICROSOFT, alpha=1.0)  # x · sigmoid(x)
        inner = m.node("Mul", [gate, up], [at + ".inner"])
        outer = self._divided(self._input(inner, n, "outer"), at + ".outer")
        return m.node("Add", [x, self._linear(outer, n, "ffn_down")], [at + ".end"])

    def _attention(self, x: str, n: int, present: list[str]) -> str:
        m, s, at = self._model, self._shape, f"layers.{n}"
        kept = s.kv_heads * s.head
        mixed = self._linear(self._input(x, n, "qkv"), n, "attn_q", "attn_k", "attn_v")
        q, k, v = (f"{at}.{name}" for name in "qkv")
        m.node("Split", [mixed, self._numbers("qkv_cuts", s.width, kept, kept)], [q, k, v], axis=1)
        q = self._by_head(self._turned(q, s.heads), s.heads)
        q = m.node("Reshape", [q, self._numbers("grouped", s.kv_heads, -1, s.head)], [q + ".grouped"])
        k, v = self._by_head(self._turned(k, s.kv_heads), s.kv_heads), self._by_head(v, s.kv_heads)
        present += [k, v]
        k = m.node("Concat", [f"past.{2 * n}", f"beside.{2 * n}", k], [k + ".all"], axis=1)
        v = m.node("Concat", [f"past.{2 * n + 1}", f"beside.{2 * n + 1}", v], [v + ".all"], axis=1)
        scores = m.node("FusedMatMul", [q, k], [at + ".scores"], _MICROSOFT, transB=1, alpha=s.head**-0.5)
        scores = m.node("Reshape", [scores, "apart"], [at + ".apart"])
        scores = m.node("Add", [scores, "mask"], [at + ".masked"])
        weights = m.node("Softmax", [scores], [at + ".weights"], axis=-1)
        weights = m.node("Reshape", [weights, "joined"], [at + ".joined"])
        seen = m.node("MatMul", [weights, v], [at + ".seen"])
        seen = m.node("Reshape", [seen, self._numbers("heads", s.heads, -1, s.head)], [at + ".seen.heads"])
        seen = m.node("Transpose", [seen], [at + ".seen.rows"], perm=[1, 0, 2])
        return m.node("Reshape", [seen, self._numbers("flat", -1, s.width)], [at + ".seen.flat"])

    def _by_head(self, x: str, heads: int) -> str:
        shape = self._numbers(f"heads.{heads}", -1, heads, self._shape.head)
        apart = self._model.node("Reshape", [x, shape], [x + ".heads"])
        return self._model.node("Transpose", [apart], [x + ".by_head"], perm=[1, 0, 2])

    def _turned(self, x: str, heads: int) -> str:
        batch = self._model.node("Unsqueeze", [x, self._numbers("zero", 0)], [x + ".batch"])
        inputs = [batch, "positions", "cos", "sin"]
        return self._model.node(
            "RotaryEmbedding", inputs, [x + ".turned"], _MICROSOFT, interleaved=1, num_heads=heads
        )

    def _norm(self, x: str, weights: str, out: str) -> str:
        gamma = self._model.constant(weights, self._file.numbers(weights))
        return self._model.node(
            "SimplifiedLayerNormalization", [x, gamma], [out], axis=-1, epsilon=self._shape.epsilon
        )

    def _input(self, x: str, layer: int, kind: str) -> _Input:
        """``x`` with its largest channels apart."""
        m, name, peaks = self._model, f"layers.{layer}.{kind}", self._peaks[f"{layer}.{kind}"]
        exact = np.sort(np.argsort(-peaks, kind="stable")[:EXACT_CHANNELS])
        ones = np.ones(len(peaks), np.float32)
        ones[exact] = 0
        even = m.node("Mul", [x, m.constant(f"{name}.even", ones)], [f"{name}.evened"])
        picked = m.node("Gather", [x, m.constant(f"{name}.which", exact)], [f"{name}.picked"], axis=1)
        return _Input(even, "", exact, picked)

    def _divided(self, given: _Input, name: str) -> _Input:
        """The same with each piece divided by its largest value; ``name`` twice is the same division."""
        m, scale, unit = self._model, f"{name}.scale", f"{name}.unit"
        if name not in self._divisions:
            self._divisions.add(name)
            sizes = m.node("Abs", [given.even], [f"{name}.sizes"])
            largest = m.node("ReduceMax", [sizes], [f"{name}.largest"], axes=[1], keepdims=1)
            least = m.constant("smallest", np.array([_SMALLEST], np.float32))
            m.node("Max", [largest, least], [scale])
            # Many divisions take longer than one of each piece.
            m.node("Mul", [given.even, m.node("Reciprocal", [scale], [f"{name}.factor"])], [unit])
        return _Input(unit, scale, given.exact, given.picked)

    def _linear(self, given: _Input, layer: int, *names: str) -> str:
        """The product with some of a layer's weights, side by side."""
        parts = [self._file.blocks4(f"blk.{layer}.{name}.weight").weights() for name in names]
        return self._product(given, np.concatenate(parts).T, f"layers.{layer}.{names[0]}")

    def _product(self, given: _Input, weights: Floats, name: str) -> str:
        """The product with ``weights`` (inputs, outputs)."""
        m, exact = self._model, given.exact
        most = weights.copy()
        most[exact] = 0
        scales = (np.maximum(np.abs(most).max(axis=0), _SMALLEST) / _WEIGHT_LIMIT).astype(np.float32)
        codes = np.clip(np.rint(most / scales), -_WEIGHT_LIMIT, _WEIGHT_LIMIT).astype(np.int8)
        inputs = [given.even, m.constant(f"{name}.codes", codes), m.constant(f"{name}.scales", scales)]
        product = m.node("DynamicQuantizeMatMul", inputs, [f"{name}.product"], _MICROSOFT)
        if given.scale:
            product = m.node("Mul", [product, given.scale], [f"{name}.most"])
        if not len(exact):
            return product
        # Product and sum at once: the layers' outputs are large, and writing them takes time.
        rows = m.constant(f"{name}.exact", weights[exact])
        return m.node("Gemm", [given.picked, rows, product], [f"{name}.out"])

    def _numbers(self, name: str, *values: int) -> str:
        return self._model.constant(name, np.array(values, np.int64))
