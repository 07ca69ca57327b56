"""Verbs that fall out of the narrative tense of their scene."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.conjugation import inflect
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.inflection import inflections
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.proofing.rules.tense.exemption import Excuse, excuse, is_heading
from studio.proofing.rules.tense.passage import passages
from studio.proofing.rules.tense.verb import (
    FiniteVerb,
    conjugated,
    finite_verbs,
    near,
    sentence_at,
    subject_index,
    subject_of,
)
from studio.proofing.rules.tense.weighed import (
    company,
    gain_of,
    is_condition,
    is_earlier,
    is_outdone,
    weighed_chance,
)
from studio.proofing.rules.tense.weight import Doubt, chance, doubt_of, is_speech_tag
from studio.proofing.slip_rate import least_tilt
from studio.text.span import Span

RULE = "tense.shift"
PASSAGE = "tense.passage"
SURE = 0.62
"""Least chance of a slip that is shown, in narration told in the past."""
SURE_IN_PRESENT = 0.5
"""Least chance by the encoder alone, in narration told in the present …"""
SURE_AMONG_PRESENT = 0.25
"""… where three of the verbs next to it are in the present, and none is in the past …"""
SURE_IN_TAG = 0.12
"""… and beside a quotation ("asked he" among "asks")."""
SURE_ALONE = 0.6
"""The same where the tagger takes the verb for a noun or an infinitive."""
SURE_WEIGHED, SURE_WEIGHED_IN_PRESENT = 0.6, 0.55
"""Least chance once the language model has read the verb in the other tense …"""
SURE_WEIGHED_IN_THOUGHT = 0.85
"""… and the same in what looks like a thought without marks, which keeps the present."""
LEAST_GAIN, LEAST_GAIN_ALONE = 0.3, 2.0
"""Nats that the language model must gain at least; the second where the tagger sees no finite verb."""
WRONG_BEFORE = 0.3
"""Least chance that the word before a verb is wrong, from which the verb is left alone."""
_COMPARISONS = frozenset({"if", "though"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FIRM = 0.95
_SPOKEN = re.compile(r"[\"“][^\"“”]*[\"”]?")
_VERNACULAR = re.compile(
    r"\b(?:I (?:says|knowed|seen|reckon)|says I|(?:we|they|you) was|(?:ai|war)n['’]t|didn['’]t \w+ no)\b"
)


@dataclass(frozen=True, slots=True)
class Slip:
    """A verb in the wrong tense with what should stand there; ``least`` is the least chance that is shown in
    a draft as usual (see ``slip_rate``)."""

    span: Span
    forms: tuple[str, ...]
    chance: float
    least: float


class TenseShift:
    """Marks verbs, and whole passages, that leave the tense their scene is told in."""

    rules = (RULE, PASSAGE)

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterator[Finding]:
        """One finding for each verb; one for a passage of three and more."""
        tense = narrative_tense(paragraph, story)
        if tense is None or is_heading(paragraph.text):
            return
        verbs = list(finite_verbs(paragraph))
        found = list(passages(paragraph, verbs, tense))
        yield from (_passage_finding(paragraph, span, text, tense) for span, text in found)
        for slip in _slips(paragraph, verbs, tense):
            if not any(slip.span.overlaps(span) for span, _ in found):
                yield _finding(paragraph, slip, tense)


def narrative_tense(paragraph: ParagraphView, story: StoryContext) -> Tense | None:
    """The tense that the scene is told in: the writer's choice, unless it is plainly told in the other."""
    scene = paragraph.scene
    if story.tense is None:
        return scene.tense
    plainly_other = scene.tense not in {None, story.tense} and scene.share >= 0.85 and scene.verbs >= 12
    return scene.tense if plainly_other else story.tense


def _slips(paragraph: ParagraphView, verbs: Sequence[FiniteVerb], tense: Tense) -> Iterator[Slip]:
    judge = _in_past if tense is Tense.PAST else _in_present
    for verb in verbs:
        if verb.tense is tense or _is_lettering(paragraph, verb):
            continue
        forms = conjugated(paragraph, verb, tense)
        gain = gain_of(paragraph, verb.span, forms)
        least = SURE if tense is Tense.PAST else SURE_IN_PRESENT
        if gain is not None:
            least = _least_weighed(tense)
            likely = _weighed(paragraph, verb, tense, gain)
        else:
            likely = judge(paragraph, verb)
            forms = _offered(paragraph, verb, forms) if likely else ()
        if likely and forms:
            yield Slip(verb.span, forms, likely, least)
    if tense is Tense.PAST:
        yield from _mistagged(paragraph, {verb.index for verb in verbs})


