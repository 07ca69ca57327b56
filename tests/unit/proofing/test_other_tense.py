"""Words in the other tense."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.other_tense import MOST_FORMS, other_tense


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("rows", ("rowed",)),
        ("row", ("rowed",)),
        ("rowed", ("rows", "row")),
        ("sank", ("sinks", "sink")),
        ("was", ("is", "am")),
        ("are", ("were",)),
        ("doesn't", ("didn't",)),
        ("she's", ("she was", "she'd")),
        ("they've", ("they'd",)),
        ("can", ("could",)),
    ],
)
def test_the_forms_of_verbs(word: str, forms: tuple[str, ...]) -> None:
    assert other_tense(word) == forms


@pytest.mark.parametrize("word", ["put", "would", "been", "gently", "ferry's", "the", ""])
def test_what_has_no_other_tense(word: str) -> None:
    assert other_tense(word) == ()


def test_a_form_of_two_verbs_has_the_tenses_of_both() -> None:
    assert {"sees", "sawed"} <= set(other_tense("saw"))


@given(st.text(max_size=12))
def test_any_text_is_answered(word: str) -> None:
    forms = other_tense(word)
    assert word not in forms
    assert len(forms) <= MOST_FORMS
