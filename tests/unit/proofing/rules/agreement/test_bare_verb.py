"""The ending that a bare verb is offered fits the scene, and speech is left alone."""

from __future__ import annotations

import pytest

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView, SceneFacts, StoryContext
from studio.proofing.engines.tagger import SpacyTagger
from studio.proofing.evidence import Evidence
from studio.proofing.rules.agreement.bare_verb import BareVerb
from studio.proofing.rules.agreement.noun_verb import NounAgreement
from studio.text.quotes import parse_quotations


def view(tagger: SpacyTagger, text: str, tense: Tense | None = None, before: str = "") -> ParagraphView:
    evidence = Evidence(tagger.tag([text])[0])
    quotations = parse_quotations([text])[0]
    return ParagraphView(text, 0, quotations, evidence, SceneFacts(tense), before=before)


@pytest.mark.parametrize(
    ("tense", "first"), [(None, "asked"), (Tense.PAST, "asked"), (Tense.PRESENT, "asks")]
)
def test_the_scene_decides_which_ending_comes_first(
    tagger: SpacyTagger, tense: Tense | None, first: str
) -> None:
    paragraph = view(tagger, "The captain ask suddenly, eyes wide open.", tense)
    (finding,) = BareVerb().check(paragraph, StoryContext())
    assert finding.suggestions[0] == first


def test_a_narrator_in_dialect_may_disagree(tagger: SpacyTagger) -> None:
    text = "The boats was late again."
    assert list(NounAgreement().check(view(tagger, text), StoryContext()))
    told = view(tagger, text, before="We hain't seen none of them.")
    assert list(NounAgreement().check(told, StoryContext())) == []
