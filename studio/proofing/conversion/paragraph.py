"""The changes that bring one paragraph's narration into another tense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView
from studio.proofing.conjugation import inflect
from studio.proofing.conversion.change import ProposedChange
from studio.proofing.conversion.clause import (
    follows_causative,
    follows_have,
    has_condition,
    has_object,
    has_own_subject,
    helpers,
    is_bare_form,
    is_habit,
    is_unreal,
    main_verb,
    subject_for,
)
from studio.proofing.conversion.form import lemma_of, participle, past_form, present_form, shaped
from studio.proofing.evidence import Token
from studio.text.span import Span

_PARTICIPLE_DEPS = frozenset({"acl", "amod"})
_PRESENT_MODALS = frozenset({"can", "will", "may", "shall", "ca", "wo", "'ll"})
_PAST_MODALS = frozenset({"would", "could", "'d"})
_PRESENT_FORMS = frozenset({"am", "is", "are", "'s", "'re", "'m", "'ve", "has", "does"})
_BEFORE_NOUNS = frozenset({"CD", "JJ", "DT", "PRP$", "IN", "POS"})
_LIKINGS = frozenset({"rather", "sooner", "like", "love", "prefer", "better", "best"})
_HAVE = frozenset({"have", "'ve"})
_ASIDE = "This may be a thought or a word to the reader."
_ALONE = "No subject was found for it."
_HABIT = "This may be a habit rather than something to come."
_FOLDED = "This may be a participle, which stays as it is."
_JOINED = "It may belong to the “had” before it."
_EARLIER = "This is in the past already; choose it if it happened before the scene."


@dataclass(frozen=True, slots=True)
class Manner:
    """How a scene is turned.

    Attributes:
        tense: the tense wanted.
        dialect: "en-US" or "en-GB", for verbs with two past forms.
        used: the scene's words in lower case.
        first_person: whether an "I" or "we" tells the story, so that their verbs are narration.
    """

    tense: Tense
    dialect: str = "en-US"
    used: frozenset[str] = frozenset()
    first_person: bool = True


def changes(view: ParagraphView, manner: Manner) -> Iterator[ProposedChange]:
    """The changes of one paragraph in order, none overlapping; offsets within the paragraph."""
    tokens = view.evidence.tokens
    turn = _to_present if manner.tense is Tense.PRESENT else _to_past
    end = 0
    for index, token in enumerate(tokens):
        if view.in_quotation(token.start) or token.start < end:
            continue
        found = turn(view.text, tokens, index, manner)
        if found is not None and found.before != found.after and found.span.start >= end:
            end = found.span.end
            yield found


# -- to the present ----------------------------------------------------------------------------------


def _to_present(text: str, tokens: Sequence[Token], index: int, _manner: Manner) -> ProposedChange | None:
    token = tokens[index]
    if token.lower in _PAST_MODALS and not _is_had(tokens, index):
        return _modal_to_present(text, tokens, index)
    if is_unreal(tokens, index) or _stays(tokens, index):
        return None
    if not _is_past(tokens, index):
        return _joined_to_present(text, tokens, index)
    subject, at = subject_for(tokens, index)
    if token.lower == "'d":
        return _change(text, token, shaped(token.text, "'s" if subject.third_singular else "'ve"))
    span = _with_negation(tokens, index)
    after = present_form(span.of(text), lemma_of(tokens, index), subject)
    if after is None:
        return None
    note = _ALONE if at is None else (_FOLDED if _is_absolute(tokens, index, at) else "")
    return ProposedChange(span, span.of(text), after, not note, note)


def _joined_to_present(text: str, tokens: Sequence[Token], index: int) -> ProposedChange | None:
    """A verb joined to one with "had": it may go on with that "had", or be a verb of its own."""
    token = tokens[index]
    if (
        token.tag not in {"VBD", "VBN"}
        or not _continues_participle(tokens, index)
        or follows_have(tokens, index)
    ):
        return None
    subject, _ = subject_for(tokens, index)
    after = present_form(token.text, lemma_of(tokens, index), subject)
    return _change(text, token, after, _JOINED) if after else None


def _is_absolute(tokens: Sequence[Token], verb: int, subject: int) -> bool:
    """Whether it may be a participle: "She stood, her hands folded." """
    token = tokens[verb]
    if subject + 1 != verb or token.lower not in inflect(token.lemma, "VBN"):
        return False
    owner = next((i for i in range(max(0, subject - 4), subject) if tokens[i].tag == "PRP$"), None)
    return owner is not None and owner > 0 and tokens[owner - 1].text == ","


def _is_past(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is a finite verb in the past, allowing for what taggers get wrong."""
    token = tokens[index]
    if token.lower == "'d":
        return _is_had(tokens, index)
    if token.tag not in {"VBD", "VBN", "VB", "VBP"} or follows_have(tokens, index):
        return False
    if token.tag == "VBD":
        return token.dep not in _PARTICIPLE_DEPS and not _continues_participle(tokens, index)
    alone = not helpers(tokens, index) and not (index and tokens[index - 1].tag == "TO")
    return alone and _is_mistagged_past(tokens, index)


