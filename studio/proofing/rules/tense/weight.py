"""How likely a verb in the other tense is a slip: the encoder's doubt and the sentence around it.

The weights are a logistic regression over verbs in the present tense in ten novels told in the past, with
370 slips put in, and twelve left as they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from studio.proofing.checker import ParagraphView
from studio.proofing.evidence import Token, WordMark
from studio.proofing.odds import logit
from studio.proofing.rules.tense.exemption import Excuse
from studio.proofing.rules.tense.verb import FiniteVerb, sentence_at

_UNDOUBTED = -3.0
_BIAS = -1.33
_DOUBT, _TAG, _NAME, _MAIN, _PRONOUN = 0.82, 2.06, 1.19, 1.03, 0.63
_PAST_BESIDE, _RELATIVE, _PRESENT_BESIDE, _THOUGHT = 0.43, -0.4, -1.75, -1.52
_DISAGREES = 2.5
_SPEECH_VERBS = frozenset(
    {"say", "ask", "cry", "reply", "answer", "retort", "exclaim", "whisper", "mutter", "murmur", "shout",
     "add", "remark", "observe", "demand", "continue", "explain", "declare", "return", "hasten", "venture",
     "growl", "protest", "plead", "snap", "call", "scream", "yell", "agree", "insist", "admit", "laugh",
     "sigh", "interrupt"}
)  # fmt: skip
_TAG_DISTANCE = 25


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the encoder says of a verb: the chance of a wrong tense, and of any mistake."""

    tense: float = 0.0
    any: float = 0.0
    mark: WordMark | None = None


def doubt_of(view: ParagraphView, verb: FiniteVerb) -> Doubt:
    """The strongest mark on the verb."""
    marks = [mark for mark in view.evidence.marks if mark.span.overlaps(verb.span)]
    if not marks:
        return Doubt()
    best = max(marks, key=lambda mark: mark.tense)
    return Doubt(best.tense, 1 - best.keep, best)


def chance(view: ParagraphView, verb: FiniteVerb, doubt: Doubt, excuse: Excuse) -> float:
    """The chance (0 to 1) that a present-tense verb is a slip in narration told in the past."""
    tokens = view.evidence.tokens
    token = tokens[verb.index]
    clause = clause_of(tokens, verb.index)
    subject = None if verb.subject_index is None else tokens[verb.subject_index]
    beside = [t for t in sentence_at(tokens, verb.index) if not view.in_quotation(t.start)]
    score = _BIAS + _DOUBT * max(_UNDOUBTED, logit(doubt.tense))
    score += _TAG * is_speech_tag(view, verb)
    score += _NAME * (subject is not None and subject.tag in {"NNP", "NNPS"})
    score += _PRONOUN * (subject is not None and subject.lower in {"he", "she", "it", "they"})
    score += _MAIN * (clause.dep == "ROOT") + _RELATIVE * (clause.dep in {"relcl", "acl"})
    score += _PAST_BESIDE * any(t.tag == "VBD" for t in beside)
    score += _PRESENT_BESIDE * (sum(t.tag in {"VBZ", "VBP"} for t in beside) > 1)
    score += _THOUGHT * (excuse is Excuse.THOUGHT)
    score += _DISAGREES * (disagrees(token, verb) and doubt.any > 0.4)
    return 1 / (1 + math.exp(-score))


def disagrees(token: Token, verb: FiniteVerb) -> bool:
    """Whether a present-tense verb lacks the -s that its subject asks for."""
    return token.tag == "VBP" and verb.subject_index is not None and verb.subject.third_singular


def is_speech_tag(view: ParagraphView, verb: FiniteVerb) -> bool:
    """Whether the verb says who speaks, beside a quotation."""
    if view.evidence.tokens[verb.index].lemma not in _SPEECH_VERBS:
        return False
    return any(
        abs(q.span.end - verb.span.start) < _TAG_DISTANCE or abs(q.span.start - verb.span.end) < _TAG_DISTANCE
        for q in view.quotations
    )


def clause_of(tokens: Sequence[Token], index: int) -> Token:
    """The verb that the clause hangs on: past auxiliaries and joined verbs."""
    seen = {index}
    while tokens[index].dep in {"aux", "auxpass", "conj"} and tokens[index].head not in seen:
        index = tokens[index].head
        seen.add(index)
    return tokens[index]
