"""Every rule that shows examples, on its own and on each other's."""

from __future__ import annotations

import pytest

from studio.proofing.registry import all_checkers

RULES = tuple(rule for rule in all_checkers() if hasattr(rule, "bad"))
NAMES = ("Orla", "Ansel Crowe")
BAD = [pytest.param(rule, case, id=case.text[:40]) for rule in RULES for case in rule.bad]
GOOD = [pytest.param(rule, text, id=text[:40]) for rule in RULES for text in rule.good]
ROOMS = ("agreement", "apostrophe", "compound", "repetition")


def room(rule):
    return type(rule).__module__.split(".")[-2]


def test_the_rooms_show_examples():
    assert {room(rule) for rule in RULES} >= set(ROOMS)


@pytest.mark.parametrize(("rule", "case"), BAD)
def test_bad_examples_are_marked_and_mended(check, rule, case):
    (found,) = check(rule, case.text, case.names, case.after)
    assert found.span.of(case.text) == case.marked
    assert case.text[: found.span.start] + found.suggestions[0] + case.text[found.span.end :] == case.fix
    assert found.rule in rule.rules


@pytest.mark.parametrize(("rule", "text"), GOOD)
def test_good_passages_are_left_alone_by_all_rules_of_the_room(check, rule, text):
    rules = [other for other in RULES if room(other) == room(rule)]
    assert [f for other in rules for f in check(other, text, NAMES)] == []


@pytest.mark.parametrize(("rule", "case"), BAD)
def test_the_mended_text_is_left_alone(check, rule, case):
    assert check(rule, case.fix, case.names, case.after) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rules[0])
def test_without_tags_nothing_breaks(check, rule):
    for case in rule.bad:
        found = check(rule, case.text, case.names, case.after, tags=False)
        assert all(f.span.end <= len(case.text) for f in found)