def _is_mistagged_past(tokens: Sequence[Token], index: int) -> bool:
    """Whether a form tagged as participle, infinitive or present is a past: "turned it down and set it"."""
    token = tokens[index]
    same_form = token.lower in inflect(lemma_of(tokens, index), "VBD")
    head = tokens[token.head]
    if token.dep == "conj" and head.tag == "VBD" and not _is_helper(tokens, token.head):
        return same_form
    if token.tag == "VBN":
        return same_form and (has_own_subject(tokens, index) or _is_crowded(tokens, index))
    subject, _ = subject_for(tokens, index)
    return same_form and has_own_subject(tokens, index) and subject.third_singular


def _is_crowded(tokens: Sequence[Token], index: int) -> bool:
    """Whether the noun before the participle would be one of two subjects of the same verb: "the cart left,
    and Ann watched" is no cart that was left."""
    token = tokens[index]
    noun = tokens[token.head]
    if token.dep != "acl" or noun.dep not in {"nsubj", "nsubjpass"}:
        return False
    return any(t.head == noun.head and t.dep == noun.dep for t in tokens[index + 1 : noun.head])


def _continues_participle(tokens: Sequence[Token], index: int) -> bool:
    """Whether "had come in and locked the door" may go on with its "had"."""
    token = tokens[index]
    if token.dep != "conj" or has_own_subject(tokens, index):
        return False
    head = tokens[token.head]
    return (
        head.tag == "VBN" and bool(helpers(tokens, token.head)) and token.lower in inflect(token.lemma, "VBN")
    )


def _is_helper(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].dep in {"aux", "auxpass"}


def _is_had(tokens: Sequence[Token], index: int) -> bool:
    """Whether "'d" stands for "had"."""
    if tokens[index].lower != "'d":
        return False
    after = next((t for t in tokens[index + 1 : index + 5] if t.pos != "ADV" and t.lower != "n't"), None)
    return after is not None and (after.tag in {"VBN", "VBD"} or after.lower in {"been", "had"})


def _stays(tokens: Sequence[Token], index: int) -> bool:
    """ "used to" and "had better" have no present."""
    token, after = tokens[index], tokens[index + 1 : index + 3]
    if token.lower == "used" and any(t.lower == "to" for t in after[:1]):
        return True
    return token.lower in {"had", "'d"} and any(t.lower in {"better", "best"} for t in after[:1])


def _modal_to_present(text: str, tokens: Sequence[Token], index: int) -> ProposedChange | None:
    token = tokens[index]
    after = tokens[index + 1 : index + 4]
    if any(t.lower in _HAVE for t in after) or any(t.lower in _LIKINGS for t in after[:2]):
        return None
    if has_condition(tokens, index) or is_unreal(tokens, index):
        return None
    if token.lower == "'d":
        return _change(text, token, shaped(token.text, "'ll"))
    span = _with_negation(tokens, index)
    written = span.of(text)
    if token.lower == "could" and after and after[0].lower == "not" and after[0].start > token.end:
        span = Span(token.start, after[0].end)
        return ProposedChange(span, span.of(text), shaped(written, "cannot"))
    form = present_form(written, token.lemma, subject_for(tokens, index)[0])
    if form is None:
        return None
    habit = token.lower == "would" and is_habit(tokens, index)
    return ProposedChange(span, written, form, not habit, _HABIT if habit else "")


# -- to the past -------------------------------------------------------------------------------------


def _to_past(text: str, tokens: Sequence[Token], index: int, manner: Manner) -> ProposedChange | None:
    token = tokens[index]
    if token.tag == "MD" or token.lower == "'ll":
        return _modal_to_past(text, tokens, index, manner)
    if token.tag == "VBD":
        return _earlier(text, tokens, index)
    subject, at = subject_for(tokens, index)
    if not _is_present(tokens, index):
        return None
    if token.lower in {"'s", "'re", "'m", "'ve"}:
        return _clitic_to_past(tokens, index, manner)
    span = _with_negation(tokens, index)
    after = past_form(span.of(text), token.lemma, subject, manner.dialect, manner.used)
    if after is None:
        return None
    aside = _is_aside(tokens, at, manner)
    note = _ASIDE if aside else ("" if at is not None or token.tag == "VBZ" else _ALONE)
    return ProposedChange(span, span.of(text), after, not note, note)


