"""Words that the language model would read otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.inflection import inflections
from studio.proofing.rules.deep.chance import Weighing, chance, weighings
from studio.proofing.rules.missing_word.doubted import without
from studio.proofing.rules.real_word.verdict import is_whole_word
from studio.proofing.rules.real_word.word import agreement_forms, like
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.proofing.slip_rate import MOST, least_tilt
from studio.text.span import Span

REAL_WORD = "deep.real_word"
AGREEMENT = "deep.agreement"
MISSING = "deep.missing_word"
EXTRA = "deep.extra_word"
REPEATED = "deep.repeated_word"
SHOWN: Mapping[str, float] = MappingProxyType({"replace": 0.32, "insert": 0.21, "delete": 0.40})
"""Least chance of a slip, by what is to be done with the word, that makes a finding in narration, in a draft
as usual (see ``slip_rate``) …"""
MORE_IN_SPEECH = 0.05
"""… how much more it takes in speech, where people talk as they like …"""
SHOWN_IN_DIALECT = 0.9
"""… the least in dialect, a speaker's or a narrator's, and for what is no word at all in speech …"""
SHOWN_OF_NUMBER = 0.85
"""… and for a plural that might be a singular: "the peoples of the coast" is the writer's choice."""
LEAST_IN_COMPOUND = 9.0
"""Least gain (nats) with which a part of a compound is taken for a slip: new compounds are nothing odd."""
_SHORTEST_NOUN = 3
_MOST_SUGGESTIONS = 3
_CONTRACTION = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_FAR_BEHIND = 4.0
"""Nats behind the best reading from which on another is not offered."""


class WeighedWord:
    """Offers the reading that makes a sentence far likelier."""

    rules = (REAL_WORD, AGREEMENT, MISSING, EXTRA, REPEATED)
    description = "A word that another, or none, or one more, would make far likelier."

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterator[Finding]:
        """At most one finding for each word; names are left alone."""
        for weighing in weighings(paragraph):
            span = weighing.judgement.span
            word = span.of(paragraph.text)
            if (
                (story.knows(word) and weighing.reading.kind != "insert")
                or not (
                    is_whole_word(paragraph.text, span, word) or _is_in_compound(paragraph.text, weighing)
                )
                or _is_spoken_spelling(word)
            ):
                continue
            sure = chance(paragraph, weighing)
            from_tilt = least_tilt(sure, _least(paragraph, weighing, word))
            if from_tilt > MOST:
                continue
            finding = _finding(paragraph.text, weighing, story, sure)
            if finding is not None:
                yield replace(finding, least_tilt=from_tilt)


def _least(paragraph: ParagraphView, weighing: Weighing, word: str) -> float:
    """The least chance of a slip that makes a finding here."""
    span, reading = weighing.judgement.span, weighing.reading
    least = SHOWN[reading.kind]
    if paragraph.in_quotation(span.start):
        least += MORE_IN_SPEECH
    if is_plural_of(word.lower(), reading.text.lower()) and _is_tagged_noun(paragraph, span):
        least = max(least, SHOWN_OF_NUMBER)
    unknown = weighing.mark is not None and not weighing.mark.known
    if in_dialect(paragraph, span) or (unknown and paragraph.in_quotation(span.start)):
        least = max(least, SHOWN_IN_DIALECT)
    return least


def _is_in_compound(text: str, weighing: Weighing) -> bool:
    """Whether a word stands in a compound ("while-haired") where another would be very much likelier."""
    span, reading = weighing.judgement.span, weighing.reading
    joined = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    if reading.kind != "replace" or reading.gain < LEAST_IN_COMPOUND or len(span) < _SHORTEST_NOUN:
        return False
    return "-" in joined and not any(character in "*_/@&" for character in joined)


def _is_tagged_noun(paragraph: ParagraphView, span: Span) -> bool:
    tags = (token.tag for token in paragraph.evidence.tokens if token.start == span.start)
    return next(tags, "").startswith("NN")


def is_plural_of(word: str, other: str) -> bool:
    """Whether ``word`` is a plural noun, ``other`` its singular (both in lower case)."""
    regular = word in {other + "s", other + "es", other[:-1] + "ies"} and len(other) >= _SHORTEST_NOUN
    return regular and other in inflections().known_lemmas(word).get("NOUN", ())


def _is_spoken_spelling(word: str) -> bool:
    """Whether an apostrophe stands for what a speaker leaves out: "per'aps", "y'u"."""
    return any(mark in word for mark in "'’") and _CONTRACTION.search(word) is None


def _finding(text: str, weighing: Weighing, story: StoryContext, sure: float) -> Finding | None:
    span, reading = weighing.judgement.span, weighing.reading
    word = span.of(text)
    if reading.kind == "delete":
        return _extra(text, weighing, sure)
    near = [
        r.text
        for r in weighing.judgement.readings
        if r.kind == reading.kind and r.gain > reading.gain - _FAR_BEHIND and r.text != reading.text
    ]
    offered = dict.fromkeys([reading.text, *near][:_MOST_SUGGESTIONS])
    if reading.kind == "insert":
        message = f"A word seems to be missing before “{word}”, perhaps “{reading.text}”."
        fixes = tuple(f"{other} {word}" for other in offered)
        return Finding(span, Category.MISSING_WORD, MISSING, message, fixes, confidence=sure)
    if story.cast.near_miss(word):
        return None
    fixes = tuple(like(word, other) for other in offered)
    if agreement_forms(word.lower(), fixes[0].lower()):
        message = f"“{word}” does not go with its subject; “{fixes[0]}” would."
        return Finding(span, Category.AGREEMENT, AGREEMENT, message, fixes, confidence=sure)
    message = f"“{fixes[0]}” would make far better sense here than “{word}”."
    return Finding(span, Category.REAL_WORD, REAL_WORD, message, fixes, confidence=sure)


def _extra(text: str, weighing: Weighing, sure: float) -> Finding:
    span = weighing.judgement.span
    word = span.of(text)
    where, left = without(text, span)
    before = text[: span.start].rstrip().rpartition(" ")[2].strip("\"“‘'(—")
    if before.lower() == word.lower():
        message = f"“{word}” stands here twice."
        return Finding(where, Category.REPEATED_WORD, REPEATED, message, (left,), confidence=sure)
    message = f"“{word}” seems to be one word too many here."
    return Finding(where, Category.EXTRA_WORD, EXTRA, message, (left,), confidence=sure)
