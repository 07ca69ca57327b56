"""Fixes are tried out before they are offered."""

from __future__ import annotations

from collections.abc import Iterable

from studio.model.cast import Cast, Person
from studio.proofing.finding import Category, Finding
from studio.proofing.recheck import harmless, without_harm_to_names
from studio.text.span import Span


def read(text: str, _at: int) -> Iterable[Finding]:
    """Marks every "bad" and every "worse"."""
    for word in ("bad", "worse"):
        start = text.find(word)
        while start >= 0:
            yield Finding(Span(start, start + len(word)), Category.SPELLING, f"test.{word}", "No.")
            start = text.find(word, start + 1)


def finding(text: str, word: str, *suggestions: str, rule: str = "test.bad") -> Finding:
    start = text.index(word)
    return Finding(Span(start, start + len(word)), Category.SPELLING, rule, "No.", suggestions)


def test_a_fix_that_brings_another_finding_is_not_offered() -> None:
    text = "It was a bad day."
    assert harmless(text, finding(text, "bad", "worse", "good"), read) == ("good",)


def test_a_fix_that_brings_the_same_finding_again_is_not_offered() -> None:
    text = "It was a bad day."
    assert harmless(text, finding(text, "bad", "bad bad", "not bad", ""), read) == ("",)


def test_what_was_found_beside_it_before_does_not_count() -> None:
    text = "A worse, bad day, worse still."
    assert harmless(text, finding(text, "bad", "long"), read) == ("long",)


def test_what_is_far_away_does_not_count() -> None:
    text = "bad" + " and so it went on" * 3
    fixed = finding(text, "bad", "good")

    def far(new: str, _at: int) -> Iterable[Finding]:
        if "good" in new:
            yield Finding(Span(40, 44), Category.SPELLING, "test.far", "No.")

    assert harmless(text, fixed, far) == ("good",)


def test_no_fix_alters_a_name() -> None:
    text = "Then Marisk's hand and Orla's."
    cast = Cast(names={"Marisk": 9, "Orla": 9}, people=(Person("Marisk", ("Marisk",), 9),))
    one = finding(text, "Marisk's hand", "Marsh's hand", "Marisk’s hands", "the hand")
    (left,) = without_harm_to_names([one], text, cast)
    assert left.suggestions == ("Marisk’s hands",)


def test_a_name_gone_astray_may_become_the_right_one() -> None:
    text = "Then Marrisk left."
    cast = Cast(names={"Marisk": 9, "Marrisk": 1}, people=(Person("Marisk", ("Marisk",), 9),))
    one = finding(text, "Marrisk", "Marisk", "Marsh")
    (left,) = without_harm_to_names([one], text, cast)
    assert left.suggestions == ("Marisk",)


def test_a_finding_without_names_is_as_it_was() -> None:
    text = "the hand"
    one = finding(text, "hand", "hands")
    assert without_harm_to_names([one], text, Cast()) == (one,)


def test_a_name_written_twice_may_be_taken_out_once() -> None:
    text = "Orla Orla laughed."
    cast = Cast(names={"Orla": 9}, people=(Person("Orla", ("Orla",), 9),))
    one = Finding(Span(4, 9), Category.REPEATED_WORD, "test.twice", "No.", ("",))
    assert without_harm_to_names([one], text, cast) == (one,)