def _is_lettering(paragraph: ParagraphView, verb: FiniteVerb) -> bool:
    """Whether the verb and the word beside it stand in capitals, as on a sign: "THE BRIDGE IS SHUT"."""
    at = verb.index
    beside = paragraph.evidence.tokens[max(0, at - 1) : at] + paragraph.evidence.tokens[at + 1 : at + 2]
    shouted = [token.text for token in beside if len(token.text) > 1 and token.text.isupper()]
    return bool(shouted) and verb.span.of(paragraph.text).isupper()


def _offered(paragraph: ParagraphView, verb: FiniteVerb, forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms, those first that the encoder would read; none when it doubts the verb for another reason."""
    token = paragraph.evidence.tokens[verb.index]
    doubt = doubt_of(paragraph, verb)
    mark = doubt.mark
    if (
        mark is None
        or doubt.tense >= SURE_IN_PRESENT
        or token.pos == "AUX"
        or verb.span.end - verb.span.start > token.end - token.start
    ):
        return forms
    words = [candidate.word for candidate in mark.candidates]
    known = [form for form in forms if form.lower() in words]
    return tuple(sorted(forms, key=lambda form: form not in known)) if known else ()


def _in_past(paragraph: ParagraphView, verb: FiniteVerb) -> float:
    """The chance that a present-tense verb is a slip; 0 where it is not to be shown."""
    tokens = paragraph.evidence.tokens
    pardon = excuse(paragraph, verb)
    if pardon is Excuse.FULL or _follows_a_wrong_word(paragraph, verb):
        return 0
    if verb.modal and _compares_in_past(tokens, verb.index):
        return 0.75
    likely = chance(paragraph, verb, doubt_of(paragraph, verb), pardon)
    return likely if likely >= SURE else 0


def _weighed(paragraph: ParagraphView, verb: FiniteVerb, tense: Tense, gain: float) -> float:
    """The chance of a slip where the language model has read the other tense; 0 where it is not shown."""
    past = tense is Tense.PAST
    pardon = excuse(paragraph, verb) if past else Excuse.NONE
    excused = pardon is Excuse.FULL if past else is_earlier(paragraph, verb)
    if excused or _follows_a_wrong_word(paragraph, verb):
        return 0
    if past and verb.modal and _compares_in_past(paragraph.evidence.tokens, verb.index):
        return 0.75
    if is_outdone(paragraph, verb, gain):
        return 0
    if gain < _least_gain(paragraph, verb) or (past and _is_vernacular(paragraph, verb)):
        return 0
    likely = weighed_chance(paragraph, verb, tense, gain)
    least = SURE_WEIGHED_IN_THOUGHT if pardon is Excuse.THOUGHT else _least_weighed(tense)
    return likely if likely >= least else 0


def _least_weighed(tense: Tense) -> float:
    return SURE_WEIGHED if tense is Tense.PAST else SURE_WEIGHED_IN_PRESENT


def _is_vernacular(paragraph: ParagraphView, verb: FiniteVerb) -> bool:
    """Whether a narrator talks like that: "I says", "we was". Slips agree with their subject."""
    token = paragraph.evidence.tokens[verb.index]
    if token.tag == "VBZ" and verb.subject_index is not None and not verb.subject.third_singular:
        return token.lemma != "be"
    around = " ".join((paragraph.before, paragraph.text, paragraph.after))
    return in_dialect(paragraph, verb.span) or _VERNACULAR.search(_SPOKEN.sub(" ", around)) is not None


def _least_gain(paragraph: ParagraphView, verb: FiniteVerb) -> float:
    """Below that (nats) the language model overrules the encoder, whatever it says."""
    tagged = paragraph.evidence.tokens[verb.index].tag in _FINITE
    return LEAST_GAIN if tagged else LEAST_GAIN_ALONE


def _follows_a_wrong_word(paragraph: ParagraphView, verb: FiniteVerb) -> bool:
    """Whether the word before is doubted itself: "there hands" is no sentence about handing."""
    return any(
        0 < verb.span.start - mark.span.end <= 2 and mark.replace >= WRONG_BEFORE
        for mark in paragraph.evidence.marks
    )


def _in_present(paragraph: ParagraphView, verb: FiniteVerb) -> float:
    doubt: Doubt = doubt_of(paragraph, verb)
    if is_condition(paragraph, verb) or is_earlier(paragraph, verb):
        return 0
    kept, left = company(paragraph, verb, Tense.PRESENT)
    least = SURE_AMONG_PRESENT if kept >= 1 and not left else SURE_IN_PRESENT
    if is_speech_tag(paragraph, verb):
        least = SURE_IN_TAG
    return max(doubt.tense, 0.6) if doubt.tense >= least else 0


def _compares_in_past(tokens: Sequence[Token], index: int) -> bool:
    """A modal after "as if" or "as though" that hangs on a verb in the past."""
    token = tokens[index]
    around = near(tokens, index)
    marks = {t.lower for t in around if t.head == token.head and t.dep == "mark" and t.start < token.start}
    sentence = sentence_at(tokens, index)
    return "as" in marks and bool(marks & _COMPARISONS) and any(t.tag == "VBD" for t in sentence)


def _mistagged(paragraph: ParagraphView, known: set[int]) -> Iterator[Slip]:
    """Verbs that the tagger missed but the encoder or the language model is sure of."""
    for index, token in enumerate(paragraph.evidence.tokens):
        if index in known or token.tag not in {"NNS", "NN", "VB"} or paragraph.in_quotation(token.start):
            continue
        if token.tag == "VB" and not _joins_a_past(paragraph.evidence.tokens, index):
            continue
        span = Span(token.start, token.end)
        forms = _past_forms(token)
        gain = gain_of(paragraph, span, forms) if forms else None
        mark = next((m for m in paragraph.evidence.marks if m.span.start == token.start), None)
        least = SURE_ALONE
        if gain is not None:
            least = SURE_WEIGHED
            at = subject_index(paragraph.evidence.tokens, index)
            subject = subject_of(paragraph.evidence.tokens, at, index)
            likely = _weighed(
                paragraph, FiniteVerb(index, span, Tense.PRESENT, subject, at), Tense.PAST, gain
            )
        else:
            likely = mark.tense if mark is not None and mark.tense >= SURE_ALONE else 0
            offered = {candidate.word for candidate in mark.candidates} if mark is not None else set()
            forms = tuple(form for form in forms if form in offered)
        if likely and forms:
            yield Slip(span, forms, likely, least)


def _joins_a_past(tokens: Sequence[Token], index: int) -> bool:
    """Whether a bare verb is joined to one in the past ("struck him and shout"): no infinitive then."""
    token = tokens[index]
    return token.dep == "conj" and tokens[token.head].tag == "VBD"


def _past_forms(token: Token) -> tuple[str, ...]:
    lemmas = inflections().lemmas(token.lower, "VERB")
    forms = inflect(lemmas[0], "VBD") if lemmas else ()
    return tuple(form for form in forms if form != token.lower)


def _finding(paragraph: ParagraphView, slip: Slip, tense: Tense) -> Finding:
    other = Tense.PRESENT if tense is Tense.PAST else Tense.PAST
    word = slip.span.of(paragraph.text)
    return Finding(
        span=slip.span,
        category=Category.TENSE_SHIFT,
        rule=RULE,
        message=f"This scene is told in the {tense}; “{word}” is {other}.",
        suggestions=slip.forms,
        confidence=min(slip.chance, _FIRM),
        least_tilt=least_tilt(slip.chance, slip.least),
    )


def _passage_finding(paragraph: ParagraphView, span: Span, text: str, tense: Tense) -> Finding:
    other = Tense.PRESENT if tense is Tense.PAST else Tense.PAST
    return Finding(
        span=span,
        category=Category.TENSE_SHIFT,
        rule=PASSAGE,
        message=f"This scene is told in the {tense}; this passage goes over to the {other}.",
        suggestions=(text,) if text != span.of(paragraph.text) else (),
        confidence=0.7,
    )
