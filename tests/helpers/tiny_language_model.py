"""A language model of a few thousand weights, in the form in which the real one is published."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

LAYERS, WIDTH, INNER, HEADS, KV_HEADS, WORDS = 2, 64, 96, 4, 2, 96
LETTERS = "abcdefghijklmnopqrstuvwxyz.,ĠĊABCDEFGHIJKLMNOPQRSTUVWXYZ"


def tiny_gguf(seed: int = 1) -> bytes:
    """The bytes of a model file: random weights, letters as pieces."""
    random = np.random.default_rng(seed)
    words = ["<|endoftext|>", *LETTERS]
    words += ["Ġa", "th"]
    words += [f"<{n}>" for n in range(WORDS - len(words))]
    facts = {
        "general.alignment": (4, 32),
        "llama.block_count": (4, LAYERS),
        "llama.embedding_length": (4, WIDTH),
        "llama.feed_forward_length": (4, INNER),
        "llama.attention.head_count": (4, HEADS),
        "llama.attention.head_count_kv": (4, KV_HEADS),
        "llama.attention.layer_norm_rms_epsilon": (6, 1e-5),
        "llama.rope.freq_base": (6, 10000.0),
        "tokenizer.ggml.tokens": (9, words),
        "tokenizer.ggml.merges": (9, ["Ġ a", "t h"]),
    }
    tensors: list[tuple[str, tuple[int, ...], int, bytes]] = []

    def numbers(name: str, size: int) -> None:
        values = random.uniform(0.5, 1.5, size).astype("<f4")
        tensors.append((name, (size,), 0, values.tobytes()))

    def blocks4(name: str, rows: int, columns: int) -> None:
        count = rows * columns // 32
        heads = np.stack((random.uniform(0.01, 0.03, count), random.uniform(-0.3, -0.1, count)), 1)
        halves = random.integers(0, 256, (count, 16), dtype=np.uint8)
        raw = np.concatenate((heads.astype("<f2").view(np.uint8), halves), axis=1)
        tensors.append((name, (columns, rows), 3, raw.tobytes()))

    count = WORDS * WIDTH // 32
    scales = random.uniform(0.001, 0.002, (count, 1)).astype("<f2").view(np.uint8)
    codes = random.integers(-127, 128, (count, 32)).astype(np.int8).view(np.uint8)
    tensors.append(("token_embd.weight", (WIDTH, WORDS), 8, np.concatenate((scales, codes), 1).tobytes()))
    kept = WIDTH // HEADS * KV_HEADS
    for n in range(LAYERS):
        numbers(f"blk.{n}.attn_norm.weight", WIDTH)
        numbers(f"blk.{n}.ffn_norm.weight", WIDTH)
        sizes = {"attn_q": (WIDTH, WIDTH), "attn_k": (kept, WIDTH), "attn_v": (kept, WIDTH)}
        sizes |= {"attn_output": (WIDTH, WIDTH), "ffn_gate": (INNER, WIDTH), "ffn_up": (INNER, WIDTH)}
        sizes |= {"ffn_down": (WIDTH, INNER)}
        for name, (rows, columns) in sizes.items():
            blocks4(f"blk.{n}.{name}.weight", rows, columns)
    numbers("output_norm.weight", WIDTH)
    return _file(facts, tensors)


def _text(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def _file(
    facts: dict[str, tuple[int, object]], tensors: list[tuple[str, tuple[int, ...], int, bytes]]
) -> bytes:
    out = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(facts))
    for name, (kind, value) in facts.items():
        out += _text(name) + struct.pack("<I", kind)
        if isinstance(value, list):
            out += struct.pack("<IQ", 8, len(value)) + b"".join(_text(one) for one in value)
        else:
            out += struct.pack("<I" if kind == 4 else "<f", value)
    data = b""
    for name, shape, kind, raw in tensors:
        data += b"\0" * (-len(data) % 32)
        out += _text(name) + struct.pack("<I", len(shape)) + struct.pack(f"<{len(shape)}Q", *shape)
        out += struct.pack("<IQ", kind, len(data))
        data += raw
    return out + b"\0" * (-len(out) % 32) + data


def tiny_model_folder(folder: Path) -> Path:
    """The run-time form of the tiny model, made as the set-up makes the real one's."""
    from studio.proofing.deep.build.gguf_file import GgufFile
    from studio.proofing.deep.build.make import write_form

    folder.mkdir(parents=True, exist_ok=True)
    write_form(GgufFile(tiny_gguf()), folder)
    return folder
