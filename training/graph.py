"""The encoder as an ONNX graph, written by hand so that its linear layers can be packed into 8 bits.

The graph takes embedded pieces (the run-time form keeps the embedding table apart, because the word heads
need it, too) and gives label chances and states.

How a linear layer is packed. Weights have one scale for each output; activations are quantised on the fly
by onnxruntime, with one scale for the window. A few input channels are ten times as large as the rest and
would take all the resolution: these are multiplied apart, in full precision; the others are evened out,
each channel divided and its weights multiplied by the same factor (SmoothQuant, Xiao et al. 2023). Weights
stay within 7 bits: on processors without VNNI the 8-bit product overflows otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import onnx
from model import Encoder, WordHead
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

Floats = NDArray[np.float32]

EXACT_CHANNELS = MappingProxyType({"narrow": 32, "wide": 8})
"""How many input channels of a kind of layer are multiplied in full precision."""
SMOOTHING = 0.65
WEIGHT_LIMIT = 64
_MICROSOFT = "com.microsoft"
_OPSETS = (("", 17), (_MICROSOFT, 1))


@dataclass(slots=True)
class GraphBuilder:
    """Collects nodes and weights.

    Attributes:
        peaks: the largest size of each input channel of a linear layer, by the layer's name; layers without
            an entry are left in full precision.
    """

    peaks: Mapping[str, Floats] = field(default_factory=dict)
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    weights: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(
        self, kind: str, inputs: list[str], outputs: list[str], domain: str = "", **attributes: object
    ) -> str:
        self.nodes.append(
            helper.make_node(kind, inputs, outputs, name=outputs[0], domain=domain, **attributes)
        )
        return outputs[0]

    def linear(self, x: str, layer: nn.Linear, name: str) -> str:
        """``x`` times the layer's weights, without its bias."""
        weight = layer.weight.detach().numpy().astype(np.float32).T
        if name not in self.peaks:
            return self.node("MatMul", [x, self.constant(f"{name}.w", weight)], [f"{name}.out"])
        peaks = self.peaks[name]
        count = EXACT_CHANNELS.get(name.rsplit(".", 1)[-1], 0)
        exact = np.sort(np.argsort(-peaks)[:count])
        factors = _factors(peaks, weight)
        even, evened = (1 / factors).astype(np.float32), weight * factors[:, None]
        even[exact], evened[exact] = 0, 0
        scales = (np.abs(evened).max(axis=0) / WEIGHT_LIMIT).astype(np.float32)
        codes = np.clip(np.rint(evened / scales), -WEIGHT_LIMIT, WEIGHT_LIMIT).astype(np.int8)
        smooth = self.node("Mul", [x, self.constant(f"{name}.even", even)], [f"{name}.smooth"])
        inputs = [smooth, self.constant(f"{name}.q", codes), self.constant(f"{name}.scales", scales)]
        out = f"{name}.most" if count else f"{name}.out"
        most = self.node("DynamicQuantizeMatMul", inputs, [out], _MICROSOFT)
        if not count:
            return most
        picked = self.node("Gather", [x, self.constant(f"{name}.exact", exact)], [f"{name}.picked"], axis=2)
        rest = self.node("MatMul", [picked, self.constant(f"{name}.w", weight[exact])], [f"{name}.rest"])
        return self.node("Add", [most, rest], [f"{name}.out"])

    def bias(self, layer: nn.Linear, name: str) -> str:
        return self.constant(f"{name}.b", layer.bias.detach().numpy())

    def norm_inputs(self, norm: nn.LayerNorm, name: str) -> list[str]:
        return [
            self.constant(f"{name}.gamma", norm.weight.detach().numpy()),
            self.constant(f"{name}.beta", norm.bias.detach().numpy()),
        ]

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


def encoder_graph(model: Encoder, peaks: Mapping[str, Floats]) -> onnx.ModelProto:
    """The graph `embedded` (batch, length, width) -> `chances` (…, labels), `states` (…, width)."""
    g = GraphBuilder(peaks)
    width = model.shape.width
    x = "embedded"
    cuts = g.constant("cuts", np.array([width] * 3, np.int64))
    for n, layer in enumerate(model.layers):
        at = f"layers.{n}"
        mixed = g.linear(x, layer.qkv, f"{at}.qkv")
        mixed = g.node("Add", [mixed, g.bias(layer.qkv, f"{at}.qkv")], [f"{at}.qkv.biased"])
        parts = [f"{at}.{part}" for part in ("query", "key", "value")]
        g.node("Split", [mixed, cuts], parts, axis=2)
        seen = g.node("MultiHeadAttention", parts, [f"{at}.seen"], _MICROSOFT, num_heads=layer.heads)
        x = _add_and_norm(
            g, g.linear(seen, layer.mixed, f"{at}.mixed"), x, layer.mixed, layer.mixed_norm, at + ".mixed"
        )
        wide = g.linear(x, layer.wide, f"{at}.wide")
        wide = g.node("BiasGelu", [wide, g.bias(layer.wide, f"{at}.wide")], [f"{at}.gelu"], _MICROSOFT)
        out = g.linear(wide, layer.narrow, f"{at}.narrow")
        x = _add_and_norm(g, out, x, layer.narrow, layer.narrow_norm, at + ".narrow")
    g.node("Identity", [x], ["states"])
    logits = g.node("Add", [g.linear(x, model.label, "label"), g.bias(model.label, "label")], ["logits"])
    g.node("Softmax", [logits], ["chances"], axis=-1)
    shape = ["batch", "length"]
    outputs = {"chances": [*shape, model.shape.labels], "states": [*shape, width]}
    return g.model("encoder", {"embedded": [*shape, width]}, outputs)


def heads_graph(model: Encoder) -> onnx.ModelProto:
    """The graph `states` (n, width) -> `replacement`, `insertion` (n, width): queries against the words."""
    g = GraphBuilder()
    for name, head in (("replacement", model.replacement), ("insertion", model.insertion)):
        _head(g, head, name)
    shape = ["n", model.shape.width]
    return g.model("heads", {"states": shape}, {"replacement": shape, "insertion": shape})


def _head(g: GraphBuilder, head: WordHead, name: str) -> None:
    projected = g.linear("states", head.project, f"{name}.project")
    inputs = [projected, g.bias(head.project, f"{name}.project")]
    query = g.node("BiasGelu", inputs, [f"{name}.gelu"], _MICROSOFT)
    normed = [query, *g.norm_inputs(head.norm, f"{name}.norm")]
    g.node("LayerNormalization", normed, [name], axis=-1, epsilon=head.norm.eps)


def _add_and_norm(
    g: GraphBuilder, x: str, residual: str, layer: nn.Linear, norm: nn.LayerNorm, name: str
) -> str:
    inputs = [x, residual, *g.norm_inputs(norm, f"{name}.norm"), g.bias(layer, name)]
    return g.node("SkipLayerNormalization", inputs, [f"{name}.norm.out"], _MICROSOFT, epsilon=norm.eps)


def _factors(peaks: Floats, weight: Floats) -> Floats:
    heights = np.maximum(np.abs(weight).max(axis=1), 1e-5)
    factors = np.maximum(peaks, 1e-5) ** SMOOTHING / heights ** (1 - SMOOTHING)
    return (factors / np.exp(np.log(factors).mean())).astype(np.float32)
