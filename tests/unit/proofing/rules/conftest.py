"""Runs rules on single paragraphs with real tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from studio.model.cast import Cast, Person
from studio.proofing.checker import Checker, ParagraphView, StoryContext
from studio.proofing.engines.tagger import SpacyTagger
from studio.proofing.evidence import Evidence, Token
from studio.proofing.finding import Finding
from studio.text.quotes import parse_quotations

Check = Callable[..., list[Finding]]


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
