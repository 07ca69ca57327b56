"""Paragraphs and stories for the rules' tests, read as the pipeline would read them."""

from __future__ import annotations

from collections.abc import Iterable

from studio.model.cast import Cast
from studio.proofing.checker import Checker, ParagraphView, StoryContext
from studio.proofing.engines.spelling import SpellingEngine
from studio.proofing.evidence import Evidence, GrammarMatch, Token
from studio.proofing.finding import Finding
from studio.text.quotes import parse_quotations
from studio.text.span import Span


def view(text: str, grammar: Iterable[GrammarMatch] = (), before: str = "") -> ParagraphView:
    """One paragraph with its quotations and the given matches."""
    return ParagraphView(
        text, quotations=parse_quotations([text])[0], evidence=Evidence(grammar=tuple(grammar)), before=before
    )


def match(text: str, part: str, rule: str, fix: str = "", category: str = "GRAMMAR") -> GrammarMatch:
    """A match of LanguageTool's on the first ``part`` of ``text``."""
    start = text.index(part)
    fixes = (fix,) if fix else ()
    return GrammarMatch(
        Span(start, start + len(part)), rule, category, "grammar", "Something is wrong.", fixes
    )


def tagged(text: str, tags: str) -> tuple[Token, ...]:
    """Tokens of a text whose words are parted by single spaces, with the given coarse tags."""
    tokens, start = [], 0
    for index, (word, pos) in enumerate(zip(text.split(" "), tags.split(), strict=True)):
        tokens.append(Token(start, start + len(word), word, word, pos, pos, "", index, 0))
        start += len(word) + 1
    return tuple(tokens)


def found(
    checker: Checker, text: str, story: str = "", speller: SpellingEngine | None = None, before: str = ""
) -> list[Finding]:
    """What the checker finds in ``text``, which is part of the story told in ``story``."""
    context = StoryContext(cast=Cast.learn([story, text]))
    matches = speller.check(text) if speller else ()
    return list(checker.check(view(text, matches, before), context))


def fixed(text: str, finding: Finding) -> str:
    """The text after the finding's first suggestion is applied."""
    return text[: finding.span.start] + finding.suggestions[0] + text[finding.span.end :]
