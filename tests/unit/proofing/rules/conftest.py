"""Runs rules on single paragraphs, with real tags or with made-up marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from studio.model.cast import Cast, Person
from studio.proofing.checker import Checker, ParagraphView, StoryContext
from studio.proofing.engines.tagger import SpacyTagger
from studio.proofing.evidence import Candidate, Evidence, Token, WordMark
from studio.proofing.finding import Finding
from studio.text.quotes import parse_quotations
from studio.text.span import Span

Check = Callable[..., list[Finding]]
MakeMark = Callable[..., WordMark]
ReadMarked = Callable[..., list[tuple[str, str, tuple[str, ...]]]]


@pytest.fixture(scope="session")
def tagger() -> SpacyTagger:
    """The tagger, loaded once."""
    return SpacyTagger()


@pytest.fixture(scope="session")
def check(tagger: SpacyTagger) -> Check:
    """``check(rule, text, names=(), after="", tags=True)``: the findings in one paragraph."""

    known: dict[str, tuple[Token, ...]] = {}

    def tokens(text: str) -> tuple[Token, ...]:
        if text not in known:
            known[text] = tagger.tag([text])[0]
        return known[text]

    def run(
        rule: Checker, text: str, names: Iterable[str] = (), after: str = "", *, tags: bool = True
    ) -> list[Finding]:
        quotations = parse_quotations([text, after])[0]
        words = [word for name in names for word in name.split()]
        people = tuple(Person(name, (name,), 9) for name in names)
        story = StoryContext(cast=Cast(names=dict.fromkeys(words, 9), people=people))
        view = ParagraphView(
            text, quotations=quotations, evidence=Evidence(tokens(text) if tags else ()), after=after
        )
        return list(rule.check(view, story))

    return run


@pytest.fixture
def mark() -> MakeMark:
    """``mark(text, word, alike=(...), replace=0.9, …)``: a doubt of the last place where the word stands."""

    def make(
        text: str,
        word: str,
        alike: Iterable[str] = (),
        free: Iterable[str] = (),
        insertions: Iterable[str] = (),
        known: bool = True,
        **chances: float,
    ) -> WordMark:
        start = text.rindex(word)
        candidates = [Candidate(w, -0.1 - n, alike=True) for n, w in enumerate(alike)]
        candidates += [Candidate(w, -0.5 - n) for n, w in enumerate(free)]
        told = {"replace": 0.0, "delete": 0.0, "insert": 0.0, "tense": 0.0, **chances}
        return WordMark(
            Span(start, start + len(word)),
            keep=1 - sum(told.values()),
            candidates=tuple(candidates),
            insertions=tuple(Candidate(w, -0.5) for w in insertions),
            own=-8.0 if known else None,
            known=known,
            **told,
        )

    return make


@pytest.fixture
def read() -> ReadMarked:
    """``read(rule, text, mark, names=())``: marked text, rule id and suggestions of the findings."""

    def run(rule: object, text: str, *marks: WordMark, names: Iterable[str] = ()) -> list[tuple]:
        view = ParagraphView(text, quotations=parse_quotations([text])[0], evidence=Evidence(marks=marks))
        story = StoryContext(cast=Cast(names=dict.fromkeys(names, 9)))
        return [(f.span.of(text), f.rule, f.suggestions) for f in rule.check(view, story)]

    return run
