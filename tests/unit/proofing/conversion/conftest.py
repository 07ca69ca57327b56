"""Chapters with real tags, turned into the other tense."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView
from studio.proofing.conversion.change import ProposedChange
from studio.proofing.conversion.scene import convert
from studio.proofing.engines.tagger import SpacyTagger
from studio.proofing.evidence import Evidence
from studio.text.paragraph import split_paragraphs
from studio.text.quotes import parse_quotations
from studio.text.span import Span

Views = Callable[[str], list[ParagraphView]]
Changes = Callable[..., tuple[ProposedChange, ...]]
Turn = Callable[..., str]


@pytest.fixture(scope="session")
def views() -> Views:
    """``views(text)``: the paragraphs of a chapter with tags and quotations."""
    tagger = SpacyTagger()

    def make(text: str) -> list[ParagraphView]:
        paragraphs = split_paragraphs(text)
        quotations = parse_quotations([p.text for p in paragraphs])
        tokens = tagger.tag([p.text for p in paragraphs])
        return [
            ParagraphView(p.text, p.start, q, Evidence(t))
            for p, q, t in zip(paragraphs, quotations, tokens, strict=True)
        ]

    return make


@pytest.fixture(scope="session")
def changes(views: Views) -> Changes:
    """``changes(text, tense, within=None, dialect="en-US")``."""

    def make(
        text: str, tense: Tense, within: Span | None = None, dialect: str = "en-US"
    ) -> tuple[ProposedChange, ...]:
        return convert(views(text), within or Span(0, len(text)), tense, dialect)

    return make


@pytest.fixture(scope="session")
def turn(changes: Changes) -> Turn:
    """``turn(text, tense, …)``: the text with every change that is proposed as a matter of course."""

    def make(text: str, tense: Tense, within: Span | None = None, dialect: str = "en-US") -> str:
        for change in reversed(changes(text, tense, within, dialect)):
            if change.sure:
                text = text[: change.span.start] + change.after + text[change.span.end :]
        return text

    return make
