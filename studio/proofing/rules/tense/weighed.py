"""How likely a verb is a slip once the language model has read it in the other tense as well.

The weights are a logistic regression over verbs out of their scene's tense in 19th and early 20th century
fiction, told in the past and in the present, with slips put in (`training/fit_deep_tense.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView
from studio.proofing.conjugation import forms_of
from studio.proofing.evidence import Token
from studio.proofing.odds import logit
from studio.proofing.rules.tense.verb import REACH, FiniteVerb, sentence_at
from studio.proofing.rules.tense.weight import clause_of, is_speech_tag
from studio.text.span import Span

BIAS = "bias"
IN_PAST: Mapping[str, float] = MappingProxyType(
    {
        "gain": 0.46, "high gain": 0.46, "doubt": 0.6, "tag": 1.77, "name": -0.35, "pronoun": 0.11,
        "main": 1.01, "relative": -1.5, "kept beside": -0.01, "left beside": -0.66, "left around": -0.58,
        "perfect": -0.28, "be": -0.17, "divided": -10.35, "modal": -1.5, BIAS: 0.19,
    }
)  # fmt: skip
IN_PRESENT: Mapping[str, float] = MappingProxyType(
    {
        "gain": 0.29, "high gain": 0.02, "doubt": 0.29, "tag": 2.02, "name": 0.6, "pronoun": -0.14,
        "main": 0.3, "relative": 0.56, "kept beside": 0.8, "left beside": -1.32, "kept around": 1.06,
        "left around": -0.28, "perfect": 0.69, "be": -0.3, "condition": -3.7, "divided": -12.88, BIAS: 1.81,
    }
)  # fmt: skip
"""What is missing counts nothing. Two are set by hand for the past: modals, with which no slips were made,
and relative clauses, in which narrators say what is always so."""
_LEAST_GAIN, _MOST_GAIN = -5.0, 9.0
_UNDOUBTED = -4.0
_DIVIDED = 0.25
"""A scene with more verbs than that (share) in the other tense counts no less."""
_RIVAL = 1.0
"""Nats by which another word must be better to be the likelier mending."""
_COMPANY = 3
"""How many verbs on each side say what tense is spoken in just here."""
_PRESENT = frozenset({"VBZ", "VBP"})
_EARLIER = frozenset({"ago", "earlier", "yesterday", "previously", "formerly"})
_LAST_TIMES = frozenset({"night", "week", "month", "year", "summer", "winter", "spring", "autumn", "time"})
_REPORTS = frozenset(
    {"say", "tell", "know", "think", "remember", "hear", "believe", "explain", "swear", "claim", "admit",
     "wonder", "learn", "see", "find", "realise", "realize", "recall", "suppose", "guess"}
)  # fmt: skip
_LOOKS_BACK = frozenset({"would", "'d", "had"})
_NEAR = 9
"""How many words from a verb one of time may stand to speak of it."""
_CONDITIONS = frozenset({"if", "though", "unless", "lest", "that", "whether"})


def gain_of(view: ParagraphView, span: Span, forms: Sequence[str]) -> float | None:
    """What the language model gains (nats) by reading the verb as one of ``forms``; None if it did not."""
    for judgement in view.evidence.judgements:
        if judgement.span.overlaps(span):
            gains = {r.text: r.gain for r in judgement.readings if r.kind == "tense"}
            meant = [gains[form] for form in forms if form in gains]
            return max(meant or gains.values(), default=None)
    return None


def is_outdone(view: ParagraphView, verb: FiniteVerb, gain: float) -> bool:
    """Whether the model would rather read another word than a form of this verb: "said" for "raid"."""
    own = forms_of(view.evidence.tokens[verb.index].lemma)
    return any(
        reading.gain > gain + _RIVAL and reading.text.lower() not in own
        for judgement in view.evidence.judgements
        if judgement.span.overlaps(verb.span)
        for reading in judgement.readings
        if reading.kind == "replace"
    )


def weighed_chance(view: ParagraphView, verb: FiniteVerb, tense: Tense, gain: float) -> float:
    """The chance (0 to 1) that a verb is a slip in narration told in ``tense``."""
    weights = IN_PAST if tense is Tense.PAST else IN_PRESENT
    score = weights[BIAS]
    score += sum(weights.get(name, 0.0) * value for name, value in features(view, verb, tense, gain).items())
    return 1 / (1 + math.exp(-score))


def features(view: ParagraphView, verb: FiniteVerb, tense: Tense, gain: float) -> dict[str, float]:
    """What the chance is made of, by name."""
    tokens = view.evidence.tokens
    token = tokens[verb.index]
    clause = clause_of(tokens, verb.index)
    subject = None if verb.subject_index is None else tokens[verb.subject_index]
    others = [t for t in sentence_at(tokens, verb.index) if t is not token and not view.in_quotation(t.start)]
    marks = (*view.evidence.marks, *view.evidence.faint)
    doubt = max((mark.tense for mark in marks if mark.span.overlaps(verb.span)), default=0.0)
    alike, unlike = company(view, verb, tense)
    return {
        "gain": min(max(gain, _LEAST_GAIN), _MOST_GAIN),
        "high gain": max(min(gain, _MOST_GAIN) - 3.0, 0.0),
        "doubt": max(_UNDOUBTED, logit(doubt)),
        "tag": float(is_speech_tag(view, verb)),
        "name": float(subject is not None and subject.tag in {"NNP", "NNPS"}),
        "pronoun": float(subject is not None and subject.lower in {"he", "she", "it", "they"}),
        "main": float(clause.dep == "ROOT"),
        "relative": float(clause.dep in {"relcl", "acl"}),
        "kept beside": float(any(_tense_of(t) is tense for t in others)),
        "left beside": float(any(_tense_of(t) not in {None, tense} for t in others)),
        "kept around": alike,
        "left around": unlike,
        "perfect": float(token.lemma == "have" and token.pos == "AUX"),
        "be": float(token.lemma == "be"),
        "modal": float(verb.modal),
        "condition": float(is_condition(view, verb)),
        "divided": min(1 - view.scene.share, _DIVIDED) if view.scene.tense is tense else _DIVIDED,
    }


def is_condition(view: ParagraphView, verb: FiniteVerb) -> bool:
    """Whether a verb is the *were* of "if she were", which belongs to either tense."""
    tokens = view.evidence.tokens
    around = (t.lower for t in sentence_at(tokens, verb.index))
    return tokens[verb.index].lower == "were" and not _CONDITIONS.isdisjoint(around)


def is_earlier(view: ParagraphView, verb: FiniteVerb) -> bool:
    """Whether this was before what is told: "she called an hour ago", "she says that he called", "he swore
    that he would come"."""
    tokens = view.evidence.tokens
    clause = clause_of(tokens, verb.index)
    if _promised(tokens, verb.index):
        return True
    if clause.dep == "ccomp" and tokens[clause.head].lemma in _REPORTS:
        return True
    near = tokens[max(0, verb.index - _NEAR) : verb.index + _NEAR]
    sentence = tokens[verb.index].sentence
    return any(
        t.sentence == sentence
        and not view.in_quotation(t.start)
        and (t.lower in _EARLIER or (t.lower == "last" and _next_lower(tokens, t) in _LAST_TIMES))
        for t in near
    )


