"""Writes ONNX models without the `onnx` package: the few messages of its protocol that are needed.

Field numbers are those of onnx.proto3; numbers travel as in Protocol Buffers (varints, lengths before
strings and messages).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import IO

import numpy as np
from numpy.typing import NDArray

_VARINT, _BYTES, _FIXED32 = 0, 2, 5
_TYPES: Mapping[str, int] = MappingProxyType({"float32": 1, "uint8": 2, "int8": 3, "int32": 6, "int64": 7})
_FLOAT, _INT, _INTS = 1, 2, 7
_EXTERNAL = 1
_IR_VERSION = 8
_ALIGNMENT = 4096
_SMALL = 1024
"""Tensors of at most this many bytes stand in the model itself."""

Shape = Sequence[int | str]


class OnnxModel:
    """Collects nodes and tensors; large tensors are written to a file of their own as they come.

    Args:
        name: the graph's.
        data: where large tensors go, open for writing in binary.
        data_name: that file's name, as the model shall refer to it.
    """

    def __init__(self, name: str, data: IO[bytes], data_name: str) -> None:
        self._name = name
        self._data = data
        self._data_name = data_name
        self._graph = bytearray()
        self._constants: set[str] = set()

    def node(
        self,
        kind: str,
        inputs: Sequence[str],
        outputs: Sequence[str],
        domain: str = "",
        **attributes: float | Sequence[int],
    ) -> str:
        """Add an operation; the name of its first output."""
        body = b"".join(_text(1, i) for i in inputs) + b"".join(_text(2, o) for o in outputs)
        body += _text(3, outputs[0]) + _text(4, kind)
        body += b"".join(_message(5, _attribute(k, v)) for k, v in attributes.items())
        body += _text(7, domain)
        self._graph += _message(1, body)
        return outputs[0]

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Add a tensor under ``name``; the same name twice is the same tensor."""
        if name in self._constants:
            return name
        self._constants.add(name)
        value = np.ascontiguousarray(value)
        body = b"".join(_number(1, n) for n in value.shape) + _number(2, _TYPES[value.dtype.name])
        body += _text(8, name)
        if value.nbytes <= _SMALL:
            body += _message(9, value.tobytes())
        else:
            body += self._place(value.tobytes())
        self._graph += _message(5, body)
        return name

    def end(self, inputs: Mapping[str, tuple[str, Shape]], outputs: Mapping[str, tuple[str, Shape]]) -> bytes:
        """The model file. Each input and output has an element type and a shape; names are free sizes."""
        graph = bytes(self._graph) + _text(2, self._name)
        graph += b"".join(_message(11, _value_info(k, *v)) for k, v in inputs.items())
        graph += b"".join(_message(12, _value_info(k, *v)) for k, v in outputs.items())
        opsets = [_text(1, "") + _number(2, 17), _text(1, "com.microsoft") + _number(2, 1)]
        model = _number(1, _IR_VERSION) + _text(2, "story-studio") + _message(7, graph)
        return model + b"".join(_message(8, opset) for opset in opsets)

    def _place(self, data: bytes) -> bytes:
        self._data.write(b"\0" * (-self._data.tell() % _ALIGNMENT))
        where = {"location": self._data_name, "offset": str(self._data.tell()), "length": str(len(data))}
        self._data.write(data)
        entries = b"".join(_message(13, _text(1, k) + _text(2, v)) for k, v in where.items())
        return entries + _number(14, _EXTERNAL)


def _attribute(name: str, value: float | Sequence[int]) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, _INT)
    if isinstance(value, float):
        return _text(1, name) + _key(2, _FIXED32) + struct.pack("<f", value) + _number(20, _FLOAT)
    return _text(1, name) + b"".join(_number(8, n) for n in value) + _number(20, _INTS)


def _value_info(name: str, kind: str, shape: Shape) -> bytes:
    dims = b"".join(_message(1, _number(1, n) if isinstance(n, int) else _text(2, n)) for n in shape)
    tensor = _number(1, _TYPES[kind]) + _message(2, dims)
    return _text(1, name) + _message(2, _message(1, tensor))


def _key(field: int, wire: int) -> bytes:
    return _varint(field << 3 | wire)


def _number(field: int, value: int) -> bytes:
    return _key(field, _VARINT) + _varint(value)


def _text(field: int, value: str) -> bytes:
    return _message(field, value.encode())


def _message(field: int, body: bytes) -> bytes:
    return _key(field, _BYTES) + _varint(len(body)) + body


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
