"""From marks to findings about words left out and words too many."""

from __future__ import annotations

import pytest

from studio.proofing.rules.missing_word.doubted import EXTRA, MISSING, REPEATED, MissingOrExtraWord, without
from studio.text.span import Span

RULE = MissingOrExtraWord()


def test_a_missing_word_is_put_before(mark, read) -> None:
    text = "She waited at gate."
    doubt = mark(text, "gate", insertions=["the", "his"], insert=0.97)
    assert read(RULE, text, doubt) == [("gate", MISSING, ("the gate", "his gate"))]


def test_at_the_head_of_a_paragraph_it_takes_the_capital(mark, read) -> None:
    text = "Was late."
    assert read(RULE, text, mark(text, "Was", insertions=["it"], insert=0.99))[0][2] == ("It Was",)


@pytest.mark.parametrize(
    ("text", "word", "marked", "rule"),
    [
        ("She sat in the the boat.", "the", "the ", REPEATED),
        ("She sat of in the boat.", "of", "of ", EXTRA),
        ("She sat in the boat of.", "of", " of", EXTRA),
    ],
)
def test_a_word_too_many_goes_with_one_space(
    mark, read, text: str, word: str, marked: str, rule: str
) -> None:
    assert read(RULE, text, mark(text, word, delete=0.97)) == [(marked, rule, ("",))]


def test_the_next_word_takes_the_capital_over() -> None:
    assert without("The a boat sank.", Span(0, 3)) == (Span(0, 5), "A")


def test_faint_doubts_are_not_shown(mark, read) -> None:
    text = "She waited at gate."
    assert read(RULE, text, mark(text, "gate", insertions=["the"], insert=0.2)) == []
    assert read(RULE, text, mark(text, "gate", delete=0.2)) == []
