"""Pronouns and the form of "be" beside them."""

from __future__ import annotations

import pytest

from studio.proofing.rules.agreement.pronoun import PronounAgreement
from tests.helpers.reading import fixed, found


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("They was late again.", "They were late again."),
        ("By noon we wasn’t there.", "By noon we weren’t there."),
        ("He are the last of them.", "He is the last of them."),
        ("They all was wet.", "They all were wet."),
    ],
)
def test_a_pronoun_with_the_wrong_form_is_marked(text: str, fix: str) -> None:
    (finding,) = found(PronounAgreement(), text)
    assert fixed(text, finding) == fix


@pytest.mark.parametrize(
    "text",
    [
        "“They was late again,” he said.",
        "Each of you was late.",
        "What matters to you is the sea.",
        "All that mattered to you was the sea.",
        "If he were here, they were safe.",
        "They ain’t here, an’ they was late.",
        "The man between her and you was wet.",
    ],
)
def test_speech_dialect_and_other_subjects_are_left_alone(text: str) -> None:
    assert found(PronounAgreement(), text) == []
