"""Paragraphs with real tags and made-up marks, in a scene told in the past unless said otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView, SceneFacts
from studio.proofing.conjugation import forms_of
from studio.proofing.engines.tagger import SpacyTagger
from studio.proofing.evidence import Candidate, Evidence, WordMark
from studio.text.quotes import parse_quotations
from studio.text.span import Span

MakeView = Callable[..., ParagraphView]


@pytest.fixture
def view(tagger: SpacyTagger) -> MakeView:
    """``view(text, {word: chance of a wrong tense}, tense)``."""

    def make(
        text: str, doubts: Mapping[str, float] | None = None, tense: Tense = Tense.PAST
    ) -> ParagraphView:
        tokens = tagger.tag([text])[0]
        marks = tuple(_mark(text, word, chance, tokens) for word, chance in (doubts or {}).items())
        return ParagraphView(
            text,
            quotations=parse_quotations([text])[0],
            evidence=Evidence(tokens, marks),
            scene=SceneFacts(tense, 0.95, 40),
        )

    return make


def _mark(text: str, word: str, chance: float, tokens: object) -> WordMark:
    start = text.index(word)
    lemma = next(t.lemma for t in tokens if t.start >= start)  # type: ignore[attr-defined]
    candidates = tuple(Candidate(form, -1.0, alike=True) for form in sorted(forms_of(lemma)))
    return WordMark(Span(start, start + len(word)), 1 - chance, 0.0, 0.0, 0.0, chance, candidates)
