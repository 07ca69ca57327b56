"""Rows of an array on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.proofing.deep.mapped_rows import MappedRows


def test_rows_are_those_of_the_file_however_often_they_are_asked_for(tmp_path: Path) -> None:
    whole = np.arange(6000, dtype=np.float32).reshape(1000, 6)
    np.save(tmp_path / "rows.npy", whole)
    rows = MappedRows(tmp_path / "rows.npy")
    wanted = np.array([999, 0, 17, 17])
    taken = rows.at(wanted)
    rows.at(np.array([1, 2]))
    assert (taken == whole[wanted]).all()
    assert (rows.at(wanted) == whole[wanted]).all()


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "rows.npy", np.zeros((1000, 6), np.int8))
    data = (tmp_path / "rows.npy").read_bytes()
    (tmp_path / "rows.npy").write_bytes(data[:3000])
    with pytest.raises(ValueError, match="buffer"):
        MappedRows(tmp_path / "rows.npy")


@pytest.mark.parametrize("array", [np.asfortranarray(np.zeros((3, 4))), np.array([{}])])
def test_another_form_is_refused(tmp_path: Path, array: np.ndarray) -> None:
    np.save(tmp_path / "rows.npy", array, allow_pickle=True)
    with pytest.raises(ValueError, match="another form"):
        MappedRows(tmp_path / "rows.npy")
