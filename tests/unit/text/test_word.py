"""Words as a writer counts them."""

from __future__ import annotations

import pytest

from studio.text.word import count_words, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("* * *", 0),
        ("He didn't go.", 3),
        ("He didn’t go.", 3),
        ("a well-known man", 3),
        ("wait--no", 2),
        ("wait—no", 2),
        ("3,000 men at 4.30", 4),
        ("*really* _so_", 2),
        ("the boys' caps", 3),
        ("naïve Zoë", 2),
    ],
)
def test_count(text: str, count: int) -> None:
    assert count_words(text) == count


def test_spans() -> None:
    text = "“Well,” he didn’t say."
    assert [span.of(text) for span in words(text)] == ["Well", "he", "didn’t", "say"]
