"""Corrections: what was meant, and silence where nothing was."""

from __future__ import annotations

import pytest

from studio.proofing.engines.spelling_dictionary import Dictionary
from studio.proofing.engines.spelling_slip import is_coinage, slip_cost
from studio.proofing.engines.spelling_suggest import Suggester


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return Suggester(Dictionary.load())


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("teh", "the"),
        ("recieve", "receive"),
        ("untill", "until"),
        ("wierd", "weird"),
        ("beleive", "believe"),
        ("hapened", "happened"),
        ("Tommorow", "Tomorrow"),
        ("alot", "a lot"),
        ("nieghbour's", "neighbour's"),
        ("lantren", "lantern"),
        ("french", "French"),
        ("definately", "definitely"),
        ("candels", "candles"),
    ],
)
def test_the_likeliest_correction_comes_first(suggester: Suggester, wrong: str, right: str) -> None:
    assert suggester.suggest(wrong)[0] == right


@pytest.mark.parametrize("word", ["dinnerward", "unflung", "kunai", "Nofl", "x", "", "qqqq"])
def test_coinages_and_strange_words_have_none(suggester: Suggester, word: str) -> None:
    assert suggester.suggest(word) == ()


@pytest.mark.parametrize(
    ("word", "meant"), [("Teh", "The"), ("Adn", "And"), ("Stil", "Still"), ("Thsi", "This")]
)
def test_a_slip_in_a_word_that_opens_a_sentence_is_no_name(
    suggester: Suggester, word: str, meant: str
) -> None:
    assert suggester.suggest(word)[0] == meant


@pytest.mark.parametrize("word", ["Thad", "Nad", "Orla"])
def test_a_name_near_such_a_word_stays_a_name(suggester: Suggester, word: str) -> None:
    assert suggester.suggest(word) == ()


def test_swapped_letters_cost_least() -> None:
    assert slip_cost("teh", "the") < slip_cost("thr", "the") < slip_cost("tqe", "the")


def test_a_wrong_first_letter_costs_more() -> None:
    assert slip_cost("rhere", "there") > slip_cost("thete", "there")


def test_two_slips_cost_more_than_one() -> None:
    assert slip_cost("lntren", "lantern") > slip_cost("lantren", "lantern")


@pytest.mark.parametrize("word", ["inthe", "ofthe", "runing"])
def test_words_run_together_by_accident_are_no_coinages(word: str) -> None:
    known = {"in": 20, "the": 22, "of": 20, "run": 14, "ing": 1}
    assert not is_coinage(word, lambda part: known.get(part, -1))
