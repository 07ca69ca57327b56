"""Turns trained weights into the run-time form under resources/encoder.

usage: export.py --weights W.safetensors --tokenizer tokenizer.json --text TEXT --out DIR

TEXT is running prose (plain or .xz): its first half calibrates the 8-bit layers, its second half measures
how closely the packed model follows the full one. Writes encoder.onnx, heads.onnx, words.npy (embeddings,
8 bits a weight, one scale a word), tables.npz (small tables), tokenizer.json, manifest.json (sizes, hashes,
agreement; the margin of windows; that text must be made plain as in training: see `style.plain`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from graph import ChannelRange, encoder_graph, heads_graph
from model import Encoder, load_trained
from numpy.typing import NDArray
from prose import open_prose
from style import plain
from windows import LENGTH, full_windows, load_tokenizer

CALIBRATION_CHARACTERS = 150_000
DOUBT = (0.25, 0.5, 0.7)
FILES = ("encoder.onnx", "heads.onnx", "words.npy", "tables.npz", "tokenizer.json")
MARGIN = 8
"""Pieces of context where windows meet in use; more of them bring the chances no nearer to the whole."""
LAYER_KINDS = ("qkv", "mixed", "wide", "narrow")

Floats = NDArray[np.float32]
Windows = list[tuple[NDArray[np.int64], NDArray[np.int64]]]


@dataclass(slots=True)
class WordTable:
    """Embeddings in 8 bits."""

    codes: NDArray[np.int8]
    scales: Floats


def pack_words(weight: Floats) -> WordTable:
    """One scale for each word."""
    scales = np.maximum(np.abs(weight).max(axis=1), 1e-8) / 127
    return WordTable(np.rint(weight / scales[:, None]).astype(np.int8), scales.astype(np.float32))


def channel_ranges(model: Encoder, windows: Windows) -> dict[str, ChannelRange]:
    """The range of each input channel of each linear layer over the windows, by the layer's name."""
    ranges: dict[str, ChannelRange] = {}

    def watch(name: str) -> object:
        def hook(_: object, inputs: tuple[torch.Tensor], __: object) -> None:
            seen = inputs[0].reshape(-1, inputs[0].shape[-1])
            least, largest = seen.min(dim=0).values.numpy(), seen.max(dim=0).values.numpy()
            old = ranges.get(name, ChannelRange(least, largest))
            ranges[name] = ChannelRange(np.minimum(old.least, least), np.maximum(old.largest, largest))

        return hook

    handles = [
        getattr(layer, kind).register_forward_hook(watch(f"layers.{n}.{kind}"))
        for n, layer in enumerate(model.layers)
        for kind in LAYER_KINDS
    ]
    with torch.inference_mode():
        for ids, case in windows:
            model(torch.from_numpy(ids), torch.from_numpy(case))
    for handle in handles:
        handle.remove()
    return ranges


def embed(model: Encoder, words: WordTable, ids: NDArray[np.int64], case: NDArray[np.int64]) -> Floats:
    """What the run-time form feeds to the graph."""
    with torch.inference_mode():
        found = torch.from_numpy(words.codes[ids] * words.scales[ids][..., None])
        x = (
            found
            + model.positions.weight[: ids.shape[1]]
            + model.segment
            + model.cases(torch.from_numpy(case))
        )
        return model.embedded_norm(x).numpy()


def agreement(model: Encoder, words: WordTable, path: Path, windows: Windows) -> dict[str, float]:
    """How closely the packed graph follows the model: differences of chances, and doubts in common."""
    session = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    full, packed = [], []
    for ids, case in windows:
        with torch.inference_mode():
            full.append(model.label(model(torch.from_numpy(ids), torch.from_numpy(case))).softmax(-1).numpy())
        # One window at a time, as at run time: the activations' scale is a window's.
        packed += [session.run(["chances"], {"embedded": x[None]})[0] for x in embed(model, words, ids, case)]
    a, b = np.concatenate(full), np.concatenate(packed)
    gap = np.abs(a - b).max(axis=-1)
    figures = {
        "pieces": float(gap.size),
        "mean difference of chances": round(float(gap.mean()), 5),
        "99.9th percentile of differences": round(float(np.quantile(gap, 0.999)), 4),
    }
    for doubt in DOUBT:
        one, other = 1 - a[..., 0] > doubt, 1 - b[..., 0] > doubt
        figures[f"doubts above {doubt}"] = float(one.sum())
        figures[f"doubts above {doubt} in common"] = round(
            float((one & other).sum() / max(1, (one | other).sum())), 3
        )
    return figures


def write(model: Encoder, tokenizer: Path, text: str, out: Path) -> None:
    """Writes all files of the run-time form, and prints the agreement."""
    out.mkdir(parents=True, exist_ok=True)
    pieces = load_tokenizer(tokenizer)
    calibration = list(full_windows(text[:CALIBRATION_CHARACTERS], pieces))
    check = list(full_windows(text[CALIBRATION_CHARACTERS : 2 * CALIBRATION_CHARACTERS], pieces))
    ranges = channel_ranges(model, calibration)
    (out / "encoder.onnx").write_bytes(encoder_graph(model, ranges).SerializeToString())
    (out / "heads.onnx").write_bytes(heads_graph(model).SerializeToString())
    weights = {name: value.numpy() for name, value in model.state_dict().items()}
    words = pack_words(weights["words.weight"])
    np.save(out / "words.npy", words.codes)
    np.savez_compressed(
        out / "tables.npz",
        scales=words.scales,
        bias=weights["word_bias"].astype(np.float32),
        places=(weights["positions.weight"][:LENGTH] + weights["segment"]).astype(np.float32),
        cases=weights["cases.weight"].astype(np.float32),
        gamma=weights["embedded_norm.weight"].astype(np.float32),
        beta=weights["embedded_norm.bias"].astype(np.float32),
    )
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    figures = agreement(model, words, out / "encoder.onnx", check)
    files = {name: _described(out / name) for name in FILES}
    manifest = {
        "window": LENGTH,
        "margin": MARGIN,
        "plain": True,
        "files": files,
        "agreement with the full model": figures,
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(manifest, indent=1))


def read_prose(path: Path) -> str:
    """The start of a text file, long enough for calibration and check, its marks made plain."""
    with open_prose(path) as file:
        return plain(file.read(2 * CALIBRATION_CHARACTERS))


def main(arguments: list[str]) -> None:
    """Reads the arguments and writes the files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("weights", "tokenizer", "text", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args(arguments)
    write(load_trained(given.weights), given.tokenizer, read_prose(given.text), given.out)


def _described(path: Path) -> dict[str, object]:
    data = path.read_bytes()
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


if __name__ == "__main__":
    main(sys.argv[1:])
