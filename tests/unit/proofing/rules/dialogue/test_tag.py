"""Which words tell who speaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.registry import all_checkers
from studio.proofing.rules.dialogue.tag import find_tag
from studio.text.quotes import parse_quotations

MINE = ("dialogue.", "apostrophe.", "repetition.", "compound.")
RULES = tuple(rule for rule in all_checkers() if rule.rules[0].startswith(MINE))


@pytest.mark.parametrize(
    ("text", "kind", "verb"),
    [
        ("said Orla.", "verb", "said"),
        ("asked poor Orla.", "verb", "asked"),
        ("she said quietly.", "pronoun", "said"),
        ("She finally whispered.", "pronoun", "whispered"),
        ("Mr. Crowe replied.", "name", "replied"),
        ("Orla, his aunt, muttered.", "name", "muttered"),
        ("the ferryman grumbled.", "noun", "grumbled"),
    ],
)
def test_tags(text, kind, verb):
    tag = find_tag(text, 0)
    assert (tag.kind, tag.verb, tag.bare) == (kind, verb, True)


@pytest.mark.parametrize("text", ["She closed the door.", "and said so.", "The bell rang.", "Said so.", ""])
def test_no_tags(text):
    assert find_tag(text, 0) is None


@pytest.mark.parametrize("text", ["She said nothing.", "He asked a question.", "He shouted orders."])
def test_a_verb_with_its_object_is_not_bare(text):
    assert not find_tag(text, 0).bare


@given(st.text(alphabet="aS '\"“”‘’.,!?\n—IHe said", max_size=80))
def test_no_text_breaks_a_rule(text):
    view = ParagraphView(text, quotations=parse_quotations([text])[0])
    found = [f for rule in RULES for f in rule.check(view, StoryContext())]
    assert all(0 <= f.span.start <= f.span.end <= len(text) for f in found)
