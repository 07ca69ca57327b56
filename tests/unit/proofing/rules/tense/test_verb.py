"""Finite verbs, their subjects, and their forms in the other tense."""

from __future__ import annotations

import pytest

from studio.model.tense import Tense
from studio.proofing.conjugation import Subject
from studio.proofing.rules.tense.verb import conjugated, finite_verbs


def rewritten(view, text: str, tense: Tense = Tense.PAST) -> list[str]:
    shown = view(text)
    return [conjugated(shown, verb, tense)[0] for verb in finite_verbs(shown) if verb.tense is not tense]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("She walks to the door.", ["walked"]),
        ("The men are tired and want to sleep.", ["were", "wanted"]),
        ("He doesn’t know.", ["didn’t"]),
        ("He's tall.", ["He was"]),
        ("She's gone home.", ["She'd"]),
        ("They can't swim.", ["couldn't"]),
        ("The men who live here keep bees.", ["lived", "kept"]),
        ("There are three boats.", ["were"]),
        ("Orla and Ansel are here.", ["were"]),
    ],
)
def test_every_verb_of_the_present_has_its_past(view, text: str, forms: list[str]) -> None:
    assert rewritten(view, text) == forms


def test_agreement_follows_the_noun_before_a_relative(view) -> None:
    shown = view("He saw the boats which were old.")
    assert [v.subject for v in finite_verbs(shown)][-1] == Subject(3, True)


def test_verbs_in_speech_are_left_out(view) -> None:
    assert rewritten(view, "“He walks,” she said.") == []


def test_a_form_that_is_past_too_decides_nothing(view) -> None:
    assert rewritten(view, "They put it down and let it be.") == []


@pytest.mark.parametrize(
    "text", ["", "…", "Who which that who that which is.", "Is was are that which who be?"]
)
def test_odd_sentences_are_no_trouble(view, text: str) -> None:
    assert all(verb.span.end <= len(text) for verb in finite_verbs(view(text)))
