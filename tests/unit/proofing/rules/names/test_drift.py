"""A name written another way than everywhere else."""

from __future__ import annotations

import pytest

from studio.proofing.engines.spelling import SpellingEngine
from studio.proofing.finding import Category
from studio.proofing.rules.names.drift import CAPITAL, DRIFT, NameDrift
from tests.helpers.reading import fixed, found

STORY = (
    "Then she told Neidhart so. " * 30 + "Then they told Brannoch so. " * 20 + "He met Sara, and Neidhart. "
)


@pytest.fixture(scope="module")
def speller() -> SpellingEngine:
    return SpellingEngine()


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("He looked at Niedhart then.", "He looked at Neidhart then."),
        ("Niedhart’s coat was wet.", "Neidhart’s coat was wet."),
        ("“NIEDHART!” they cried.", "“NEIDHART!” they cried."),
        ("It was Brannock-san who spoke.", "It was Brannoch-san who spoke."),
    ],
)
def test_a_drifted_name_is_marked_with_the_right_one(speller: SpellingEngine, text: str, fix: str) -> None:
    (finding,) = found(NameDrift(), text, STORY, speller)
    assert (finding.rule, finding.category) == (DRIFT, Category.SPELLING)
    assert fixed(text, finding) == fix


@pytest.mark.parametrize(
    "text",
    [
        "Neidhart’s coat, the Neidharts, NEIDHART, Neidhart-kun.",
        "Nobody saw Brenna, nor Bran.",
        "He looked at Sarah then.",
        "The branch broke.",
    ],
)
def test_the_name_itself_and_other_names_are_not_marked(speller: SpellingEngine, text: str) -> None:
    assert found(NameDrift(), text, STORY, speller) == []


def test_a_name_without_its_capital_is_marked(speller: SpellingEngine) -> None:
    text = "Then neidhart’s horse stopped."
    (finding,) = found(NameDrift(), text, STORY, speller)
    assert (finding.rule, fixed(text, finding)) == (CAPITAL, "Then Neidhart’s horse stopped.")
