"""Reads model files in the GGUF format (version 3, little endian), as far as the language model needs it.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md; blocks as in ggml's `ggml-common.h`.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
BLOCK = 32
"""Weights that share a scale, in both packed forms."""
_F32, _Q4_1, _Q8_0 = 0, 3, 8
_STRING, _ARRAY = 8, 9
_SCALARS: Mapping[int, str] = MappingProxyType(
    {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
)


class GgufError(Exception):
    """The file is no GGUF file, is cut short, or holds a form of weights that is not known here."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """A packed matrix: row by row, ``weight = scale * code + lowest``, one scale and lowest for each block.

    Attributes:
        codes: (rows, columns), 0 to 15 for 4 bits, -128 to 127 for 8.
        scales, lowest: (rows, columns / BLOCK).
    """

    codes: NDArray[np.int8]
    scales: Floats
    lowest: Floats

    def weights(self) -> Floats:
        """The matrix in full, (rows, columns)."""
        rows, columns = self.codes.shape
        blocks = self.codes.reshape(rows, -1, BLOCK).astype(np.float32)
        full = blocks * self.scales[..., None] + self.lowest[..., None]
        return full.reshape(rows, columns)

    def rows(self, which: NDArray[np.int64]) -> Floats:
        """Some rows in full."""
        return Blocks(self.codes[which], self.scales[which], self.lowest[which]).weights()


@dataclass(frozen=True, slots=True)
class _Entry:
    shape: tuple[int, ...]
    kind: int
    offset: int


class GgufFile:
    """The facts and tensors of a model file.

    Args:
        data: the whole file.

    Raises:
        GgufError: when it cannot be read.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        try:
            self._read()
        except (struct.error, KeyError, UnicodeDecodeError) as error:
            raise GgufError("The model file is damaged.") from error

    def numbers(self, name: str) -> Floats:
        """A tensor kept in full precision."""
        entry = self._entry(name, _F32)
        count = int(np.prod(entry.shape))
        found = np.frombuffer(self._data, "<f4", count, self._base + entry.offset)
        return found.reshape(entry.shape).astype(np.float32)

    def blocks4(self, name: str) -> Blocks:
        """A matrix in the form Q4_1: blocks of scale (f16), lowest (f16), 16 bytes of low, high halves."""
        entry = self._entry(name, _Q4_1)
        raw = self._raw(entry, 4 + BLOCK // 2)
        heads = raw[..., :4].copy().view("<f2").astype(np.float32)
        halves = raw[..., 4:]
        codes = np.concatenate((halves & 15, halves >> 4), axis=-1).astype(np.int8)
        return Blocks(codes.reshape(entry.shape), heads[..., 0], heads[..., 1])

    def blocks8(self, name: str) -> Blocks:
        """A matrix in the form Q8_0: blocks of scale (f16) and 32 signed bytes."""
        entry = self._entry(name, _Q8_0)
        raw = self._raw(entry, 2 + BLOCK)
        scales = raw[..., :2].copy().view("<f2")[..., 0].astype(np.float32)
        codes = raw[..., 2:].copy().view(np.int8)
        return Blocks(codes.reshape(entry.shape), scales, np.zeros_like(scales))

    def _raw(self, entry: _Entry, block_bytes: int) -> NDArray[np.uint8]:
        rows, columns = entry.shape
        count = rows * columns // BLOCK * block_bytes
        flat = np.frombuffer(self._data, np.uint8, count, self._base + entry.offset)
        return flat.reshape(rows, columns // BLOCK, block_bytes)

    def _entry(self, name: str, kind: int) -> _Entry:
        entry = self._tensors.get(name)
        if entry is None or entry.kind != kind:
            raise GgufError(f"The model file holds no “{name}” in the form that is expected.")
        return entry

    def _read(self) -> None:
        if self._data[:4] != b"GGUF":
            raise GgufError("This is no model file.")
        self._at = 4
        _, tensors, facts = self._scalar("I"), self._scalar("Q"), self._scalar("Q")
        self.facts = {self._string(): self._value(int(self._scalar("I"))) for _ in range(int(facts))}
        self._tensors = {}
        for _ in range(int(tensors)):
            name = self._string()
            # The first dimension of the file is the one that runs fastest: numpy's last.
            shape = tuple(int(self._scalar("Q")) for _ in range(int(self._scalar("I"))))[::-1]
            self._tensors[name] = _Entry(shape, int(self._scalar("I")), int(self._scalar("Q")))
        alignment = self.facts.get("general.alignment", 32)
        assert isinstance(alignment, int)
        self._base = -(-self._at // alignment) * alignment

    def _value(self, kind: int) -> object:
        if kind == _STRING:
            return self._string()
        if kind == _ARRAY:
            inner, count = int(self._scalar("I")), int(self._scalar("Q"))
            return [self._value(inner) for _ in range(count)]
        return self._scalar(_SCALARS[kind])

    def _scalar(self, code: str) -> int | float:
        (value,) = struct.unpack_from("<" + code, self._data, self._at)
        self._at += struct.calcsize("<" + code)
        number: int | float = value
        return number

    def _string(self) -> str:
        length = int(self._scalar("Q"))
        self._at += length
        return self._data[self._at - length : self._at].decode()
