"""What a written word can be as a verb."""

from __future__ import annotations

import pytest

from studio.proofing.rules.agreement.form_table import is_inflected, is_noun, is_past, is_plain, verb_lemma


@pytest.mark.parametrize(
    ("word", "lemma"), [("forgot", "forget"), ("rowing", "row"), ("ferry", "ferry"), ("xq", "")]
)
def test_a_form_has_its_dictionary_form(word: str, lemma: str) -> None:
    assert verb_lemma(word) == lemma


@pytest.mark.parametrize(
    ("word", "plain", "past", "inflected"),
    [
        ("go", True, False, False),
        ("forgot", False, True, True),
        ("goes", False, False, True),
        ("put", False, False, False),
        ("going", False, False, False),
        ("lantern", False, False, False),
    ],
)
def test_plain_past_and_inflected_forms(word: str, plain: bool, past: bool, inflected: bool) -> None:
    assert (is_plain(word), is_past(word), is_inflected(word)) == (plain, past, inflected)


def test_nouns_are_told_from_mere_verbs() -> None:
    assert is_noun("walk")
    assert not is_noun("forget")
