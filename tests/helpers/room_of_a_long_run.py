"""Prints what this process holds (MB) before and after a language model reads a long run, then short ones.

Run as `python -m tests.helpers.room_of_a_long_run FOLDER`, the folder holding a model.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from studio.proofing.deep.model import LanguageModel

_SHORT = 2
_LONG = 2_000


def _held() -> float:
    """Megabytes of this process that stand for no file."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1024


def _read(model: LanguageModel, pieces: int) -> None:
    positions = np.arange(pieces)
    model.read(positions % 60, positions, np.zeros((pieces, pieces), np.float32), model.nothing())


def _main() -> None:
    model = LanguageModel(Path(sys.argv[1]))
    _read(model, _SHORT)
    before = _held()
    _read(model, _LONG)
    long = _held()
    for _ in range(4):
        _read(model, _SHORT)
    sys.stdout.write(json.dumps({"before": before, "long": long, "after": _held()}))


if __name__ == "__main__":
    _main()
