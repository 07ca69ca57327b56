from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.model.edit import TextEdit, edit_between

TEXTS = st.text(alphabet="ab \n“é🜂", max_size=60)


@given(TEXTS, TEXTS)
def test_the_edit_between_two_texts_turns_one_into_the_other(old: str, new: str) -> None:
    edit = edit_between(old, new)
    assert edit.apply(old) == new
    assert edit.inverse(old).apply(new) == old


@given(st.integers(0, 20_000), st.sampled_from(["", "x", "a longer piece"]))
def test_the_edit_is_as_small_as_what_was_typed(at: int, typed: str) -> None:
    text = "abcdefghij" * 2_000
    edit = edit_between(text, text[:at] + typed + text[at:])
    assert (len(edit.inserted), edit.removed) == (len(typed), 0)


@given(TEXTS, TEXTS, st.integers(0, 60))
def test_places_outside_the_edit_keep_their_character(old: str, new: str, at: int) -> None:
    edit = edit_between(old, new)
    if at < len(old) and not edit.start <= at < edit.end:
        assert new[edit.shifted(at)] == old[at]


@pytest.mark.parametrize(("at", "shifted"), [(0, 0), (2, 5), (3, 5), (4, 5), (9, 10)])
def test_places_move_with_the_text(at: int, shifted: int) -> None:
    assert TextEdit(2, 2, "xyz").shifted(at) == shifted


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        TextEdit(3, 2, "").apply("abcd")
    with pytest.raises(ValueError, match="cannot remove"):
        TextEdit(-1, 0, "")
