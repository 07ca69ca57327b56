"""Sentences by their marks."""

from __future__ import annotations

import pytest

from studio.text.sentence import split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \n ", []),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("“Stop!” he said. She did.", ["“Stop!” he said.", "She did."]),
        ("“Stop.” She did.", ["“Stop.”", "She did."]),
        ("Mr. Hale met Dr. Orne.", ["Mr. Hale met Dr. Orne."]),
        ("J. R. Hale left.", ["J. R. Hale left."]),
        ("It was I. He left.", ["It was I.", "He left."]),
        ("Well... he left. Well… He came.", ["Well... he left.", "Well…", "He came."]),
        ("Ropes, nails, etc. He left.", ["Ropes, nails, etc.", "He left."]),
        ("One\nline. Two", ["One\nline.", "Two"]),
        ("no end", ["no end"]),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in split_sentences(text)] == expected
