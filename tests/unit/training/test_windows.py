"""Letter case and frames of the encoder's input, the same in training and at run time."""

import numpy as np
import pytest
import windows

from studio.proofing.engines.encoder import _case


@pytest.mark.parametrize(
    ("piece", "case"), [("now", 0), ("Now", 1), ("NOW", 2), ("I", 1), ("'", 0), ("", 0), ("McAdam", 1)]
)
def test_letter_case_is_the_same_on_both_sides(piece: str, case: int) -> None:
    assert windows.letter_case(piece, [(0, len(piece))])[0] == case
    assert _case(piece) == case


def test_frames_stand_around_each_row() -> None:
    assert windows.framed(np.array([[5, 6], [7, 8]]), 1, 2).tolist() == [[1, 5, 6, 2], [1, 7, 8, 2]]
