"""The narrative tense of a scene."""

from __future__ import annotations

import pytest

from studio.model.tense import Tense
from studio.proofing.engines.tagger import SpacyTagger
from studio.proofing.scene_tense import TenseVotes, scene_facts, tense_votes
from studio.text.quotes import parse_quotations


@pytest.fixture(scope="module")
def tagger() -> SpacyTagger:
    return SpacyTagger()


def votes(tagger: SpacyTagger, text: str) -> TenseVotes:
    return tense_votes(tagger.tag([text])[0], parse_quotations([text])[0])


def test_verbs_of_the_narration_vote_and_speech_does_not(tagger: SpacyTagger) -> None:
    text = "“He walks, he runs, he is here,” said Orla. She closed the door and waited."
    assert votes(tagger, text) == TenseVotes(past=3)


def test_the_present_of_i_and_you_stands_aside(tagger: SpacyTagger) -> None:
    assert votes(tagger, "I know it. She waits.") == TenseVotes(present=1, aside=1)


@pytest.mark.parametrize(
    ("parts", "tense"),
    [
        ([TenseVotes(past=9), TenseVotes(past=8, present=1)], Tense.PAST),
        ([TenseVotes(present=7, aside=2), TenseVotes(past=1)], Tense.PRESENT),
        ([TenseVotes(past=3, present=3)], None),
        ([TenseVotes(past=2)], None),
        ([TenseVotes(past=6, aside=20)], Tense.PAST),
        ([], None),
    ],
)
def test_the_majority_decides_when_it_is_clear(parts: list[TenseVotes], tense: Tense | None) -> None:
    assert scene_facts(parts).tense is tense


def test_share_and_number_of_verbs() -> None:
    facts = scene_facts([TenseVotes(past=3, present=1)])
    assert (facts.share, facts.verbs) == (0.75, 4)
