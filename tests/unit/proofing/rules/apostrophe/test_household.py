"""A household's plural has no apostrophe where it owns nothing."""

from __future__ import annotations

import pytest

from studio.proofing.engines.spelling import SpellingEngine
from studio.proofing.rules.apostrophe.household import HouseholdPlural
from tests.helpers.reading import fixed, found


@pytest.fixture(scope="module")
def speller() -> SpellingEngine:
    return SpellingEngine()


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("They got away from the Harkel's, in the end.", "They got away from the Harkels, in the end."),
        ("Nobody knew why the Harkel’s hadn’t come.", "Nobody knew why the Harkels hadn’t come."),
        ("She was sent to the Grismarsh's or back home.", "She was sent to the Grismarshes or back home."),
    ],
)
def test_a_plural_that_owns_nothing_loses_its_apostrophe(
    speller: SpellingEngine, text: str, fix: str
) -> None:
    (finding,) = found(HouseholdPlural(), text, speller=speller)
    assert fixed(text, finding) == fix


@pytest.mark.parametrize(
    "text",
    [
        "They sailed on the Harkel, and they were glad of the Harkel's, in the end.",
        "They got away from the baker's, from the Harkels, and from the Harkels' house.",
        "Her hat was newer than the Harkel's.",
        "They walked past the Harkel's door.",
    ],
)
def test_ships_shops_and_owners_are_left_alone(speller: SpellingEngine, text: str) -> None:
    assert found(HouseholdPlural(), text, speller=speller) == []


def test_a_name_that_the_paragraph_before_calls_with_an_article_is_left_alone(
    speller: SpellingEngine,
) -> None:
    text = "They were pulled from the Harkel's."
    assert found(HouseholdPlural(), text, speller=speller, before="The Harkel went down.") == []
