"""Code points and UTF-16 units."""

from __future__ import annotations

import pytest

from studio.text.utf16 import Utf16Map


def test_plain_text_is_the_identity() -> None:
    found = Utf16Map("plain")
    assert (
        [found.to_utf16(n) for n in range(6)] == [found.to_code_point(n) for n in range(6)] == list(range(6))
    )


def test_a_wide_character_takes_two_units() -> None:
    found = Utf16Map("a🪶b")
    assert [found.to_utf16(n) for n in range(4)] == [0, 1, 3, 4]
    assert [found.to_code_point(n) for n in range(5)] == [0, 1, 1, 2, 3]


@pytest.mark.parametrize("offset", [-1, 4])
def test_outside_offsets_are_refused(offset: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        Utf16Map("abc").to_utf16(offset)


def test_outside_positions_are_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        Utf16Map("a🪶").to_code_point(4)
