"""The encoder: MiniLM-L6 with a letter-case embedding and heads for doubting and correcting words.

Input is a window of word pieces between [CLS] and [SEP] with, for each, the case of its letters: 0 lower
or none, 1 first letter upper, 2 all upper. Output are five labels a piece (`LABELS`) and, on demand, the
scores of every word of the vocabulary as a replacement of the piece or as an insertion before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

LABELS = ("keep", "replace", "delete", "insert", "tense")

# Names in files of trained weights, oldest first: short names of the first trial, then ours.
_TRIAL_NAMES = (
    ("we.", "words."),
    ("pe.", "positions."),
    ("ce.", "cases."),
    ("ne.", "embedded_norm."),
    ("ls.", "layers."),
    (".o.", ".mixed."),
    (".n1.", ".mixed_norm."),
    (".i.", ".wide."),
    (".f.", ".narrow."),
    (".n2.", ".narrow_norm."),
    ("tag.", "label."),
    ("c1.", "replacement.project."),
    ("cn.", "replacement.norm."),
    ("i1.", "insertion.project."),
    ("inn.", "insertion.norm."),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a model; the defaults are MiniLM-L6's."""

    vocabulary: int = 30_522
    width: int = 384
    heads: int = 12
    layers: int = 6
    inner: int = 1_536
    positions: int = 512
    cases: int = 3
    labels: int = len(LABELS)


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.mixed = nn.Linear(shape.width, shape.width)
        self.mixed_norm = nn.LayerNorm(shape.width, 1e-12)
        self.wide = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.narrow_norm = nn.LayerNorm(shape.width, 1e-12)

    def forward(self, x: Tensor) -> Tensor:
        batch, length, width = x.shape
        split = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(split[0], split[1], split[2])
        x = self.mixed_norm(x + self.mixed(seen.transpose(1, 2).reshape(batch, length, width)))
        return self.narrow_norm(x + self.narrow(functional.gelu(self.wide(x))))


class WordHead(nn.Module):
    """Turns a state into a query against the word embeddings."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.project = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width)

    def forward(self, state: Tensor) -> Tensor:
        return self.norm(functional.gelu(self.project(state)))


class Encoder(nn.Module):
    """The whole model; the word scores are tied to the input embeddings."""

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.cases = nn.Embedding(shape.cases, shape.width)
        self.segment = nn.Parameter(torch.zeros(shape.width))
        self.embedded_norm = nn.LayerNorm(shape.width, 1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.label = nn.Linear(shape.width, shape.labels)
        self.replacement = WordHead(shape.width)
        self.insertion = WordHead(shape.width)
        self.word_bias = nn.Parameter(torch.zeros(shape.vocabulary))
        nn.init.zeros_(self.cases.weight)

    def forward(self, ids: Tensor, case: Tensor) -> Tensor:
        """The states of ``ids`` (batch, length), shape (batch, length, width)."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.segment + self.cases(case)
        x = self.embedded_norm(x)
        for layer in self.layers:
            x = layer(x)
        return x

    def replacement_scores(self, state: Tensor) -> Tensor:
        """Logits of every word in place of the one in ``state``."""
        return self.replacement(state) @ self.words.weight.t() + self.word_bias

    def insertion_scores(self, state: Tensor) -> Tensor:
        """Logits of every word before the one in ``state``."""
        return self.insertion(state) @ self.words.weight.t() + self.word_bias


def load_trained(path: Path) -> Encoder:
    """The model with weights of a training run, in our names or those of the first trial.

    Raises:
        RuntimeError: when the file's tensors are not this model's.
    """
    weights = {_our_name(name): value.float() for name, value in load_file(path).items()}
    model = Encoder()
    model.load_state_dict(weights)
    return model.eval()


def load_pretrained(path: Path) -> Encoder:
    """The model with the published MiniLM-L6 weights (`model.safetensors`) and fresh heads, to train on."""
    given = load_file(path)
    prefix = "" if "embeddings.word_embeddings.weight" in given else "bert."
    model = Encoder()
    weights = model.state_dict()
    for ours, theirs in _pretrained_names(model.shape.layers):
        weights[ours] = given[prefix + theirs]
    weights["segment"] = given[prefix + "embeddings.token_type_embeddings.weight"][0]
    for n in range(model.shape.layers):
        self_attention = f"{prefix}encoder.layer.{n}.attention.self."
        for kind in ("weight", "bias"):
            parts = [given[f"{self_attention}{part}.{kind}"] for part in ("query", "key", "value")]
            weights[f"layers.{n}.qkv.{kind}"] = torch.cat(parts)
    model.load_state_dict(weights)
    return model


def _our_name(name: str) -> str:
    if name in {"te", "vb"}:
        return {"te": "segment", "vb": "word_bias"}[name]
    for old, new in _TRIAL_NAMES:
        if old.startswith("."):
            name = name.replace(old, new) if name.startswith("layers.") else name
        elif name.startswith(old):
            name = new + name[len(old) :]
    return name


def _pretrained_names(layers: int) -> list[tuple[str, str]]:
    pairs = [("words", "embeddings.word_embeddings"), ("positions", "embeddings.position_embeddings")]
    names = [(f"{ours}.weight", f"{theirs}.weight") for ours, theirs in pairs]
    modules = [("embedded_norm", "embeddings.LayerNorm")]
    for n in range(layers):
        theirs = f"encoder.layer.{n}"
        modules += [
            (f"layers.{n}.mixed", f"{theirs}.attention.output.dense"),
            (f"layers.{n}.mixed_norm", f"{theirs}.attention.output.LayerNorm"),
            (f"layers.{n}.wide", f"{theirs}.intermediate.dense"),
            (f"layers.{n}.narrow", f"{theirs}.output.dense"),
            (f"layers.{n}.narrow_norm", f"{theirs}.output.LayerNorm"),
        ]
    names += [
        (f"{ours}.{kind}", f"{theirs}.{kind}") for ours, theirs in modules for kind in ("weight", "bias")
    ]
    return names
