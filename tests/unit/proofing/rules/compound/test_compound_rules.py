"""The compound rules on their own examples."""

from __future__ import annotations

import pytest

from studio.proofing.rules.compound.modifier import CompoundModifier, FixedModifier
from studio.proofing.rules.compound.split_word import SplitWord

RULES = (CompoundModifier(), FixedModifier(), SplitWord())
NAMES = ("Orla", "Ansel Crowe")
BAD = [pytest.param(rule, case, id=case.text[:40]) for rule in RULES for case in rule.bad]
GOOD = [text for rule in RULES for text in rule.good]


@pytest.mark.parametrize(("rule", "case"), BAD)
def test_bad_examples_are_marked_and_mended(check, rule, case):
    (found,) = check(rule, case.text, case.names)
    assert found.span.of(case.text) == case.marked
    assert case.text[: found.span.start] + found.suggestions[0] + case.text[found.span.end :] == case.fix
    assert found.rule in rule.rules


@pytest.mark.parametrize("text", GOOD)
def test_good_passages_are_left_alone_by_every_rule(check, text):
    assert [f for rule in RULES for f in check(rule, text, NAMES)] == []


@pytest.mark.parametrize(("rule", "case"), BAD)
def test_the_mended_text_is_left_alone(check, rule, case):
    assert check(rule, case.fix, case.names) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rules[0])
def test_without_tags_nothing_breaks(check, rule):
    for case in rule.bad:
        assert all(f.span.end <= len(case.text) for f in check(rule, case.text, case.names, tags=False))
