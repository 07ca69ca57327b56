"""What a long question took is given back by the questions behind it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from studio.proofing.deep.model import LanguageModel
from tests.helpers.tiny_language_model import tiny_model_folder

_LONG = 2_000


def _used() -> float:
    """Megabytes of this process that stand for no file."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1024


def _read(model: LanguageModel, pieces: int) -> None:
    positions = np.arange(pieces)
    model.read(positions % 60, positions, np.zeros((pieces, pieces), np.float32), model.nothing())


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells of a process")
def test_the_room_of_a_long_run_is_given_back(tmp_path: Path) -> None:
    model = LanguageModel(tiny_model_folder(tmp_path))
    _read(model, 2)
    before = _used()
    _read(model, _LONG)
    long = _used()
    for _ in range(4):
        _read(model, 2)
    assert long - before > 30
    assert _used() - before < (long - before) / 3
