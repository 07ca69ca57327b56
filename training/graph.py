"""The encoder as an ONNX graph, written by hand so that its linear layers can be packed into 8 bits.

The graph takes embedded pieces (the run-time form keeps the embedding table apart, because the word heads
need it, too) and gives label chances and states.

How a linear layer is packed. Weights have one scale for each output, the one with the least square error;
activations are quantised on the fly by onnxruntime, with one scale for the window. A few input channels are
ten times as large as the rest and would take all the resolution. Channels are evened out, each divided and
its weights multiplied by the same factor (SmoothQuant, Xiao et al. 2023), which leaves some with large
weights: of these, every layer after attention gets several copies that share the weight (outlier channel
splitting, Zhao et al. 2019), and the layer that narrows has its largest channels multiplied apart, in full
precision. Weights stay within 7 bits: on processors without VNNI the 8-bit product overflows otherwise.

How the rest is kept small, which saves a seventh of the time. Between layers run normalised values; what a
LayerNorm would do to them afterwards (a gain and a shift for each channel) is put into the weights and
biases of whatever reads them. Normalising is InstanceNormalization over each piece: onnxruntime's
LayerNormalization adds up one number at a time and takes ten times as long. A constant added to all keys
changes no attention and is left out; one added to all values comes out unchanged and goes into the next bias.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import onnx
from model import Encoder, Layer, WordHead
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

Floats = NDArray[np.float32]

COPIES = 16
"""How many copies of channels a layer that widens gets, shared out among those with the largest weights."""
EXACT = 16
"""How many input channels of a layer that narrows are multiplied in full precision."""
SMOOTHING = 0.75
WEIGHT_LIMIT = 64
_SHRINKAGE = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
_MICROSOFT = "com.microsoft"
_OPSETS = (("", 17), (_MICROSOFT, 1))


@dataclass(frozen=True, slots=True)
class ChannelRange:
    """The least and the largest value of each input channel of a linear layer."""

    least: Floats
    largest: Floats

    def peaks(self, shift: Floats) -> Floats:
        """The largest size of each channel when ``shift`` has been taken off it."""
        return np.maximum(np.abs(self.least - shift), np.abs(self.largest - shift))


@dataclass(frozen=True, slots=True)
class Flow:
    """A tensor of the graph and what it stands for: ``gain`` times it plus ``shift``, channel by channel."""

    name: str
    gain: Floats
    shift: Floats


@dataclass(frozen=True, slots=True)
class Linear:
    """A layer's weights (inputs, outputs), its bias, its name, and the range of its inputs."""

    name: str
    weight: Floats
    bias: Floats
    range: ChannelRange

    def factors(self, peaks: Floats) -> Floats:
        """By what to divide each input channel, and multiply its weights, for both to be of like size."""
        heights = np.maximum(np.abs(self.weight).max(axis=1), 1e-5)
        found = np.maximum(peaks, 1e-5) ** SMOOTHING / heights ** (1 - SMOOTHING)
        return (found / np.exp(np.log(found).mean())).astype(np.float32)


@dataclass(slots=True)
class GraphBuilder:
    """Collects nodes and weights."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    weights: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        if value.dtype == np.float64:
            value = value.astype(np.float32)
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(
        self, kind: str, inputs: list[str], outputs: list[str], domain: str = "", **attributes: object
    ) -> str:
        self.nodes.append(
            helper.make_node(kind, inputs, outputs, name=outputs[0], domain=domain, **attributes)
        )
        return outputs[0]

    def model(
        self, name: str, inputs: Mapping[str, list[object]], outputs: Mapping[str, list[object]]
    ) -> onnx.ModelProto:
        ends = [
            [helper.make_tensor_value_info(key, TensorProto.FLOAT, shape) for key, shape in side.items()]
            for side in (inputs, outputs)
        ]
        graph = helper.make_graph(self.nodes, name, ends[0], ends[1], self.weights)
        opsets = [helper.make_opsetid(domain, version) for domain, version in _OPSETS]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="story-studio")

    def times(self, x: str, factor: Floats, name: str) -> str:
        """``x`` with each channel multiplied."""
        return self.node("Mul", [x, self.constant(f"{name}.factor", factor)], [name])

    def codes(self, x: str, name: str) -> str:
        """``x`` in 8 bits; the result's name leads to the codes, their scale and their zero point."""
        self.node("DynamicQuantizeLinear", [x], [f"{name}.codes", f"{name}.scale", f"{name}.zero"])
        return name

    def product(self, codes: str, weight: Floats, bias: Floats, name: str) -> str:
        """What was quantised times ``weight`` in 8 bits, plus ``bias``."""
        scales = _scales(weight)
        packed = _in_steps(weight, scales).astype(np.int8)
        inputs = [
            f"{codes}.codes",
            self.constant(f"{name}.q", packed),
            f"{codes}.scale",
            self.constant(f"{name}.scales", scales),
            f"{codes}.zero",
            "",
            self.constant(f"{name}.bias", bias),
        ]
        return self.node("MatMulIntegerToFloat", inputs, [name], _MICROSOFT)

    def sum_and_norm(self, y: str, residual: Flow, norm: nn.LayerNorm, name: str) -> Flow:
        """``y``, which holds the shift of ``residual`` already, plus ``residual``, normalised."""
        kept = residual.name
        if not np.all(residual.gain == 1):
            kept = self.times(kept, residual.gain, f"{name}.residual")
        total = self.node("Add", [y, kept], [f"{name}.sum"])
        inputs = [total, "units", "noughts"]
        normed = self.node("InstanceNormalization", inputs, [f"{name}.norm"], epsilon=norm.eps)
        return Flow(normed, _floats(norm.weight), _floats(norm.bias))


