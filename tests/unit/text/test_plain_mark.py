"""Typographic marks made plain: one character for each, and the same as in training."""

from hypothesis import given
from hypothesis import strategies as st

from studio.text.plain_mark import plain_marks


def test_marks_become_plain() -> None:
    assert plain_marks("“Don’t—” she said … ‘no’, at\u00a0last") == "\"Don't-\" she said . 'no', at last"


@given(st.text(st.characters(max_codepoint=0x2FFF)))
def test_length_and_everything_else_stay(text: str) -> None:
    plain = plain_marks(text)
    assert len(plain) == len(text)
    assert all(a == b for a, b in zip(text, plain, strict=True) if a.isalnum() or a < "\x7f")
    assert plain_marks(plain) == plain
