"""Which capitalised words behind "the" may be a family's name."""

from __future__ import annotations

import pytest

from studio.proofing.checker import ParagraphView
from studio.proofing.rules.apostrophe.family_name import is_called_so, may_be_family, plural_of


@pytest.mark.parametrize(
    ("name", "plural"), [("Harkel", "Harkels"), ("Marsh", "Marshes"), ("Jonz", "Jonzes")]
)
def test_a_name_has_a_plural(name: str, plural: str) -> None:
    assert plural_of(name) == plural


@pytest.mark.parametrize("name", ["Baker", "Duchess", "Frenchman", "American", "Mahdi", "Elf", "McHarkel"])
def test_words_titles_and_peoples_are_no_families(name: str) -> None:
    assert not may_be_family(ParagraphView(f"They met in the {name}'s house."), name)


@pytest.mark.parametrize("text", ["The Harkel sailed at noon.", "He had never seen a Harkel before."])
def test_what_has_an_article_elsewhere_is_no_family(text: str) -> None:
    seen = ParagraphView("They met in the Harkel's house.", before=text)
    assert not may_be_family(seen, "Harkel")
    assert may_be_family(ParagraphView("They met in the Harkel's house."), "Harkel")


def test_a_mister_of_the_name_is_found_beside_the_paragraph() -> None:
    assert is_called_so(ParagraphView("The Harkel's plan.", after="Mrs. Ada Harkel came."), "Harkel")
    assert not is_called_so(ParagraphView("The Harkel's plan.", after="Mrs. Harkelby came."), "Harkel")
