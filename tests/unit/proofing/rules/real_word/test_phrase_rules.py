"""Rules that need no encoder, on their own examples."""

from __future__ import annotations

import pytest

from studio.proofing.rules.real_word.negation import LostNegation
from studio.proofing.rules.real_word.phrase import ConfusedPhrase
from studio.proofing.rules.real_word.phrase_table import PHRASES

RULES = (LostNegation(), ConfusedPhrase())
BAD = [pytest.param(rule, case, id=case.text[:40]) for rule in RULES for case in rule.bad]
GOOD = [text for rule in RULES for text in rule.good]
MORE = (
    ("It's passed noon already.", "It's past noon already."),
    ("They walked passed the ferry.", "They walked past the ferry."),
    ("“You had better now have lost it!”", "“You had better not have lost it!”"),
    ("Whatever is was, it had gone.", "Whatever it was, it had gone."),
    ("It was a light he’d only scene once.", "It was a light he’d only seen once."),
    ("He was afraid to loose his temper.", "He was afraid to lose his temper."),
    ("She took a deep breathe.", "She took a deep breath."),
    ("He use to row.", "He used to row."),
    ("They made there own nets.", "They made their own nets."),
    ("It was to late.", "It was too late."),
    ("He lead them down.", "He led them down."),
    ("WEATHER OR NOT it rains.", "WHETHER OR NOT it rains."),
)


@pytest.mark.parametrize(("rule", "case"), BAD)
def test_bad_examples_are_marked_and_mended(check, rule, case) -> None:
    (found,) = check(rule, case.text)
    assert found.span.of(case.text) == case.marked
    assert case.text[: found.span.start] + found.suggestions[0] + case.text[found.span.end :] == case.fix


@pytest.mark.parametrize("text", GOOD)
def test_good_passages_are_left_alone(check, text: str) -> None:
    assert [f for rule in RULES for f in check(rule, text)] == []


@pytest.mark.parametrize(("wrong", "right"), MORE)
def test_phrases(check, wrong: str, right: str) -> None:
    (found,) = check(ConfusedPhrase(), wrong)
    assert wrong[: found.span.start] + found.suggestions[0] + wrong[found.span.end :] == right
    assert check(ConfusedPhrase(), right) == []


def test_every_entry_changes_its_word_and_has_company() -> None:
    assert all(p.wrong != p.right and (p.before or p.after) for p in PHRASES)


def test_names_are_left_alone(check) -> None:
    assert check(ConfusedPhrase(), "He saw free Reign at last.", names=["Reign"]) == []
