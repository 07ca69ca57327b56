"""Pronouns behind a form of “be”."""

from __future__ import annotations

import pytest

from studio.proofing.rules.real_word.predicate import is_predicate
from studio.text.span import Span


def told(text: str, word: str) -> bool:
    start = text.rindex(word)
    return is_predicate(text, Span(start, start + len(word)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It was never him. It was us.", "us"),
        ("It was never him.", "him"),
        ("“That’s me,” she said.", "me"),
        ("It must be them!", "them"),
        ("It wasn't me—it was the cat.", "me"),
        ("it is us", "us"),
    ],
)
def test_it_is_me(text: str, word: str) -> None:
    assert told(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It was them boots again.", "them"),
        ("It was us-again.", "us"),
        ("It was her.", "her"),
        ("The key was us.", "us"),
        ("It was here.", "here"),
        ("us.", "us"),
        ("It was me’s turn.", "me"),
    ],
)
def test_and_what_is_none(text: str, word: str) -> None:
    assert not told(text, word)
