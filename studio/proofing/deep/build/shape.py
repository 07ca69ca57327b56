"""The sizes of a Llama model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.proofing.deep.build.gguf_file import GgufFile


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a model."""

    layers: int
    width: int
    inner: int
    heads: int
    kv_heads: int
    epsilon: float
    rope_base: float

    @property
    def head(self) -> int:
        """The size of one attention head."""
        return self.width // self.heads

    @classmethod
    def of(cls, file: GgufFile) -> Shape:
        """The sizes that a model file tells."""

        def fact(name: str) -> float:
            value = file.facts[f"llama.{name}"]
            assert isinstance(value, int | float)
            return value

        return cls(
            layers=int(fact("block_count")),
            width=int(fact("embedding_length")),
            inner=int(fact("feed_forward_length")),
            heads=int(fact("attention.head_count")),
            kv_heads=int(fact("attention.head_count_kv")),
            epsilon=float(fact("attention.layer_norm_rms_epsilon")),
            rope_base=float(fact("rope.freq_base")),
        )

    def frequencies(self) -> NDArray[np.float64]:
        """By how much each pair of a head turns from one position to the next, in radians."""
        found: NDArray[np.float64] = self.rope_base ** (-np.arange(0, self.head, 2) / self.head)
        return found
