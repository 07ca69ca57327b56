"""The other tense of a verb as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.model.tense import Tense
from studio.proofing.conjugation import Subject, clitic_to_past, forms_of, to_tense

HE, ME, YOU, WE, THEY = Subject(), Subject(1), Subject(2), Subject(1, True), Subject(3, True)


@pytest.mark.parametrize(
    ("word", "lemma", "subject", "past"),
    [
        ("walks", "walk", HE, "walked"),
        ("Goes", "go", HE, "Went"),
        ("RUNS", "run", HE, "RAN"),
        ("stops", "stop", HE, "stopped"),
        ("lies", "lie", HE, "lay"),
        ("pays", "pay", HE, "paid"),
        ("is", "be", HE, "was"),
        ("are", "be", YOU, "were"),
        ("are", "be", WE, "were"),
        ("am", "be", ME, "was"),
        ("has", "have", HE, "had"),
        ("does", "do", HE, "did"),
        ("can", "can", HE, "could"),
        ("may", "may", HE, "might"),
        ("doesn't", "do", HE, "didn't"),
        ("don’t", "do", THEY, "didn’t"),
        ("isn't", "be", HE, "wasn't"),
        ("aren't", "be", THEY, "weren't"),
        ("won't", "will", HE, "wouldn't"),
        ("cannot", "can", HE, "could not"),
    ],
)
def test_to_the_past(word: str, lemma: str, subject: Subject, past: str) -> None:
    assert to_tense(word, lemma, subject, Tense.PAST)[0] == past


@pytest.mark.parametrize(
    ("word", "lemma", "subject", "present"),
    [
        ("walked", "walk", HE, "walks"),
        ("walked", "walk", THEY, "walk"),
        ("went", "go", HE, "goes"),
        ("cried", "cry", HE, "cries"),
        ("was", "be", HE, "is"),
        ("was", "be", ME, "am"),
        ("were", "be", YOU, "are"),
        ("had", "have", HE, "has"),
        ("had", "have", ME, "have"),
        ("could", "can", HE, "can"),
        ("didn't", "do", HE, "doesn't"),
        ("didn’t", "do", THEY, "don’t"),
        ("wasn't", "be", ME, "am not"),
        ("weren't", "be", THEY, "aren't"),
        ("wouldn't", "will", HE, "won't"),
    ],
)
def test_to_the_present(word: str, lemma: str, subject: Subject, present: str) -> None:
    assert to_tense(word, lemma, subject, Tense.PRESENT)[0] == present


@pytest.mark.parametrize(
    ("clitic", "is_have", "subject", "past"),
    [
        ("'s", False, HE, " was"),
        ("’s", True, HE, "’d"),
        ("'re", False, THEY, " were"),
        ("'m", False, ME, " was"),
        ("'ve", True, WE, "'d"),
        ("'ll", False, HE, "'d"),
        ("'d", False, HE, None),
    ],
)
def test_clitics(clitic: str, is_have: bool, subject: Subject, past: str | None) -> None:
    assert clitic_to_past(clitic, is_have, subject) == past


def test_a_form_that_does_not_change_is_no_suggestion() -> None:
    assert to_tense("put", "put", THEY, Tense.PAST) == ()


def test_all_forms_of_a_verb() -> None:
    assert {"see", "sees", "saw", "seen", "seeing"} <= forms_of("see")


VERBS = st.sampled_from(
    ["walk", "go", "see", "cry", "have", "do", "think", "carry", "stop", "find", "give", "make"]
)


@given(VERBS, st.sampled_from([HE, ME, YOU, WE, THEY]))
def test_there_and_back_again(lemma: str, subject: Subject) -> None:
    present = to_tense("xx", lemma, subject, Tense.PRESENT)[0]
    past = to_tense(present, lemma, subject, Tense.PAST)[0]
    assert to_tense(past, lemma, subject, Tense.PRESENT)[0] == present