def encoder_graph(model: Encoder, ranges: Mapping[str, ChannelRange]) -> onnx.ModelProto:
    """The graph `embedded` (batch, length, width) -> `chances` (…, labels), `states` (…, width).

    Args:
        ranges: of the inputs of each linear layer, by the layer's name.
    """
    g = GraphBuilder()
    width = model.shape.width
    _units(g, model.shape.positions)
    flow = Flow("embedded", np.ones(width, np.float32), np.zeros(width, np.float32))
    for n, layer in enumerate(model.layers):
        flow = _attention(g, layer, flow, f"layers.{n}", ranges)
        flow = _forward(g, layer, flow, f"layers.{n}", ranges)
    g.node("Identity", [flow.name], ["states"])
    weight, bias = _taken_in(flow, model.label)
    logits = g.node("MatMul", [flow.name, g.constant("label.w", weight)], ["label"])
    g.node("Add", [logits, g.constant("label.b", bias)], ["logits"])
    g.node("Softmax", ["logits"], ["chances"], axis=-1)
    shape = ["batch", "length"]
    outputs = {"chances": [*shape, model.shape.labels], "states": [*shape, width]}
    return g.model("encoder", {"embedded": [*shape, width]}, outputs)


def heads_graph(model: Encoder) -> onnx.ModelProto:
    """The graph `states` (n, width) -> `replacement`, `insertion` (n, width): queries against the words.

    The states are those that `encoder_graph` gives: the last norm's gain and shift are put in here.
    """
    g = GraphBuilder()
    norm = model.layers[-1].narrow_norm
    states = Flow("states", _floats(norm.weight), _floats(norm.bias))
    for name, head in (("replacement", model.replacement), ("insertion", model.insertion)):
        _head(g, head, states, name)
    shape = ["n", model.shape.width]
    return g.model("heads", {"states": shape}, {"replacement": shape, "insertion": shape})


def _units(g: GraphBuilder, positions: int) -> None:
    """`units` and `noughts`, one for each piece: the gains and shifts that InstanceNormalization asks for."""
    length = g.node("Shape", ["embedded"], ["length"], start=1, end=2)
    start = g.constant("start", np.array([0], np.int64))
    for name, value in (("units", 1), ("noughts", 0)):
        all_of_them = g.constant(f"{name}.all", np.full(positions, value, np.float32))
        g.node("Slice", [all_of_them, start, length], [name])


def _attention(
    g: GraphBuilder, layer: Layer, flow: Flow, at: str, ranges: Mapping[str, ChannelRange]
) -> Flow:
    qkv = _linear(layer.qkv, f"{at}.qkv", ranges)
    mixed = _linear(layer.mixed, f"{at}.mixed", ranges)
    factors = qkv.factors(qkv.range.peaks(flow.shift))
    even = g.times(flow.name, flow.gain / factors, f"{at}.qkv.even")
    codes = g.codes(even, f"{at}.qkv.in")
    # Attention is linear in its values: they are made even for the next layer by their own weights.
    weights = np.split(qkv.weight * factors[:, None], 3, axis=1)
    query_bias, _, value_bias = np.split(qkv.bias + flow.shift @ qkv.weight, 3)
    out_factors = mixed.factors(mixed.range.peaks(value_bias))
    weights[2] = weights[2] / out_factors
    none = np.zeros_like(query_bias)
    parts = [
        g.product(codes, weight, bias, f"{at}.{part}")
        for part, weight, bias in zip(
            ("query", "key", "value"), weights, (query_bias, none, none), strict=True
        )
    ]
    seen = g.node("MultiHeadAttention", parts, [f"{at}.seen"], _MICROSOFT, num_heads=layer.heads)
    codes = g.codes(seen, f"{at}.mixed.in")
    bias = mixed.bias + value_bias @ mixed.weight + flow.shift
    y = g.product(codes, mixed.weight * out_factors[:, None], bias, f"{at}.mixed")
    return g.sum_and_norm(y, flow, layer.mixed_norm, f"{at}.mixed")


