"""Rows of an array on disk, of which only those in use are in memory."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class MappedRows:
    """The rows of a file in numpy's own format (.npy).

    Raises:
        OSError, ValueError: when the file is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            version = np.lib.format.read_magic(file)
            if version != (1, 0):
                raise ValueError(f"“{path.name}” has another form than expected.")
            shape, by_column, dtype = np.lib.format.read_array_header_1_0(file)
            if by_column or dtype.hasobject:
                raise ValueError(f"“{path.name}” has another form than expected.")
            start = file.tell()
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # Rows lie anywhere: what the system reads ahead around them would only take memory.
        self._advise("MADV_RANDOM")
        count = int(np.prod(shape))
        self._rows: NDArray[Any] = np.frombuffer(self._map, dtype, count, start).reshape(shape)

    def at(self, numbers: NDArray[np.int64]) -> NDArray[Any]:
        """A copy of the rows with these numbers."""
        found: NDArray[Any] = self._rows[numbers]
        # The system maps sixteen pages around each row: soon the whole file, if nobody gave them back.
        self._advise("MADV_DONTNEED")
        return found

    def _advise(self, name: str) -> None:
        advice = getattr(mmap, name, None)  # not on every system
        if advice is not None:
            self._map.madvise(advice)
