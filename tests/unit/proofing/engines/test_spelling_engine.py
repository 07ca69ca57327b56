"""The spelling engine marks every unknown word where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.proofing.engines.spelling import RULE, SpellingEngine


@pytest.fixture(scope="module")
def engine() -> SpellingEngine:
    return SpellingEngine()


def marked(engine: SpellingEngine, text: str) -> list[str]:
    return [match.span.of(text) for match in engine.check(text)]


def test_an_unknown_word_is_marked_with_its_correction(engine: SpellingEngine) -> None:
    (match,) = engine.check("He heard teh bell.")
    assert (match.rule_id, match.suggestions[0]) == (RULE, "the")


@pytest.mark.parametrize(
    "text",
    ["", "All is well.", "See www.example.org or me@example.org/teh.", "Room 4teh, teh_x, @teh", "A b c"],
)
def test_nothing_is_marked_in_right_text_addresses_and_codes(engine: SpellingEngine, text: str) -> None:
    assert marked(engine, text) == []


def test_of_a_hyphenated_word_the_unknown_part_is_marked(engine: SpellingEngine) -> None:
    assert marked(engine, "a well-litt room") == ["litt"]


def test_emphasis_and_emoji_do_not_move_the_mark(engine: SpellingEngine) -> None:
    assert marked(engine, "\U0001f600 *teh* **bell**") == ["teh"]


@settings(deadline=None)  # the first strange word of a letter loads that letter's words
@given(st.text(max_size=80))
def test_marks_lie_inside_any_text(engine: SpellingEngine, text: str) -> None:
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in engine.check(text))
