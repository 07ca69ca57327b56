"""Letter case, lemmas, agreement."""

from __future__ import annotations

import pytest

from studio.proofing.rules.real_word.word import agreement_forms, like, same_lemma


@pytest.mark.parametrize(
    ("word", "other", "shaped"),
    [
        ("Now", "not", "Not"),
        ("NOW", "not", "NOT"),
        ("now", "not", "not"),
        ("I", "it", "it"),
        ("he’s", "it's", "it’s"),
        ("A", "an", "An"),
        ("she", "i", "I"),
        ("’tis", "it's", "it’s"),
    ],
)
def test_like(word: str, other: str, shaped: str) -> None:
    assert like(word, other) == shaped


@pytest.mark.parametrize(
    ("word", "other", "same"), [("walk", "walked", True), ("men", "man", True), ("hat", "had", False)]
)
def test_same_lemma(word: str, other: str, same: bool) -> None:
    assert same_lemma(word, other) is same


@pytest.mark.parametrize(
    ("word", "other", "agree"),
    [("is", "are", True), ("don't", "doesn't", True), ("carry", "carries", True), ("walks", "walked", False),
     ("was", "is", False), ("hat", "hats", False)],
)  # fmt: skip
def test_agreement(word: str, other: str, agree: bool) -> None:
    assert agreement_forms(word, other) is agree