def _forward(g: GraphBuilder, layer: Layer, flow: Flow, at: str, ranges: Mapping[str, ChannelRange]) -> Flow:
    wide = _linear(layer.wide, f"{at}.wide", ranges)
    narrow = _linear(layer.narrow, f"{at}.narrow", ranges)
    inner = g.node("Gelu", [_with_copies(g, wide, flow)], [f"{at}.gelu"], _MICROSOFT)
    y = _with_exact(g, narrow, inner, narrow.bias + flow.shift)
    return g.sum_and_norm(y, flow, layer.narrow_norm, f"{at}.narrow")


def _with_copies(g: GraphBuilder, layer: Linear, flow: Flow) -> str:
    """The layer's product, with copies of the channels that have the largest weights."""
    factors = layer.factors(layer.range.peaks(flow.shift))
    weight = layer.weight * factors[:, None]
    heights = np.abs(weight).max(axis=1)
    times = np.ones(len(heights), np.int64)
    for _ in range(COPIES):
        times[np.argmax(heights / times)] += 1
    again = np.repeat(np.arange(len(times)), times - 1)
    picked = g.node(
        "Gather", [flow.name, g.constant(f"{layer.name}.again", again)], [f"{layer.name}.picked"], axis=2
    )
    every = g.node("Concat", [flow.name, picked], [f"{layer.name}.every"], axis=2)
    order = np.concatenate((np.arange(len(times)), again))
    even = g.times(every, (flow.gain / factors)[order], f"{layer.name}.even")
    bias = layer.bias + flow.shift @ layer.weight
    return g.product(
        g.codes(even, f"{layer.name}.in"), (weight / times[:, None])[order], bias, f"{layer.name}"
    )


def _with_exact(g: GraphBuilder, layer: Linear, x: str, bias: Floats) -> str:
    """The layer's product, its largest channels apart in full precision."""
    peaks = layer.range.peaks(np.zeros_like(layer.range.least))
    exact = np.sort(np.argsort(-peaks)[:EXACT])
    factors = layer.factors(peaks)
    even, weight = 1 / factors, layer.weight * factors[:, None]
    even[exact], weight[exact] = 0, 0
    codes = g.codes(g.times(x, even, f"{layer.name}.even"), f"{layer.name}.in")
    most = g.product(codes, weight, bias, f"{layer.name}.most")
    picked = g.node("Gather", [x, g.constant(f"{layer.name}.exact", exact)], [f"{layer.name}.picked"], axis=2)
    rest = g.node(
        "MatMul", [picked, g.constant(f"{layer.name}.w", layer.weight[exact])], [f"{layer.name}.rest"]
    )
    return g.node("Add", [most, rest], [layer.name])


def _head(g: GraphBuilder, head: WordHead, states: Flow, name: str) -> None:
    weight, bias = _taken_in(states, head.project)
    projected = g.node("MatMul", [states.name, g.constant(f"{name}.w", weight)], [f"{name}.projected"])
    inputs = [projected, g.constant(f"{name}.b", bias)]
    query = g.node("BiasGelu", inputs, [f"{name}.gelu"], _MICROSOFT)
    normed = [
        query,
        g.constant(f"{name}.gamma", _floats(head.norm.weight)),
        g.constant(f"{name}.beta", _floats(head.norm.bias)),
    ]
    g.node("LayerNormalization", normed, [name], axis=-1, epsilon=head.norm.eps)


def _linear(layer: nn.Linear, name: str, ranges: Mapping[str, ChannelRange]) -> Linear:
    return Linear(name, _floats(layer.weight).T, _floats(layer.bias), ranges[name])


def _taken_in(flow: Flow, layer: nn.Linear) -> tuple[Floats, Floats]:
    """A layer's weights (inputs, outputs) and bias, the gain and shift of what it reads put into them."""
    weight = _floats(layer.weight).T
    return weight * flow.gain[:, None], _floats(layer.bias) + flow.shift @ weight


def _scales(weight: Floats) -> Floats:
    """One step for each output: the one that leaves the least square error, large weights being cut off."""
    widest = np.maximum(np.abs(weight).max(axis=0), 1e-8) / WEIGHT_LIMIT
    tried = [(widest * share).astype(np.float32) for share in _SHRINKAGE]
    errors = [((_in_steps(weight, scales) * scales - weight) ** 2).sum(axis=0) for scales in tried]
    best = np.argmin(errors, axis=0)
    return np.take_along_axis(np.array(tried), best[None], axis=0)[0]


def _in_steps(weight: Floats, scales: Floats) -> Floats:
    return np.clip(np.rint(weight / scales), -WEIGHT_LIMIT, WEIGHT_LIMIT)


def _floats(values: Tensor) -> Floats:
    return values.detach().numpy().astype(np.float32)
