"""From what the language model would gain by another reading to the chance that a word is a slip.

A logistic regression on the gain, the encoder's doubt of the same word, and what kind of change it is;
`training/fit_deep.py` fits it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from studio.proofing.checker import ParagraphView
from studio.proofing.evidence import Judgement, Weighed, WordMark
from studio.proofing.rules.real_word.verdict import is_capital_inside, is_dialect, logit, times_around
from studio.proofing.rules.real_word.word import FUNCTION_WORDS, agreement_forms, same_lemma

_MOST_GAIN, _LEAST_GAIN = 16.0, -6.0
_UNDOUBTED = 0.96
"""The chance to keep a word that the encoder has no mark on."""

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "gain": 0.272,
        "high gain": 0.081,
        "doubt": 0.402,
        "gain and doubt": -0.128,
        "undoubted": 0.116,
        "kind": 0.222,
        "insert": 0.469,
        "delete": 0.339,
        "delete gain": -0.088,
        "insert gain": 0.167,
        "agreed": 0.589,
        "unknown": 2.38,
        "functions": -0.642,
        "functions gain": 0.017,
        "inflection": 0.438,
        "agreement": -1.556,
        "tense": 0.117,
        "near": 1.053,
        "rarity": -0.56,
        "common": 0.223,
        "speech": -0.246,
        "dialect": -0.674,
        "capital": -0.748,
        "capital inside": 2.529,
        "repeated": -0.912,
        "short": 0.151,
    }
)
BIAS = -3.732


@dataclass(frozen=True, slots=True)
class Weighing:
    """The reading that is most likely meant in place of a word, with what the encoder says of the word."""

    judgement: Judgement
    reading: Weighed
    mark: WordMark | None


def weighings(view: ParagraphView) -> list[Weighing]:
    """One for each word that was weighed and has a likely reading."""
    marks = {mark.span.start: mark for mark in (*view.evidence.faint, *view.evidence.marks)}
    found = []
    for judgement in view.evidence.judgements:
        mark = marks.get(judgement.span.start)
        if mark is not None and mark.tense > max(mark.replace, mark.insert, mark.delete):
            continue  # a question of tense, for the rules that know the scene
        best = max(judgement.readings, key=lambda r: r.gain + _support(r, mark), default=None)
        if best is not None:
            found.append(Weighing(judgement, best, mark))
    return found


def chance(view: ParagraphView, weighing: Weighing) -> float:
    """The chance of a slip, 0 to 1."""
    score = BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in features(view, weighing).items())
    return 1 / (1 + math.exp(-score))


def features(view: ParagraphView, weighing: Weighing) -> dict[str, float]:
    """What the chance is made of, by name."""
    reading, mark = weighing.reading, weighing.mark
    start = weighing.judgement.span.start
    word = weighing.judgement.span.of(view.text)
    lower, other = word.lower().replace("’", "'"), reading.text.lower().replace("’", "'")
    gain = min(max(reading.gain, _LEAST_GAIN), _MOST_GAIN)
    replaces = reading.kind == "replace"
    doubt = logit(1 - (mark.keep if mark else _UNDOUBTED))
    kinds = _kinds(mark) if mark else {}
    functions = replaces and lower in FUNCTION_WORDS and other in FUNCTION_WORDS
    return {
        "gain": gain,
        "high gain": max(gain - 6.0, 0.0),
        "doubt": doubt,
        "gain and doubt": gain * doubt / 10,
        "undoubted": float(mark is None),
        "kind": logit(kinds.get(reading.kind, 0.01)),
        "insert": float(reading.kind == "insert"),
        "delete": float(reading.kind == "delete"),
        "delete gain": gain * (reading.kind == "delete"),
        "insert gain": gain * (reading.kind == "insert"),
        "agreed": float(mark is not None and replaces and _first(mark) == other),
        "unknown": float(mark is not None and not mark.known),
        "functions": float(functions),
        "functions gain": gain * functions,
        "inflection": float(replaces and not functions and same_lemma(lower, other)),
        "agreement": float(replaces and agreement_forms(lower, other)),
        "tense": mark.tense if mark else 0.0,
        "near": float(replaces and _is_near(lower, other)),
        "rarity": _commonness(other) - _commonness(lower) if replaces else 0.0,
        "common": _commonness(lower),
        "speech": float(view.in_quotation(start)),
        "dialect": float(is_dialect(view.text)),
        "capital": float(word[:1].isupper() and word != "I"),
        "capital inside": float(
            word != "I" and is_capital_inside(view.text, weighing.judgement.span.start, word)
        ),
        "repeated": float(lower not in FUNCTION_WORDS and times_around(view, lower) > 1),
        "short": float(len(lower) <= 3),
    }


def _support(reading: Weighed, mark: WordMark | None) -> float:
    """The encoder's word on which of several readings is meant, in nats."""
    if mark is None:
        return 0.0
    share = math.log(max(_kinds(mark)[reading.kind], 0.01))
    if reading.kind != "replace":
        return share
    scores = {c.word: c.score for c in mark.candidates}
    return share + 0.5 * max(scores.get(reading.text.lower(), -8.0), -8.0)


def _kinds(mark: WordMark) -> dict[str, float]:
    return {"replace": mark.replace + mark.tense, "insert": mark.insert, "delete": mark.delete}


def _first(mark: WordMark) -> str:
    alike = next((c.word for c in mark.candidates if c.alike), None)
    return alike if alike is not None else next((c.word for c in mark.candidates), "")


def _is_near(word: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(word, other, score_cutoff=1) <= 1


def _commonness(word: str) -> float:
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en", "small")) if word else 0.0
