"""Passages of narration that go over to the other tense: one finding with one fix for all their verbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView
from studio.proofing.rules.tense.exemption import Excuse, excuse
from studio.proofing.rules.tense.verb import FiniteVerb, conjugated
from studio.proofing.rules.tense.weighed import gain_of
from studio.proofing.rules.tense.weight import doubt_of
from studio.text.span import Span

LEAST_VERBS = 3
LEAST_SENTENCES = 2
BELIEVED = 1.5
"""Nats that one verb at least must gain in the scene's tense, where the language model has read them."""
_DOUBTED = 0.25
_DOUBTED_PART = 0.34


def passages(
    paragraph: ParagraphView, verbs: Sequence[FiniteVerb], tense: Tense
) -> Iterator[tuple[Span, str]]:
    """Runs of sentences wholly in the other tense than ``tense``, each with its text put right.

    A run has three verbs and two sentences at least, and the encoder doubts some of the verbs; a narrator's
    remark or a thought, which it does not doubt, is left alone.
    """
    tokens = paragraph.evidence.tokens
    run: list[FiniteVerb] = []
    for _, group in groupby(verbs, key=lambda verb: tokens[verb.index].sentence):
        sentence = list(group)
        if all(_strays(paragraph, verb, tense) for verb in sentence):
            run += sentence
        else:
            yield from _closed(paragraph, run, tense)
            run = []
    yield from _closed(paragraph, run, tense)


def rewritten(paragraph: ParagraphView, span: Span, verbs: Sequence[FiniteVerb], tense: Tense) -> str:
    """The text of ``span`` with each of the verbs in ``tense``."""
    parts = []
    at = span.start
    for verb in verbs:
        forms = conjugated(paragraph, verb, tense)
        if forms and verb.span.start >= at:
            parts += [paragraph.text[at : verb.span.start], forms[0]]
            at = verb.span.end
    return "".join([*parts, paragraph.text[at : span.end]])


def _strays(paragraph: ParagraphView, verb: FiniteVerb, tense: Tense) -> bool:
    if verb.tense is tense:
        return False
    if tense is Tense.PRESENT:
        return True
    least = Excuse.SOME if verb.subject_index is None else Excuse.NONE
    return excuse(paragraph, verb) <= least


def _is_believed(paragraph: ParagraphView, run: Sequence[FiniteVerb], tense: Tense) -> bool:
    """Whether the language model has read the verbs in ``tense`` and finds none of them likelier so: where a
    passage goes over by mistake, its first verb is."""
    gains = [gain_of(paragraph, verb.span, conjugated(paragraph, verb, tense)) for verb in run]
    known = [gain for gain in gains if gain is not None]
    return bool(known) and max(known) < BELIEVED


def _closed(paragraph: ParagraphView, run: Sequence[FiniteVerb], tense: Tense) -> Iterator[tuple[Span, str]]:
    tokens = paragraph.evidence.tokens
    sentences = {tokens[verb.index].sentence for verb in run}
    if len(run) < LEAST_VERBS or len(sentences) < LEAST_SENTENCES:
        return
    doubted = sum(doubt_of(paragraph, verb).tense >= _DOUBTED for verb in run)
    if doubted < max(1, _DOUBTED_PART * len(run)) or _is_believed(paragraph, run, tense):
        return
    # The span runs from the first verb to the last: it touches nothing that needs no change.
    span = Span(run[0].span.start, run[-1].span.end)
    yield span, rewritten(paragraph, span, run, tense)
