"""A text with few plain slips is believed to have few others; one of which little is known is a draft."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.finding import Category, Finding
from studio.proofing.slip_rate import LEAST, MOST, least_tilt, plain_slips, tilt
from studio.text.span import Span


def found(start: int, end: int, confidence: float = 0.8, rule: str = "real_word.pair") -> Finding:
    return Finding(Span(start, end), Category.REAL_WORD, rule, "Odd.", confidence=confidence)


def test_a_text_of_which_nothing_is_known_is_a_draft_as_usual() -> None:
    assert tilt(0, 0) == 0.0
    assert tilt(60, 0) == 0.0
    assert tilt(2_000, 16) == 0.0


def test_the_longer_a_text_stays_clean_the_less_is_believed_of_its_doubts() -> None:
    found = [tilt(words, 0) for words in (200, 1_000, 3_000, 20_000)]
    assert found == sorted(found, reverse=True)
    assert found[0] > -0.5
    assert found[-1] == LEAST


def test_a_text_full_of_slips_is_believed_a_little_more() -> None:
    assert tilt(3_000, 90) == MOST


@given(st.integers(0, 10**6), st.integers(0, 10**4))
def test_one_slip_more_never_makes_doubts_weaker(words: int, plain: int) -> None:
    assert LEAST <= tilt(words, plain) <= tilt(words, plain + 1) <= MOST


def test_places_are_counted_and_not_the_rules_that_claim_them() -> None:
    rivals = [found(0, 5), found(3, 8), found(0, 5, rule="lt.SOME")]
    assert plain_slips([*rivals, found(8, 12)]) == 2


def test_doubts_style_and_the_close_reading_do_not_count() -> None:
    style = Finding(Span(0, 3), Category.STYLE, "lt.STYLE", "Long.", confidence=0.9)
    assert plain_slips([style, found(5, 9, confidence=0.5), found(11, 14, rule="deep.real_word")]) == 0


@pytest.mark.parametrize(("chance", "least"), [(0.3, 0.3), (0.9, 0.3), (0.2, 0.4)])
def test_what_is_as_likely_as_it_must_be_is_shown_in_a_usual_draft(chance: float, least: float) -> None:
    assert (least_tilt(chance, least) <= 0) == (chance >= least)
