"""Capitals at the head of sentences, and the pronoun I."""

from __future__ import annotations

import pytest

from studio.proofing.rules.capitals.lone_i import LoneI
from studio.proofing.rules.capitals.proper import ProperCapital
from studio.proofing.rules.capitals.sentence_start import SentenceStart
from tests.helpers.reading import fixed, found


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("Then i saw the ferry.", "Then I saw the ferry."),
        ("“i’m cold,” she said.", "“I’m cold,” she said."),
        ("She knew what i wanted.", "She knew what I wanted."),
    ],
)
def test_the_pronoun_takes_a_capital(text: str, fix: str) -> None:
    (finding,) = found(LoneI(), text)
    assert fixed(text, finding) == fix


@pytest.mark.parametrize(
    "text",
    ["He drew the letter i long.", "Point (i) was clear, i.e. settled.", "*i* is a number.", "Wi-fi i"],
)
def test_other_letters_i_are_left_alone(text: str) -> None:
    assert found(LoneI(), text) == []


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("He stopped. the door stood open.", "He stopped. The door stood open."),
        ("“I saw him. he was wet,” she said.", "“I saw him. He was wet,” she said."),
    ],
)
def test_a_sentence_takes_a_capital(text: str, fix: str) -> None:
    (finding,) = found(SentenceStart(), text)
    assert fixed(text, finding) == fix


def test_a_paragraph_takes_a_capital() -> None:
    (finding,) = found(SentenceStart(), "the door stood open to the rain.", before="He stopped.")
    assert finding.suggestions == ("The",)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("What was it? he wondered.", ""),
        ("He waited... then he left.", ""),
        ("Bread, milk, etc. were gone.", ""),
        ("“No.” he said nothing more.", ""),
        ("and so they went on to the sea.", "He stopped,"),
        ("the sea", "He stopped."),
        ("“It’s cold. an’ it’s dark, ain’t it,” he said.", ""),
    ],
)
def test_what_may_be_meant_is_left_alone(text: str, before: str) -> None:
    assert found(SentenceStart(), text, before=before) == []


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("On monday it rained.", "On Monday it rained."),
        ("He spoke french badly.", "He spoke French badly."),
        ("The german’s coat.", "The German’s coat."),
    ],
)
def test_days_and_peoples_take_a_capital(text: str, fix: str) -> None:
    (finding,) = found(ProperCapital(), text)
    assert fixed(text, finding) == fix


@pytest.mark.parametrize(
    "text", ["He may polish it.", "The french windows.", "An august march.", "mid-sunday-ish"]
)
def test_words_that_mean_something_else_are_left_alone(text: str) -> None:
    assert found(ProperCapital(), text) == []
