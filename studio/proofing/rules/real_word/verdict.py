"""From the encoder's doubt of a word to a verdict: is it a slip, of what kind, and what belongs there.

The chance is a logistic regression on the doubts in seven stretches of novels with 430 slips put in and in
twelve without; it was checked on files that it was not fitted on.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from types import MappingProxyType

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Candidate, WordMark
from studio.proofing.odds import logit
from studio.proofing.rules.real_word.predicate import is_predicate
from studio.proofing.rules.real_word.word import FUNCTION_WORDS, same_lemma
from studio.proofing.rules.spelling.dialect import is_told_in_dialect, marks_of_dialect
from studio.proofing.slip_rate import least_tilt
from studio.text.span import Span

UNSCORED = -9.0
_WORST = -8.0
_FITS = -1.0
_SENTENCE_ENDS = frozenset(".!?:;\"”“'‘’—–(*_")

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "doubt": 0.68,
        "replace": 0.05,
        "delete": 0.23,
        "insert": 0.27,
        "score": -0.32,
        "likely": 0.21,
        "margin": 0.30,
        "alike": 1.70,
        "first": 1.04,
        "unscored": -1.53,
        "known": -3.53,
        "capital": -4.74,
        "speech": 0.27,
        "inflection": -0.63,
        "function": 0.34,
        "repeated": -0.92,
        "short": 0.35,
    }
)
BIAS = 0.12
SHOWN = 0.33
"""Least chance of a slip that makes a finding in narration …"""
SHOWN_IN_SPEECH = 0.42
"""… in speech, where people talk as they like …"""
SHOWN_IN_DIALECT = 0.75
"""… and in paragraphs written as somebody's dialect."""
_DIALECT = re.compile(
    r"""(?<![\w'’])(?:['’](?:em|im|er|ave|ad|as|ud|ow|ere|ope|ouse|arf|ead|orse)|an['’]|o['’]|th['’]|y['’]u|ain['’]t|[a-z]+in['’]
    |yer|ya|yeh|wuz|warn['’]t|hain['’]t|dat|dis|de|dey|wid|gwine|heerd|knowed|ole|fer|git|jest|wal|thet|canna|dinna
    )(?![\w'’])""",
    re.IGNORECASE | re.VERBOSE,
)
_DIALECT_WORDS = 2


class Kind(StrEnum):
    """What is to be done with a doubted word."""

    REPLACE = "replace"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a mark comes to; ``chance`` is that of a slip of any kind (0 to 1), ``least`` what is shown
    in a draft as usual."""

    kind: Kind
    chance: float
    least: float

    @property
    def least_tilt(self) -> float:
        """The least tilt of a text in which it is shown (see ``slip_rate``)."""
        return least_tilt(self.chance, self.least)


def verdict(view: ParagraphView, mark: WordMark, story: StoryContext) -> Verdict | None:
    """The verdict on a mark; None where it is too uncertain, or no doubt about a word: names, tense."""
    word = mark.span.of(view.text)
    if not is_whole_word(view.text, mark.span, word) or story.knows(word):
        return None
    if is_predicate(view.text, mark.span):
        return None
    chances = {Kind.REPLACE: mark.replace, Kind.DELETE: mark.delete, Kind.INSERT: mark.insert}
    kind = max(chances, key=lambda k: chances[k])
    if mark.tense > chances[kind]:
        return None
    found = features(view, mark)
    score = BIAS + sum(WEIGHTS[name] * value for name, value in found.items())
    chance = 1 / (1 + math.exp(-score))
    least = _least(view, mark)
    if chance < least:
        return None
    return Verdict(_settled(view.text, mark, kind), chance, least)


def _least(view: ParagraphView, mark: WordMark) -> float:
    if is_dialect(view.text) or is_told_in_dialect(view):
        return SHOWN_IN_DIALECT
    quotation = view.quotation_at(mark.span.start)
    if quotation is None:
        return SHOWN
    spoken = quotation.span.of(view.text)
    return SHOWN_IN_DIALECT if marks_of_dialect(spoken) >= _DIALECT_WORDS else SHOWN_IN_SPEECH


def _settled(text: str, mark: WordMark, kind: Kind) -> Kind:
    """A word that looks one too many is rather a wrong one where one like it fits: "of is hand"."""
    alike = best_alike(mark)
    if kind is not Kind.DELETE or alike is None or alike.score < _FITS:
        return kind
    word = mark.span.of(text).lower()
    before, after = text[: mark.span.start].lower().split()[-1:], text[mark.span.end :].lower().split()[:1]
    return kind if word in before + after else Kind.REPLACE


def best_alike(mark: WordMark) -> Candidate | None:
    """The likeliest word that a writer may have mixed up with the marked one."""
    return next((candidate for candidate in mark.candidates if candidate.alike), None)


def features(view: ParagraphView, mark: WordMark) -> dict[str, float]:
    """What the chance is made of, by name."""
    word = mark.span.of(view.text)
    lower = word.lower().replace("’", "'")
    alike = best_alike(mark)
    score = alike.score if alike else -12.0
    own = UNSCORED if mark.own is None else mark.own
    best = max((candidate.score for candidate in mark.candidates), default=UNSCORED)
    return {
        "doubt": logit(1 - mark.keep),
        "replace": logit(mark.replace),
        "delete": logit(mark.delete),
        "insert": logit(mark.insert),
        "score": max(score, _WORST),
        "likely": float(score > -1),
        "margin": min(max(score - own, -4.0), 8.0),
        "alike": float(alike is not None),
        "first": float(alike is not None and score >= best - 0.01),
        "unscored": float(mark.own is None),
        "known": float(mark.known),
        "capital": float(
            is_capital_inside(view.text, mark.span.start, word) and not (mark.known and word.isupper())
        ),
        "speech": float(view.in_quotation(mark.span.start)),
        "inflection": float(alike is not None and same_lemma(lower, alike.word)),
        "function": float(alike is not None and alike.word in FUNCTION_WORDS),
        "repeated": float(lower not in FUNCTION_WORDS and times_around(view, lower) > 1),
        "short": float(len(lower) <= 3),
    }


def is_dialect(text: str) -> bool:
    """Whether a paragraph is written as somebody speaks: "'e 'as", "gwine"."""
    return sum(1 for _ in islice(_DIALECT.finditer(text), _DIALECT_WORDS)) == _DIALECT_WORDS


def is_capital_inside(text: str, start: int, word: str) -> bool:
    """Whether a capitalised word stands inside a sentence, as names do."""
    before = text[:start].rstrip()
    return word[:1].isupper() and bool(before) and before[-1] not in _SENTENCE_ENDS


def is_whole_word(text: str, span: Span, word: str) -> bool:
    """Whether a word stands by itself, not in a compound, a name with a mark, or as a single letter."""
    joined = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    if any(character in "-‐‑*_/@&" for character in joined):
        return False
    return len(word) > 1 or word in {"a", "A", "I"}


def times_around(view: ParagraphView, lower: str) -> int:
    """How often a word stands in the paragraph and its neighbours: what comes back is meant."""
    around = f"{view.before}\n{view.text}\n{view.after}".lower().replace("’", "'")
    count = at = 0
    while (at := around.find(lower, at)) >= 0:
        end = at + len(lower)
        whole = not around[at - 1 : at].isalpha() and not around[end : end + 1].isalpha()
        count += whole
        at = end
    return count
