"""What the tense rule makes of verbs that the language model has read in the other tense."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Judgement, Weighed
from studio.proofing.rules.tense.shift import PASSAGE, TenseShift
from studio.proofing.rules.tense.weighed import gain_of
from studio.text.span import Span


def weighed(shown: ParagraphView, word: str, *readings: Weighed) -> ParagraphView:
    start = shown.text.index(word)
    judgement = Judgement(Span(start, start + len(word)), readings)
    return replace(shown, evidence=replace(shown.evidence, judgements=(judgement,)))


def found(shown: ParagraphView) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (f.span.of(shown.text), f.suggestions[:1])
        for f in TenseShift().check(shown, StoryContext(tense=None))
    ]


SLIP = "The market square lay empty. A few old women sit under the arcade and waited for the bus."


def test_a_verb_that_the_encoder_believes_but_the_model_does_not(view) -> None:
    assert found(view(SLIP)) == []
    assert found(weighed(view(SLIP), "sit", Weighed("tense", "sat", 6.0))) == [("sit", ("sat",))]


def test_the_reason_names_both_tenses(view) -> None:
    (finding,) = TenseShift().check(
        weighed(view(SLIP), "sit", Weighed("tense", "sat", 6.0)), StoryContext(tense=None)
    )
    assert finding.message == "This scene is told in the past; “sit” is present."
    assert 0.5 < finding.confidence <= 0.95


@pytest.mark.parametrize("gain", [-4.0, -1.0])
def test_what_the_model_would_not_read_otherwise_is_no_finding(view, gain: float) -> None:
    text = "He told her about the river that feeds the mill."
    doubted = view(text, {"feeds": 0.97})
    assert found(doubted) == [("feeds", ("fed",))]
    assert found(weighed(doubted, "feeds", Weighed("tense", "fed", gain))) == []


def test_a_verb_in_the_past_among_the_present(view) -> None:
    text = "Orla lifts the latch and goes in. Nobody is there. She called out and waits for an answer."
    shown = view(text, {}, Tense.PRESENT)
    assert found(shown) == []
    readings = (Weighed("tense", "calls", 5.0), Weighed("tense", "call", 1.0))
    assert found(weighed(shown, "called", *readings)) == [("called", ("calls",))]


def test_a_word_that_was_meant_to_be_another_is_left_to_other_rules(view) -> None:
    text = "“Not today,” she raid and shut the door."
    readings = (Weighed("replace", "said", 12.0), Weighed("tense", "raided", 7.0))
    assert found(weighed(view(text), "raid", *readings)) == []


def test_another_form_of_the_verb_is_no_rival(view) -> None:
    readings = (Weighed("replace", "sitting", 8.0), Weighed("tense", "sat", 6.0))
    assert found(weighed(view(SLIP), "sit", *readings)) == [("sit", ("sat",))]


def test_speech_stays_as_it_is(view) -> None:
    text = "“They sit there every day,” he said."
    assert found(weighed(view(text), "sit", Weighed("tense", "sat", 9.0))) == []


def test_a_set_phrase_stays_as_it_is(view) -> None:
    text = "It was, you know, a cold night."
    assert found(weighed(view(text), "know", Weighed("tense", "knew", 9.0))) == []


def test_a_verb_that_the_tagger_missed(view) -> None:
    text = "Orla dropped the oar, turned and stares at him."
    assert found(weighed(view(text), "stares", Weighed("tense", "stared", 8.0))) == [("stares", ("stared",))]


def test_the_gain_is_that_of_the_form_which_agrees(view) -> None:
    shown = weighed(view(SLIP), "sit", Weighed("tense", "sat", 2.0), Weighed("tense", "set", 5.0))
    span = shown.evidence.judgements[0].span
    assert gain_of(shown, span, ("sat",)) == 2.0
    assert gain_of(shown, span, ("sitted",)) == 5.0
    assert gain_of(view(SLIP), span, ("sat",)) is None


def test_a_passage_that_the_model_believes_too_is_left_alone(view) -> None:
    text = (
        "She rowed on. The boat turns in the current. Water comes over the side. The oar breaks in two. "
        "She let go and swam."
    )
    shown = view(text, {"turns": 0.6, "comes": 0.6, "breaks": 0.6})
    (confirmed,) = TenseShift().check(
        weighed(shown, "turns", Weighed("tense", "turned", 4.0)), StoryContext()
    )
    assert confirmed.rule == PASSAGE
    denied = weighed(shown, "turns", Weighed("tense", "turned", -1.0))
    assert [f for f in TenseShift().check(denied, StoryContext()) if f.rule == PASSAGE] == []


@pytest.mark.parametrize("time", ["an hour ago", "earlier", "last night"])
def test_what_was_before_may_be_told_in_the_past(view, time: str) -> None:
    text = f"Orla lifts the latch and goes in. She called her brother {time} and waits for an answer."
    shown = view(text, {"called": 0.99}, Tense.PRESENT)
    assert found(shown) == []
    assert found(weighed(shown, "called", Weighed("tense", "calls", 8.0))) == []


def test_what_somebody_says_may_have_been_before(view) -> None:
    text = "Orla lifts the latch and goes in. A neighbour says that her brother called and waits."
    shown = view(text, {"called": 0.99}, Tense.PRESENT)
    assert found(shown) == []


@pytest.mark.parametrize(("modal", "count"), [("would", 0), ("will", 1)])
def test_what_looks_back_with_its_verb_was_before(view, modal: str, count: int) -> None:
    text = f"Orla lifts the latch and goes in. She promised that she {modal} bring the lamp home."
    shown = view(text, {"promised": 0.99}, Tense.PRESENT)
    assert len(found(weighed(shown, "promised", Weighed("tense", "promises", 8.0)))) == count


def test_the_last_of_something_is_no_time(view) -> None:
    text = "Orla lifts the latch and goes in. She called the last ferry and waits for an answer."
    shown = view(text, {}, Tense.PRESENT)
    assert found(weighed(shown, "called", Weighed("tense", "calls", 8.0))) == [("called", ("calls",))]


def test_a_modal_in_a_comparison_needs_no_model(view) -> None:
    shown = view("She frowned as if she may fall.")
    readings = (Weighed("replace", "might", 4.0), Weighed("tense", "might", -2.0))
    assert found(weighed(shown, "may", *readings)) == [("may", ("might",))]


def test_a_thought_without_marks_keeps_its_present_unless_all_speaks_against_it(view) -> None:
    told = "The lane was dark. The boat doesn't turn in the wind. She went on."
    thought = "The lane was dark. The boat doesn't turn, Orla thought. She went on."
    for text, gain, marked in ((told, 5.0, True), (thought, 5.0, False), (thought, 9.0, True)):
        shown = weighed(view(text), "doesn't", Weighed("tense", "didn't", gain))
        assert bool(found(shown)) is marked, (text, gain)


def test_lettering_keeps_its_own_tense(view) -> None:
    sign = "A board hung over the gate: THE BRIDGE STANDS NO MORE. She went round by the ford."
    assert found(weighed(view(sign), "STANDS", Weighed("tense", "STOOD", 9.0))) == []
    stressed = "The bridge STANDS in the fog. She went round by the ford."
    assert found(weighed(view(stressed), "STANDS", Weighed("tense", "STOOD", 9.0))) != []
