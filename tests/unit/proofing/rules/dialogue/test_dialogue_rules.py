"""The dialogue rules on their own examples."""

from __future__ import annotations

import pytest

from studio.proofing.rules.dialogue.beat_comma import BeatComma
from studio.proofing.rules.dialogue.lead_in import LeadIn
from studio.proofing.rules.dialogue.mark_outside import MarkOutside
from studio.proofing.rules.dialogue.missing_mark import MissingMark
from studio.proofing.rules.dialogue.missing_quote import MissingQuote
from studio.proofing.rules.dialogue.resumed import ResumedSpeech
from studio.proofing.rules.dialogue.spacing import QuoteSpacing
from studio.proofing.rules.dialogue.stop_before_tag import StopBeforeTag
from studio.proofing.rules.dialogue.tag_capital import TagCapital
from studio.proofing.rules.dialogue.vocative import VocativeComma

RULES = (
    BeatComma(),
    LeadIn(),
    MarkOutside(),
    MissingMark(),
    MissingQuote(),
    QuoteSpacing(),
    ResumedSpeech(),
    StopBeforeTag(),
    TagCapital(),
    VocativeComma(),
)
NAMES = ("Orla", "Ansel", "Crowe")
BAD = [pytest.param(rule, case, id=case.text[:40]) for rule in RULES for case in rule.bad]
GOOD = [text for rule in RULES for text in rule.good]


@pytest.mark.parametrize(("rule", "case"), BAD)
def test_bad_examples_are_marked_and_mended(check, rule, case):
    (found,) = check(rule, case.text, case.names, case.after)
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


@pytest.mark.parametrize(
    "text",
    [
        '"Stop!" the old man yelled, "or I let go of the rope!" He let go of nothing.',
        "'Well,' said Orla, 'I won't.' She didn't. 'You will,' said the boys' aunt.",
        "“I was—” She broke off. “You were what?” he asked. “Asleep,” she said.",
        '"Ansel," I said. "Yes," he said. "I am here, Orla." "Good," I said.',
        '"You came," she said at last. He nodded. "I said that I would."',
        "—Come in, said Orla. The door is open.",
        '"One of them," he said, "saw it." Everyone looked at the boat.',
    ],
)
def test_correct_dialogue_passes_every_rule(check, text):
    assert [f for rule in RULES for f in check(rule, text, NAMES)] == []
