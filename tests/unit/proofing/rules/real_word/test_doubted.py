"""From marks to findings about wrong words."""

from __future__ import annotations

import pytest

from studio.proofing.rules.real_word.doubted import AGREEMENT, REAL_WORD, SPELLING, DoubtedWord, near

RULE = DoubtedWord()


@pytest.mark.parametrize(
    ("text", "word", "alike", "right", "rule"),
    [
        ("She sat their for an hour.", "their", ["there"], "there", REAL_WORD),
        ("Their was no wind.", "Their", ["there"], "There", REAL_WORD),
        ("It was THERE boat.", "THERE", ["their"], "THEIR", REAL_WORD),
        ("The men was tired.", "was", ["were"], "were", AGREEMENT),
        ("He walk home.", "walk", ["walks"], "walks", AGREEMENT),
    ],
)
def test_a_wrong_word(mark, read, text: str, word: str, alike: list[str], right: str, rule: str) -> None:
    assert read(RULE, text, mark(text, word, alike, replace=0.95)) == [(word, rule, (right,))]


def test_a_misspelt_word_has_what_looks_like_it_first(mark, read) -> None:
    text = "They rowed acrros the bay."
    doubt = mark(text, "acrros", ["across"], ["over"], known=False, replace=0.9)
    assert read(RULE, text, doubt) == [("acrros", SPELLING, ("across", "over"))]


@pytest.mark.parametrize(
    ("text", "word", "chances"),
    [
        ("She sat their for an hour.", "their", {"replace": 0.2}),
        ("They sat on the he-oak.", "he", {"replace": 0.95}),
        ("He wrote an x there.", "x", {"replace": 0.99}),
        ("He saw the last Hand of the king.", "Hand", {"replace": 0.9}),
        ("“He ain't an' won't set their,” she said.", "their", {"replace": 0.6}),
        ("She walks their.", "their", {"replace": 0.4, "tense": 0.5}),
        ("She sat their.", "their", {"delete": 0.3, "insert": 0.6}),
    ],
)
def test_what_is_not_shown(mark, read, text: str, word: str, chances: dict[str, float]) -> None:
    assert read(RULE, text, mark(text, word, ["there"], **chances)) == []


def test_names_are_left_alone(mark, read) -> None:
    text = "She met Marrow there."
    assert read(RULE, text, mark(text, "Marrow", ["morrow"], replace=0.99), names=["Marrow"]) == []


def test_without_another_word_nothing_is_said(mark, read) -> None:
    text = "She sat their."
    assert read(RULE, text, mark(text, "their", ["their"], replace=0.99)) == []


def test_a_word_that_comes_back_is_meant(mark, read) -> None:
    once, often = "The ole boat lay there.", "The ole boat lay there. An ole man sat in the ole boat."
    assert read(RULE, once, mark(once, "ole", ["old"], replace=0.62)) != []
    assert read(RULE, often, mark(often, "ole", ["old"], replace=0.62)) == []


def test_a_word_too_many_that_has_a_like_one_is_a_wrong_word(mark, read) -> None:
    text = "He held it in is hand."
    assert read(RULE, text, mark(text, "is", ["his"], delete=0.9)) == [("is", REAL_WORD, ("his",))]


@pytest.mark.parametrize(
    ("word", "other", "alike"), [("teh", "the", True), ("now", "boat", False), ("acrros", "across", True)]
)
def test_near(word: str, other: str, alike: bool) -> None:
    assert near(word, other) is alike
