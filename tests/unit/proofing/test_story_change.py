from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.model.cast import Cast
from studio.model.tense import Tense
from studio.proofing.checker import StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.story_change import StoryChange, vocabulary
from studio.text.span import Span


def cast(*texts: str) -> Cast:
    return Cast.learn(texts, is_word=lambda word: len(word) < 6)


def seen(name: str, times: int) -> str:
    return " ".join(f"Then {name} sighed, and so did {name}'s aunt." for _ in range(times))


def between(before: Cast, after: Cast, *vocabulary: str) -> StoryChange:
    return StoryChange.between(StoryContext(cast=before), StoryContext(cast=after), vocabulary)


def test_the_same_story_changes_nothing() -> None:
    story = StoryContext(cast=cast(seen("Marisk", 3)), words=frozenset({"oarlock"}))
    assert StoryChange.between(story, story).nothing


def test_a_word_that_is_added_concerns_the_paragraphs_that_hold_it() -> None:
    change = StoryChange.between(StoryContext(), StoryContext(words=frozenset({"oarlock"})))
    assert change.touches("The Oarlock’s rust came off.")
    assert change.touches("An ill-made half-oarlock.")
    assert not change.touches("The oar was locked.")


def test_words_with_a_space_between_them_are_found_as_they_are() -> None:
    change = StoryChange.between(StoryContext(), StoryContext(words=frozenset({"oar lock"})))
    assert change.touches("The oar lock held.")
    assert not change.touches("The oar held.")


@pytest.mark.parametrize(
    "text",
    [
        "MARISK ran.",
        "It was Marisk’s.",
        "“M-Marisk!”",
        "The Marisks came.",
        "“Mariskkk!”",
        "Half-Marisk, he was.",
        "Marisk-san bowed.",
    ],
)
def test_a_name_that_came_concerns_all_its_forms(text: str) -> None:
    change = between(cast("Nobody."), cast(seen("Marisk", 3)))
    assert change.touches(text)
    assert not change.touches("The market was empty.")


def test_the_plural_of_a_family_in_y_is_a_form_of_it() -> None:
    assert between(cast("Nobody."), cast(seen("Kennedy", 3))).touches("The Kennedies came.")


def test_what_is_near_to_a_name_that_came_is_concerned_too() -> None:
    change = between(cast("Nobody."), cast(seen("Marisk", 12)), "Marrisk", "Torvald")
    assert change.touches("Marrisk laughed.")
    assert not change.touches("Torvald laughed.")


def test_a_frequent_name_that_is_seen_more_often_concerns_only_what_is_near_to_it() -> None:
    change = between(cast(seen("Marisk", 12)), cast(seen("Marisk", 20)), "Marisk", "Marrisk")
    assert not change.touches("Marisk laughed.")
    assert change.touches("Marrisk laughed.")


def test_another_dialect_or_tense_or_a_rule_switched_on_concerns_everything() -> None:
    off = StoryContext(disabled=frozenset({"a.rule"}))
    for old, new in (
        (StoryContext(), StoryContext(dialect="en-GB")),
        (StoryContext(), StoryContext(tense=Tense.PAST)),
        (off, StoryContext()),
    ):
        assert StoryChange.between(old, new).touches("Anything.")


def test_a_rule_switched_off_concerns_the_paragraphs_it_found_something_in() -> None:
    change = StoryChange.between(StoryContext(), StoryContext(disabled=frozenset({"a.rule"})))
    mark = Finding(Span(0, 1), Category.STYLE, "a.rule", "m")
    other = Finding(Span(0, 1), Category.STYLE, "b.rule", "m")
    assert not change.nothing
    assert not change.touches("Anything.")
    assert (change.touches_findings([mark]), change.touches_findings([other])) == (True, False)


def test_another_cast_altogether_concerns_everything() -> None:
    names = [f"Qu{a}rr{b}x" for a in "aeiou" for b in "abcdefghijklmnop"]
    assert between(cast("Nobody."), cast(*(seen(name, 2) for name in names))).everything


_NAMES = ("Marisk", "Marrisk", "Torvald", "Torvalds", "Ilsa", "Elsa", "Kennedy")
_WORDS = (
    *_NAMES,
    "MARISK",
    "Marisk’s",
    "Kennedies",
    "M-Marisk",
    "oarlock",
    "Torvvald",
    "Ilsaaa",
    "half-Ilsa",
)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(_NAMES), max_size=14),
    st.lists(st.sampled_from(_NAMES), max_size=14),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6),
)
def test_whatever_a_rule_hears_otherwise_is_concerned(
    before: list[str], after: list[str], words: list[str]
) -> None:
    """What is not concerned gives the same answers to every question that rules ask of a cast."""
    text = " ".join(words)
    told = " ".join(seen(name, 3) for name in before)
    tells = " ".join(seen(name, 3) for name in after)
    old, new = cast(told, text), cast(tells, text)
    change = between(old, new, *vocabulary(text))
    for word in words:
        if not change.touches(word):
            assert old.knows(word) == new.knows(word)
            assert old.near_miss(word) == new.near_miss(word)
            assert (word.lower() in old.own_words) == (word.lower() in new.own_words)
