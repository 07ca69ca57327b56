"""Verbs and passages that leave the narrative tense."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.model.tense import Tense
from studio.proofing.checker import StoryContext
from studio.proofing.evidence import WordMark
from studio.proofing.rules.tense.shift import PASSAGE, RULE, TenseShift, narrative_tense
from studio.text.span import Span

STORY = StoryContext()


def found(view, text: str, doubts: dict[str, float] | None = None, tense: Tense = Tense.PAST):
    shown = view(text, doubts, tense)
    return [(f.span.of(text), f.suggestions[:1]) for f in TenseShift().check(shown, STORY)]


@pytest.mark.parametrize(
    ("text", "doubts", "findings"),
    [
        ("Orla closed the gate and walks home.", {"walks": 0.9}, [("walks", ("walked",))]),
        ("Orla waited. The ferry doesn't come.", {"doesn't": 0.8}, [("doesn't", ("didn't",))]),
        ("Orla waited. He's late again.", {"He's": 0.9}, [("He's", ("He was",))]),
        ("“Sit down,” says Orla, and he sat.", {"says": 0.3}, [("says", ("said",))]),
        ("The old man always seem to wait.", {"seem": 0.5}, [("seem", ("seemed",))]),
        ("She frowned as if she may fall.", {}, [("may", ("might",))]),
    ],
)
def test_slips_in_the_past(view, text: str, doubts: dict[str, float], findings: list[object]) -> None:
    assert found(view, text, doubts) == findings


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Orla closed the gate and walks home.", {}),
        ("“He walks home,” said Orla.", {"walks": 0.95}),
        ("Where the hell is he? I hope he comes.", {"is": 0.4, "comes": 0.4}),
        ("It was, you know, a cold night.", {"know": 0.9}),
        ("It was late, that is to say, dark.", {"is": 0.9}),
        ("He may have been asleep when the bell rang.", {"may": 0.9}),
        ("They asked that he go home.", {"go": 0.9}),
        ("She let the rope go and watched it fall.", {"go": 0.9, "fall": 0.9}),
        ("Orla Leaves the House", {"Leaves": 0.9}),
        ("I must have dreamt it, Orla thought, it never rains here.", {"rains": 0.5}),
        ("A man who keeps bees is never alone.", {"keeps": 0.5, "is": 0.5}),
    ],
)
def test_what_may_stand_in_the_present(view, text: str, doubts: dict[str, float]) -> None:
    assert found(view, text, doubts) == []


def test_a_verb_that_the_tagger_missed(view) -> None:
    text = "Orla dropped the oar, turned and stares at him."
    assert found(view, text, {"stares": 0.95}) == [("stares", ("stared",))]


@pytest.mark.parametrize(
    ("text", "doubts", "findings"),
    [
        ("He nods and looked away.", {"looked": 0.8}, [("looked", ("looks",))]),
        ("“Now,” asked Orla, and he rises.", {"asked": 0.2}, [("asked", ("asks",))]),
        ("He knows that she left at noon.", {"left": 0.3}, []),
        (
            "She lifts the latch and stepped in. It is dark and smells of rope.",
            {"stepped": 0.3},
            [("stepped", ("steps",))],
        ),
        ("He looks at it as if it were a gift and smiles and nods and leaves.", {"were": 0.9}, []),
    ],
)
def test_slips_in_the_present(view, text: str, doubts: dict[str, float], findings: list[object]) -> None:
    assert found(view, text, doubts, Tense.PRESENT) == findings


def test_a_passage_is_one_finding_with_one_fix(view) -> None:
    text = (
        "She rowed on. The boat turns in the current. Water comes over the side. The oar breaks in two. "
        "She let go and swam."
    )
    shown = view(text, {"turns": 0.6, "comes": 0.6, "breaks": 0.6})
    (finding,) = TenseShift().check(shown, STORY)
    assert finding.rule == PASSAGE
    assert finding.suggestions == ("turned in the current. Water came over the side. The oar broke",)


def test_a_passage_that_the_encoder_believes_is_left_alone(view) -> None:
    assert found(view, "She rowed on. The river runs south. It rises in the hills. It ends in the sea.") == []


def test_the_reason_names_both_tenses(view) -> None:
    (finding,) = TenseShift().check(view("Orla ran and falls.", {"falls": 0.95}), STORY)
    assert finding.rule == RULE
    assert finding.message == "This scene is told in the past; “falls” is present."


def test_without_a_narrative_tense_nothing_is_marked(view) -> None:
    assert found(view, "Orla ran and falls.", {"falls": 0.95}, tense=None) == []  # type: ignore[arg-type]


def test_the_writers_choice_counts_unless_the_scene_is_plainly_in_the_other(view) -> None:
    past, present = StoryContext(tense=Tense.PAST), StoryContext(tense=Tense.PRESENT)
    shown = view("She ran.")
    assert narrative_tense(shown, past) is Tense.PAST
    assert narrative_tense(shown, present) is Tense.PAST
    assert narrative_tense(shown, STORY) is Tense.PAST


def test_a_verb_after_a_wrong_word_is_left_alone(view) -> None:
    text = "They moved there heads a little."
    shown = view(text, {"heads": 0.9})
    wrong = WordMark(Span(11, 16), keep=0.5, replace=0.5, delete=0.0, insert=0.0, tense=0.0)
    evidence = replace(shown.evidence, marks=(wrong, *shown.evidence.marks))
    assert list(TenseShift().check(replace(shown, evidence=evidence), STORY)) == []


def test_modal_verbs_need_the_encoder(view) -> None:
    text = "He wanted it done so he can sleep."
    assert found(view, text) == []
    assert found(view, text, {"can": 0.8}) == [("can", ("could",))]
