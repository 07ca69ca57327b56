"""What the rule makes of judgements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.model.cast import Cast
from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Candidate, Evidence, Judgement, Token, Weighed, WordMark
from studio.proofing.finding import Category, Finding
from studio.proofing.message import SheetNames
from studio.proofing.rules.deep.chance import ruled_out
from studio.proofing.rules.deep.weighed import WeighedWord, is_plural_of
from studio.proofing.rules.real_word.doubted import DoubtedWord
from studio.text.quotes import parse_quotations
from studio.text.span import Span


def view(text: str, word: str, *readings: Weighed, keep: float = 0.6, kind: str = "replace") -> ParagraphView:
    """A paragraph in which ``word`` was weighed; the encoder doubts it in the same way."""
    start = text.index(word)
    span = Span(start, start + len(word))
    chances = dict.fromkeys(("replace", "delete", "insert", "tense"), 0.0) | {kind: 1 - keep}
    candidates = tuple(Candidate(r.text, -0.5, alike=True) for r in readings if r.kind == "replace")
    mark = WordMark(span, keep, **chances, candidates=candidates)
    return ParagraphView(text, evidence=Evidence(marks=(mark,), judgements=(Judgement(span, readings),)))


def found(paragraph: ParagraphView, story: StoryContext | None = None) -> list[Finding]:
    return list(WeighedWord().check(paragraph, story or StoryContext()))


def test_a_word_that_another_makes_far_likelier() -> None:
    (one,) = found(view("She had never scene the sea.", "scene", Weighed("replace", "seen", 13.0)))
    assert (one.category, one.suggestions) == (Category.REAL_WORD, ("seen",))
    assert one.span.of("She had never scene the sea.") == "scene"
    assert one.confidence > 0.8


@pytest.mark.parametrize("gain", [-2.0, 0.0, 0.5])
def test_a_word_that_gains_nothing_is_left_alone(gain: float) -> None:
    paragraph = view("She had never scene the sea.", "scene", Weighed("replace", "seen", gain), keep=0.95)
    assert found(paragraph) == []


def test_a_missing_word_is_put_before() -> None:
    text = "He went down the harbour to look at boats."
    paragraph = view(text, "boats", Weighed("insert", "the", 11.0), kind="insert")
    (one,) = found(paragraph)
    assert (one.category, one.suggestions) == (Category.MISSING_WORD, ("the boats",))


def test_an_extra_word_goes_with_its_space() -> None:
    text = "He was not the at all tired."
    (one,) = found(view(text, "the", Weighed("delete", "", 14.0), kind="delete"))
    assert one.category is Category.EXTRA_WORD
    assert text[: one.span.start] + one.suggestions[0] + text[one.span.end :] == "He was not at all tired."


def test_a_word_written_twice_is_called_that() -> None:
    text = "He was at at home."
    start = text.rindex("at")
    judgement = Judgement(Span(start, start + 2), (Weighed("delete", "", 14.0),))
    mark = WordMark(Span(start, start + 2), 0.2, 0.0, 0.8, 0.0, 0.0)
    paragraph = ParagraphView(text, evidence=Evidence(marks=(mark,), judgements=(judgement,)))
    (one,) = found(paragraph)
    assert one.category is Category.REPEATED_WORD


def test_names_are_never_touched() -> None:
    text = "Then Marrow went home."
    cast = Cast.learn([text], [SheetNames("Marrow")])
    paragraph = view(text, "Marrow", Weighed("replace", "Morrow", 15.0), keep=0.1)
    assert found(paragraph, StoryContext(cast=cast)) == []


def test_part_of_a_compound_where_another_is_very_much_likelier() -> None:
    (one,) = found(view("A ling-dead king.", "ling", Weighed("replace", "long", 16.0)))
    assert one.suggestions == ("long",)


def test_a_word_may_be_missing_before_a_name() -> None:
    text = "They looked at the lights Avenholm below."
    story = StoryContext(cast=Cast.learn(["Avenholm lay below. He saw Avenholm. In Avenholm it rained."]))
    (one,) = found(view(text, "Avenholm", Weighed("insert", "of", 11.0), kind="insert"), story)
    assert one.suggestions == ("of Avenholm",)
    assert found(view(text, "Avenholm", Weighed("replace", "Avalon", 15.0)), story) == []


@pytest.mark.parametrize(("tag", "count"), [("VB", 1), ("JJ", 0)])
def test_an_infinitive_with_a_past_form(tag: str, count: int) -> None:
    text = "It was enough to forgot the rain."
    paragraph = view(text, "forgot", Weighed("tense", "forget", 9.0))
    start = text.index("forgot")
    token = Token(start, start + 6, "forgot", "forget", tag, "VERB", "xcomp", 0, 0)
    paragraph = replace(paragraph, evidence=replace(paragraph.evidence, tokens=(token,)))
    assert len(found(paragraph)) == count


def test_words_in_compounds_are_left_alone() -> None:
    paragraph = view("A well-nigh endless road.", "nigh", Weighed("replace", "night", 8.5), keep=0.1)
    assert found(paragraph) == []


def test_a_doubt_of_tense_is_left_to_the_tense_rules() -> None:
    text = "He rowed and looks back."
    paragraph = view(text, "looks", Weighed("replace", "looked", 12.0), keep=0.1, kind="tense")
    assert found(paragraph) == []


def test_other_readings_that_come_close_are_offered_too() -> None:
    readings = (
        Weighed("replace", "seen", 13.0),
        Weighed("replace", "been", 11.0),
        Weighed("replace", "sane", 2.0),
    )
    (one,) = found(view("She had never scene the sea.", "scene", *readings))
    assert one.suggestions == ("seen", "been")


def test_a_doubt_that_the_language_model_does_not_share_is_dropped() -> None:
    text = "She had never scene the sea."
    doubted = view(text, "scene", Weighed("replace", "seen", 9.0), keep=0.05)
    calmed = view(text, "scene", Weighed("replace", "seen", -6.0), keep=0.35)
    alone = replace(calmed, evidence=replace(calmed.evidence, judgements=()))
    assert [f.suggestions[0] for f in DoubtedWord().check(doubted, StoryContext())] == ["seen"]
    assert ruled_out(calmed, calmed.evidence.marks[0])
    assert list(DoubtedWord().check(calmed, StoryContext())) == []
    assert not ruled_out(alone, alone.evidence.marks[0])


def test_a_spelling_as_somebody_speaks_is_left_alone() -> None:
    text = "It is, per'aps, the tide."
    assert found(view(text, "per'aps", Weighed("replace", "perhaps", 13.0))) == []


def test_the_same_gain_that_counts_in_plain_prose_does_not_in_dialect() -> None:
    told = "We warn't ten foot off and he knowed it, and then he give a yell."
    plain = "We were ten feet off and he knew it, and then he give a yell."
    reading = Weighed("replace", "gave", 8.0)
    assert found(view(told, "give", reading)) == []
    assert [f.suggestions for f in found(view(plain, "give", reading))] == [("gave",)]


def test_a_word_of_the_speakers_own_is_left_alone() -> None:
    spoken = view('"I had to tell them the posish," he said.', "posish", Weighed("replace", "position", 15.5))
    mark = replace(spoken.evidence.marks[0], known=False, replace=0.2, keep=0.8)
    told = replace(spoken, evidence=replace(spoken.evidence, marks=(mark,)))
    assert found(told)
    assert found(replace(told, quotations=parse_quotations([told.text])[0])) == []


@pytest.mark.parametrize(("tag", "gain", "shown"), [("NNS", 8.0, 0), ("NNS", 14.0, 1), ("VBZ", 8.0, 1)])
def test_it_takes_more_to_make_a_plural_a_singular(tag: str, gain: float, shown: int) -> None:
    text = "They spoke of the peoples of the coast."
    plain = view(text, "peoples", Weighed("replace", "people", gain), keep=0.7)
    start = text.index("peoples")
    token = Token(start, start + 7, "peoples", "people", tag, "NOUN", "pobj", 0, 0)
    assert len(found(replace(plain, evidence=replace(plain.evidence, tokens=(token,))))) == shown


@pytest.mark.parametrize(
    ("word", "other", "answer"),
    [
        ("peoples", "people", True),
        ("ladies", "lady", True),
        ("glasses", "glass", True),
        ("people", "peoples", False),
        ("walks", "walked", False),
        ("this", "thi", False),
    ],
)
def test_plurals(word: str, other: str, answer: bool) -> None:
    assert is_plural_of(word, other) is answer