def _is_present(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.tag == "VBZ" or token.lower in _PRESENT_FORMS:
        return token.tag.startswith("VB") and token.dep != "case"
    if token.tag == "NNS":
        return _is_hidden_verb(tokens, index)
    if token.tag not in {"VBP", "VB"} or token.lower != token.lemma or follows_causative(tokens, index):
        return False  # among them "leant", taken for a present
    subject, at = subject_for(tokens, index)
    if token.tag == "VBP":
        return not is_bare_form(tokens, index, subject, at)
    alone = not helpers(tokens, index) and not (index and tokens[index - 1].tag == "TO")
    stated = at is not None and at < index and has_own_subject(tokens, index)
    return alone and stated and token.dep in {"ROOT", "conj"}


def _is_hidden_verb(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb was taken for a plural: joined to a verb, or all there is of a clause."""
    token = tokens[index]
    if not inflect(token.lemma, "VBD") or (index and tokens[index - 1].tag in _BEFORE_NOUNS):
        return False
    if token.dep == "conj":
        return tokens[token.head].tag == "VBZ" and not _is_helper(tokens, token.head)
    noun = index > 0 and tokens[index - 1].tag in {"NN", "NNP"} and tokens[index - 1].head == index
    return token.dep == "advcl" and noun


def _clitic_to_past(tokens: Sequence[Token], index: int, manner: Manner) -> ProposedChange | None:
    token = tokens[index]
    if index == 0 or tokens[index - 1].end != token.start or tokens[index - 1].lower == "let":
        return None
    _, at = subject_for(tokens, index)
    aside = _is_aside(tokens, at, manner)
    if token.lower == "'ve" or (token.lower == "'s" and _is_has(tokens, index)):
        after = shaped(token.text, "'d")
    else:
        after = " were" if token.lower == "'re" else " was"
    return ProposedChange(Span(token.start, token.end), token.text, after, not aside, _ASIDE if aside else "")


def _is_has(tokens: Sequence[Token], index: int) -> bool:
    """Whether "'s" stands for "has": "he's gone", not "he's tall" or "he's loved by all"."""
    token = tokens[index]
    if token.lemma == "have":
        return True
    at = next((i for i in range(index + 1, min(index + 4, len(tokens))) if tokens[i].pos != "ADV"), index)
    after = tokens[at]
    if after.lower in {"been", "had", "got", "become", "gone", "come"}:
        return True
    if after.tag in {"VBN", "VBD"} and has_object(tokens, at):
        return True
    return token.dep == "aux" and tokens[main_verb(tokens, index)].tag == "VBN"


def _modal_to_past(text: str, tokens: Sequence[Token], index: int, manner: Manner) -> ProposedChange | None:
    token = tokens[index]
    if token.lower not in _PRESENT_MODALS:
        return None
    _, at = subject_for(tokens, index)
    aside = _is_aside(tokens, at, manner)
    if token.lower == "'ll":
        return _change(text, token, shaped(token.text, "'d"), _ASIDE if aside else "")
    span = _with_negation(tokens, index)
    written = span.of(text)
    after = past_form(written, token.lemma, subject_for(tokens, index)[0], manner.dialect, manner.used)
    if after is None:
        return None
    return ProposedChange(span, written, after, not aside, _ASIDE if aside else "")


def _earlier(text: str, tokens: Sequence[Token], index: int) -> ProposedChange | None:
    """A verb in the past where the scene is told in the present: it may have to become "had walked"."""
    token = tokens[index]
    if not _is_past(tokens, index) or is_unreal(tokens, index) or _stays(tokens, index):
        return None
    lemma = lemma_of(tokens, index)
    form = participle(lemma)
    if form is None or token.lower == "had" or (token.lemma == "do" and token.dep == "aux"):
        return None
    span = _with_negation(tokens, index)
    if span.end > token.end:
        return None
    return ProposedChange(span, span.of(text), shaped(token.text, "had ") + form, sure=False, note=_EARLIER)


def _is_aside(tokens: Sequence[Token], at: int | None, manner: Manner) -> bool:
    return not manner.first_person and at is not None and tokens[at].lower in {"i", "we", "you"}


# -- spans -------------------------------------------------------------------------------------------


def _with_negation(tokens: Sequence[Token], index: int) -> Span:
    """The written word: the verb with a joined "n't" or "not" ("doesn't", "cannot")."""
    token = tokens[index]
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    joined = after is not None and after.lower in {"n't", "not"} and after.start == token.end
    return Span(token.start, after.end if after is not None and joined else token.end)


def _change(text: str, token: Token, after: str, note: str = "") -> ProposedChange:
    span = Span(token.start, token.end)
    return ProposedChange(span, span.of(text), after, not note, note)
