"""Markup hidden without moving a character."""

from __future__ import annotations

import pytest

from studio.text.mask import mask_markup


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("He *really* left.", "He .really. left."),
        ("He __really__ left.", "He ..really.. left."),
        ("# The Ferry", ". The Ferry"),
        ("a <i>word</i>", "a ...word...."),
        ("snake_case 5 * 3", "snake_case 5 * 3"),
        (r"\*no\*", ".*no.*"),
        ("* * *", "* * *"),
    ],
)
def test_mask(text: str, masked: str) -> None:
    assert mask_markup(text, ".") == masked


def test_a_wide_filler_is_refused() -> None:
    with pytest.raises(ValueError, match="one character"):
        mask_markup("x", "🪶")
