"""Which of LanguageTool's rules the engine is asked for."""

from __future__ import annotations

import pytest

from studio.proofing.engines.rules_engine import RulesEngine
from studio.proofing.engines.spelling import SpellingEngine
from studio.proofing.engines.spelling_dictionary import Dictionary
from studio.proofing.rules.grammar.policy import is_needed


@pytest.mark.parametrize(
    ("category", "rule", "needed"),
    [
        ("GRAMMAR", "A_RULE_OF_GRAMMAR", True),
        ("STYLE", "A_RULE_OF_STYLE", False),
        ("PUNCTUATION", "A_COMMA", False),
        ("GRAMMAR", "IT_VBZ", False),
        ("GRAMMAR", "PRP_VBG", True),  # silent, but stands before wrong matches of HE_VERB_AGR
    ],
)
def test_heard_rules_are_needed_and_those_that_stand_before_them(
    category: str, rule: str, needed: bool
) -> None:
    assert is_needed(category, rule) is needed


@pytest.mark.engine
def test_an_engine_with_the_needed_rules_says_what_the_whole_one_says() -> None:
    texts = [
        "She walk to the mill every evening, and he could of seen her there.",
        "He take the the lantern down and gone in to the yard, if he be quick.",
        "There was a few of them left, and they was all of they tired of the noise.",
    ]
    spelling = SpellingEngine(Dictionary([]))
    whole, needed = (RulesEngine(spelling=spelling, is_needed=wanted) for wanted in (None, is_needed))

    def shown(engine: RulesEngine) -> list[list[object]]:
        return [
            [m for m in matches if m.source == "languagetool" and is_needed(m.category_id, m.rule_id)]
            for matches in engine.check_many(texts)
        ]

    assert shown(needed) == shown(whole)
    assert all(shown(needed))
