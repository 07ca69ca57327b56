"""The written forms of a verb in the other tense."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from studio.model.tense import Tense
from studio.proofing.conjugation import Subject, inflect, to_tense
from studio.proofing.conversion.clause import has_object
from studio.proofing.evidence import Token
from studio.proofing.inflection import inflections

# Past forms that are dictionary forms of other verbs.
_LEMMAS = MappingProxyType(
    {
        "fell": "fall", "found": "find", "felt": "feel", "left": "leave", "saw": "see", "wound": "wind",
        "bound": "bind", "ground": "grind", "bore": "bear", "rose": "rise", "lit": "light", "shot": "shoot",
        "spat": "spit", "stove": "stave", "wove": "weave", "dove": "dive", "shone": "shine", "sped": "speed",
        "lent": "lend", "bent": "bend", "rent": "rend", "slew": "slay", "flew": "fly", "hewed": "hew",
    }
)  # fmt: skip
# Where English has two past forms, the one that novels use; British ones below.
_PAST = MappingProxyType(
    {"weave": "wove", "thrive": "thrived", "hang": "hung", "lie": "lay", "awake": "awoke", "dive": "dived",
     "sneak": "sneaked", "plead": "pleaded", "knit": "knitted", "quit": "quit", "wed": "wed"}
)  # fmt: skip
_BRITISH = MappingProxyType(
    {"lean": "leant", "dream": "dreamt", "learn": "learnt", "burn": "burnt", "smell": "smelt",
     "spell": "spelt", "spill": "spilt", "spoil": "spoilt", "leap": "leapt", "kneel": "knelt"}
)  # fmt: skip
_BE_PAST = MappingProxyType(
    {"am": "was", "is": "was", "are": "were", "'s": "was", "'m": "was", "'re": "were",
     "isn't": "wasn't", "aren't": "weren't"}
)  # fmt: skip


def lemma_of(tokens: Sequence[Token], index: int) -> str:
    """The dictionary form of a verb in the past; the tagger's where its past is what is written."""
    token = tokens[index]
    word = token.lower
    if word == "lay":
        return "lay" if has_object(tokens, index) else "lie"
    if word in _LEMMAS:
        return _LEMMAS[word]
    if token.lemma in {"be", "have", "do"} or word in inflect(token.lemma, "VBD"):
        return token.lemma
    found = [lemma for lemma in inflections().lemmas(word, "VERB") if word in inflect(lemma, "VBD")]
    return found[0] if found else token.lemma


def present_form(word: str, lemma: str, subject: Subject) -> str | None:
    """A past form (a joined "n't" included) in the present; None where it has none or stays as it is."""
    lower = word.lower().replace("’", "'")
    if lower in {"was", "were"}:
        subject = Subject(1 if subject.person == 1 and not subject.plural else 3, plural=lower == "were")
    forms = to_tense(word, lemma, subject, Tense.PRESENT)
    return forms[0] if forms else None


def past_form(word: str, lemma: str, subject: Subject, dialect: str, used: frozenset[str]) -> str | None:
    """A present form (a joined "n't" included) in the past.

    Args:
        dialect: "en-GB" has "leant" for "leaned".
        used: words of the text in lower case; of two forms the one that stands there already is taken.
    """
    lower = word.lower().replace("’", "'")
    if lower in _BE_PAST:
        return shaped(word, _BE_PAST[lower])
    forms = to_tense(word, lemma, subject, Tense.PAST)
    if not forms:
        return None
    known = {form.lower(): form for form in forms}
    preferred = [_BRITISH.get(lemma, "") if dialect == "en-GB" else "", _PAST.get(lemma, "")]
    ranked = [form for form in inflect(lemma, "VBD") if form in used and form in known]
    for form in [*ranked, *preferred]:
        if form and (form in known or form in preferred):
            return shaped(word, form)
    return forms[0]


def participle(lemma: str) -> str | None:
    """The past participle."""
    forms = inflect(lemma, "VBN")
    return "been" if lemma == "be" else (forms[0] if forms else None)


def shaped(word: str, form: str) -> str:
    """``form`` with the capitals and the apostrophe of ``word``."""
    if "’" in word:
        form = form.replace("'", "’")
    if len(word) > 1 and word.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if word[:1].isupper() else form
