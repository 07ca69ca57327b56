"""Which of LanguageTool's matches are heard, and how they are worded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.model.cast import Cast
from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Evidence, GrammarMatch
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.grammar.languagetool import LanguageToolGrammar
from studio.proofing.rules.grammar.policy import Place, place_of
from studio.proofing.rules.grammar.wording import category_of, sentence_for
from studio.text.span import Span
from tests.helpers.reading import match, tagged, view


def heard(text: str, *matches: GrammarMatch, story: StoryContext | None = None) -> list[Finding]:
    return list(LanguageToolGrammar().check(view(text, matches), story or StoryContext()))


def test_a_slip_in_narration_is_heard() -> None:
    text = "He seem to know the way."
    (finding,) = heard(text, match(text, "seem", "HE_VERB_AGR", "seems"))
    assert (finding.rule, finding.category, finding.suggestions) == (
        "lt.HE_VERB_AGR",
        Category.AGREEMENT,
        ("seems",),
    )


def test_grammar_is_not_heard_in_speech() -> None:
    text = "“He seem to know the way,” she said."
    assert heard(text, match(text, "seem", "HE_VERB_AGR", "seems")) == []


def test_a_confused_word_is_heard_in_speech() -> None:
    text = "“I want to come to,” she said."
    assert heard(text, match(text, "to,", "TOO_TO", "too", "CONFUSED_WORDS"))


def test_nothing_is_heard_in_dialect() -> None:
    text = "“I ain’t seen nothin’ but an cat,” he said."
    assert heard(text, match(text, "an", "EN_A_VS_AN", "a", "MISC")) == []


@pytest.mark.parametrize(("behind", "tag", "count"), [("rest", "VB", 0), ("supper", "NN", 1)])
def test_going_in_to_do_something_is_no_into(behind: str, tag: str, count: int) -> None:
    text = f"She went in to {behind} ."
    paragraph = view(text, (match(text, "in to", "IN_TO_INTO", "into"),))
    evidence = replace(paragraph.evidence, tokens=tagged(text, f"PRP VBD RP TO {tag} ."))
    found = LanguageToolGrammar().check(replace(paragraph, evidence=evidence), StoryContext())
    assert len(list(found)) == count


@pytest.mark.parametrize(
    ("rule", "category"),
    [
        ("ANY_BODY", "TYPOS"),
        ("UPPERCASE_SENTENCE_START", "CASING"),
        ("COMMA_COMPOUND_SENTENCE", "PUNCTUATION"),
        ("EN_DIACRITICS_REPLACE_ORTHOGRAPHY_CAFE", "TYPOS"),
        ("SOMETHING_NEW", "STYLE"),
        ("MORFOLOGIK_RULE_EN_US", "TYPOS"),
    ],
)
def test_what_is_no_mistake_in_fiction_is_heard_nowhere(rule: str, category: str) -> None:
    assert place_of(match("a", "a", rule, category=category)) is Place.NOWHERE


def test_a_name_is_not_corrected() -> None:
    text = "They told Bu so, and Bu laughed."
    story = StoryContext(cast=Cast.learn([text]))
    assert heard(text, match(text, "Bu", "SOME_RULE", "But", "TYPOS"), story=story) == []


@pytest.mark.parametrize(
    ("text", "part", "expected"), [("He saw the the sea.", "the the", 1), ("He had had it.", "had had", 0)]
)
def test_only_words_doubled_by_accident_are_heard(text: str, part: str, expected: int) -> None:
    assert (
        len(heard(text, match(text, part, "ENGLISH_WORD_REPEAT_RULE", part.split(maxsplit=1)[0], "MISC")))
        == expected
    )


@pytest.mark.parametrize(
    ("part", "fix", "expected"),
    [("foot path", "footpath", 1), ("foot-path", "footpath", 0), ("well known", "well-known", 0)],
)
def test_compounds_parted_by_a_space_are_heard(part: str, fix: str, expected: int) -> None:
    text = f"The {part} was wet."
    assert len(heard(text, match(text, part, "EN_COMPOUNDS_X", fix, "MISC"))) == expected


def test_a_hyphen_is_wanted_before_what_is_described() -> None:
    text = "The red headed man laughed ."
    evidence = Evidence(
        tagged(text, "DET ADJ ADJ NOUN VERB PUNCT"),
        grammar=(match(text, "red headed", "EN_COMPOUNDS_X", "red-headed", "MISC"),),
    )
    assert list(LanguageToolGrammar().check(ParagraphView(text, evidence=evidence), StoryContext()))


@pytest.mark.parametrize(
    ("text", "tags", "first"),
    [
        ("The salt an sugar were gone .", "DET NOUN DET NOUN AUX VERB PUNCT", "and"),
        ("They ran an jumped .", "PRON VERB DET VERB PUNCT", "and"),
        ("They hid in an cellar .", "PRON VERB ADP DET NOUN PUNCT", "a"),
        ("It was such an crowd .", "PRON AUX ADJ DET NOUN PUNCT", "a"),
    ],
)
def test_an_before_a_consonant_is_and_or_a(text: str, tags: str, first: str) -> None:
    at = text.index(" an ") + 1
    article = GrammarMatch(Span(at, at + 2), "EN_A_VS_AN", "MISC", "misspelling", "m", ("a",))
    view_of = ParagraphView(text, evidence=Evidence(tagged(text, tags), grammar=(article,)))
    (finding,) = LanguageToolGrammar().check(view_of, StoryContext())
    assert finding.suggestions[0] == first


def test_the_whole_source_can_be_switched_off() -> None:
    text = "He seem to know the way."
    story = StoryContext(disabled=frozenset({"lt"}))
    assert heard(text, match(text, "seem", "HE_VERB_AGR", "seems"), story=story) == []


@pytest.mark.parametrize(
    ("rule", "category", "expected"),
    [
        ("ENGLISH_WORD_REPEAT_RULE", "MISC", Category.REPEATED_WORD),
        ("TOO_TO", "CONFUSED_WORDS", Category.REAL_WORD),
        ("NO_WHERE", "TYPOS", Category.COMPOUND),
        ("ITS_TO_IT_S", "GRAMMAR", Category.APOSTROPHE),
        ("MISSING_NOUN", "GRAMMAR", Category.MISSING_WORD),
        ("THE_THEY", "GRAMMAR", Category.GRAMMAR_OTHER),
    ],
)
def test_every_match_has_a_kind(rule: str, category: str, expected: Category) -> None:
    assert category_of(match("a", "a", rule, category=category)) is expected


@pytest.mark.parametrize(
    "message", ["Did you mean <suggestion>than</suggestion>?", "Consider this. And more.", "x" * 300]
)
def test_unclear_messages_become_one_plain_sentence(message: str) -> None:
    given = GrammarMatch(match("then", "then", "X").span, "X", "CONFUSED_WORDS", "k", message, ("than",))
    assert sentence_for(given, "then") == "“than” may be meant here, not “then”."


def test_a_clear_message_stays() -> None:
    given = GrammarMatch(
        match("a", "a", "X").span, "X", "GRAMMAR", "k", "This verb needs another form here. More.", ()
    )
    assert sentence_for(given, "a") == "This verb needs another form here."
