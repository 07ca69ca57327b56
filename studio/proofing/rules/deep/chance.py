"""From what the language model would gain by another reading to the chance that a word is a slip.

A logistic regression on the gain, the encoder's doubt of the same word, and what kind of change it is;
`training/fit_deep.py` fits it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView
from studio.proofing.conjugation import forms_of
from studio.proofing.evidence import Judgement, Weighed, WordMark
from studio.proofing.odds import logit
from studio.proofing.rules.real_word.verdict import is_capital_inside, is_dialect, times_around
from studio.proofing.rules.real_word.word import FUNCTION_WORDS, agreement_forms, same_lemma

_MOST_GAIN, _LEAST_GAIN = 16.0, -6.0
_UNDOUBTED = 0.96
"""The chance to keep a word that the encoder has no mark on."""

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "gain": 0.291,
        "high gain": 0.078,
        "doubt": 0.745,
        "gain and doubt": -0.56,
        "undoubted": 0.361,
        "kind": 0.078,
        "insert": 0.983,
        "delete": 0.385,
        "delete gain": -0.134,
        "insert gain": 0.116,
        "agreed": 0.646,
        "unknown": 1.447,
        "functions": -0.472,
        "functions gain": -0.056,
        "inflection": 0.568,
        "agreement": 0.32,
        "tense": 5.189,
        "near": 1.024,
        "rarity": -0.224,
        "common": 0.443,
        "speech": 0.109,
        "dialect": -0.684,
        "capital": -1.146,
        "repeated": -0.47,
        "short": -0.018,
    }
)
BIAS = -5.113


_PAST_FORMS = frozenset({"VBD", "VBN"})
RULED_OUT = 0.4
"""A chance below which the language model overrules the encoder."""


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
        word = judgement.span.of(view.text)
        named = word != "I" and is_capital_inside(view.text, judgement.span.start, word)
        if mark is not None and mark.tense > max(mark.replace, mark.insert, mark.delete):
            continue  # a question of tense, for the rules that know the scene
        readings = [_as_form(view, judgement, reading) for reading in judgement.readings]
        # A name, or what is meant as one, is left alone; a word may be missing before it.
        readings = [r for r in readings if r.kind != "tense" and (r.kind == "insert" or not named)]
        best = max(readings, key=lambda r: r.gain + _support(r, mark), default=None)
        if best is not None:
            found.append(Weighing(judgement, best, mark))
    return found


def _as_form(view: ParagraphView, judgement: Judgement, reading: Weighed) -> Weighed:
    """A verb that should be an infinitive is no question of tense: "to forgot", "let it dropped"."""
    if reading.kind != "tense" or not is_form_of(judgement.span.of(view.text).lower(), reading.text.lower()):
        return reading
    tag = next((t.tag for t in view.evidence.tokens if t.start == judgement.span.start), "")
    told = view.scene.tense is Tense.PAST and tag in _PAST_FORMS
    return replace(reading, kind="replace") if told or tag == "VB" else reading


def is_form_of(word: str, base: str) -> bool:
    """Whether ``word`` is an inflected form of the verb ``base``."""
    return word != base and word in forms_of(base)


def chance(view: ParagraphView, weighing: Weighing) -> float:
    """The chance of a slip, 0 to 1."""
    score = BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in features(view, weighing).items())
    return 1 / (1 + math.exp(-score))


def ruled_out(view: ParagraphView, mark: WordMark) -> bool:
    """Whether the language model has weighed a doubted word and finds no slip there likely."""
    for weighing in weighings(view):
        if weighing.judgement.span.start == mark.span.start:
            return chance(view, weighing) < RULED_OUT
    return False


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