def _promised(tokens: Sequence[Token], index: int) -> bool:
    """Whether what hangs on a verb looks back with it: a slip in the present would go on with "will"."""
    said = {n for n, t in enumerate(tokens) if t.head == index and t.dep == "ccomp" and n > index}
    return any(t.lower in _LOOKS_BACK and t.head in said and t.dep == "aux" for t in tokens)


def _next_lower(tokens: Sequence[Token], token: Token) -> str:
    return next((t.lower for t in tokens if t.start > token.start), "")


def company(view: ParagraphView, verb: FiniteVerb, tense: Tense) -> tuple[float, float]:
    """How many of the verbs next to it, outside speech, keep the scene's tense, and how many leave it.

    Three are looked at on each side within the paragraph; 1 stands for three of them.
    """
    tokens = view.evidence.tokens
    before = reversed(tokens[max(0, verb.index - REACH) : verb.index])
    found: list[Tense] = []
    for side in (before, tokens[verb.index + 1 : verb.index + REACH]):
        told = (_tense_of(t) for t in side if not view.in_quotation(t.start))
        found += [each for each in told if each is not None][:_COMPANY]
    kept = sum(each is tense for each in found)
    return kept / _COMPANY, (len(found) - kept) / _COMPANY


def _tense_of(token: Token) -> Tense | None:
    if token.tag == "VBD":
        return Tense.PAST
    return Tense.PRESENT if token.tag in _PRESENT else None
