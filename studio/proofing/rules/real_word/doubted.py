"""Words that the encoder would rather read otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import WordMark
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.deep.chance import ruled_out
from studio.proofing.rules.real_word.verdict import Kind, best_alike, verdict
from studio.proofing.rules.real_word.word import agreement_forms, like
from studio.proofing.rules.spelling.dialect import in_dialect

REAL_WORD = "real_word.doubted"
SPELLING = "real_word.no_word"
AGREEMENT = "real_word.agreement"
MOST_SUGGESTIONS = 4
FREE_LEAD = 3.0
"""By how much (nats) a freely chosen word must lead before it is offered ahead of one that is alike."""


class DoubtedWord:
    """Offers the word that fits, for words spelt right and wrong."""

    rules = (REAL_WORD, SPELLING, AGREEMENT)
    description = "A word that does not fit, with one that does."

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterator[Finding]:
        """One finding for each doubted word that has a likelier one."""
        for mark in paragraph.evidence.marks:
            found = verdict(paragraph, mark, story)
            if found is None or found.kind is not Kind.REPLACE or ruled_out(paragraph, mark):
                continue
            finding = _finding(paragraph, mark, story, found.chance)
            if finding is not None:
                yield replace(finding, least_tilt=found.least_tilt)


def _finding(paragraph: ParagraphView, mark: WordMark, story: StoryContext, chance: float) -> Finding | None:
    word = mark.span.of(paragraph.text)
    if not mark.known and in_dialect(paragraph, mark.span):
        return None
    offered = tuple(w for w in suggestions(word, mark) if not story.cast.near_miss(word) or not w)
    if not offered:
        return None
    first = offered[0]
    category, rule, message = _reason(word, first, mark)
    return Finding(mark.span, category, rule, message, offered, confidence=chance)


def suggestions(word: str, mark: WordMark) -> tuple[str, ...]:
    """What may stand in the place of ``word``, best first, in its letter case."""
    lower = word.lower().replace("’", "'")
    alike = [c for c in mark.candidates if c.alike]
    free = [c for c in mark.candidates if not c.alike]
    best = best_alike(mark)
    if best is None or (free and free[0].score > best.score + FREE_LEAD):
        ordered = [*free[:1], *alike, *free[1:]]
    else:
        ordered = [*alike, *free]
    if not mark.known:
        # A misspelt word is meant to look like what was written.
        ordered.sort(key=lambda c: not near(lower, c.word))
    words = dict.fromkeys(like(word, c.word) for c in ordered if c.word != lower)
    return tuple(words)[:MOST_SUGGESTIONS]


def near(word: str, other: str) -> bool:
    """Whether two words differ by a slip or two of the keys."""
    from rapidfuzz.distance import OSA

    return OSA.distance(word, other, score_cutoff=2) <= (1 if len(word) < 5 else 2)


def _reason(word: str, first: str, mark: WordMark) -> tuple[Category, str, str]:
    if not mark.known:
        return Category.SPELLING, SPELLING, f"“{word}” is no English word; “{first}” would fit here."
    if agreement_forms(word.lower(), first.lower()):
        return Category.AGREEMENT, AGREEMENT, f"“{word}” does not go with its subject; “{first}” would."
    return Category.REAL_WORD, REAL_WORD, f"“{word}” does not seem to fit here; “{first}” would."
