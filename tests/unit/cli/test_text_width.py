import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.cli.text_width import cut, cut_start, pad, width


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("雪", 2), ("e\u0301", 1), ("a\u200db", 2), ("", 0)]
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_words_stay_whole_where_they_can() -> None:
    assert cut("one two three", 11) == "one two…"
    assert cut_start("one two three", 11) == "…two three"
    assert cut("incomprehensibilities", 5) == "inco…"


@given(st.text(max_size=40), st.integers(1, 30))
def test_nothing_is_wider_than_asked(text: str, columns: int) -> None:
    assert width(cut(text, columns)) <= columns
    assert width(cut_start(text, columns)) <= columns


@given(st.text(max_size=40), st.integers(1, 30))
def test_padding_is_exact(text: str, columns: int) -> None:
    assert width(pad(text, columns)) == columns
