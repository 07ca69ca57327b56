"""The other tense of a verb as it is written: full forms, auxiliaries, contractions, negations.

Forms come from the tables of `inflection`; what these do not hold (agreement of *be*, contractions,
modals) is here. Everything works on single written words ("doesn't", "he's", "walks") and keeps their
capitals and the shape of their apostrophes.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from studio.model.tense import Tense
from studio.proofing.inflection import inflections


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does it: grammatical person (1 to 3) and number."""

    person: int = 3
    plural: bool = False

    @property
    def third_singular(self) -> bool:
        """Whether a present-tense verb takes its -s."""
        return self.person == 3 and not self.plural

    @property
    def takes_were(self) -> bool:
        """Whether the past of *be* is "were"."""
        return self.plural or self.person == 2


_PAST_MODALS = MappingProxyType(
    {"can": "could", "will": "would", "may": "might", "shall": "should", "wo": "would", "ca": "could"}
)
_PRESENT_MODALS = MappingProxyType({"could": "can", "would": "will", "might": "may"})
_NEGATIONS_TO_PAST = MappingProxyType(
    {
        "don't": "didn't", "doesn't": "didn't", "isn't": "wasn't", "aren't": "weren't",
        "hasn't": "hadn't", "haven't": "hadn't", "can't": "couldn't", "cannot": "could not",
        "won't": "wouldn't", "ain't": "wasn't", "mayn't": "mightn't", "shan't": "shouldn't",
    }
)  # fmt: skip
_NEGATIONS_TO_PRESENT = MappingProxyType({"couldn't": "can't", "wouldn't": "won't", "mightn't": "may not"})
_BE = frozenset({"am", "is", "are", "'s", "'re", "'m"})
_HAVE_CLITICS = frozenset({"'s", "'ve"})


def to_tense(word: str, lemma: str, subject: Subject, tense: Tense) -> tuple[str, ...]:
    """The finite verb ``word`` in ``tense``, best form first; empty when it has no such form.

    Args:
        word: one written word without clitics: "walks", "is", "doesn't", "can".
        lemma: its dictionary form.
        subject: for agreement.
        tense: the tense wanted.
    """
    lower = word.lower().replace("’", "'")
    forms = _past(lower, lemma, subject) if tense is Tense.PAST else _present(lower, lemma, subject)
    shaped = (_like(word, form) for form in forms if form != lower)
    return tuple(dict.fromkeys(shaped))


def clitic_to_past(clitic: str, is_have: bool, subject: Subject) -> str | None:
    """The past of "'s", "'re", "'m", "'ve", "'ll" with its leading space or apostrophe: " was", "'d".

    ``is_have`` tells the perfect "he's gone" from "he's tall".
    """
    lower = clitic.lower().replace("’", "'")
    apostrophe = "’" if "’" in clitic else "'"
    if lower == "'ll":
        return f"{apostrophe}d"
    if is_have and lower in _HAVE_CLITICS:
        return f"{apostrophe}d"
    if lower in _BE:
        return " were" if subject.takes_were else " was"
    return None


def inflect(lemma: str, tag: str) -> tuple[str, ...]:
    """The forms of a verb for a Penn tag ("VBD", "VBZ", "VBP", "VBG", "VBN"), best first."""
    return tuple(form for form in inflections().verb(lemma, tag) if form.isalpha())


def forms_of(lemma: str) -> frozenset[str]:
    """All forms of a verb."""
    tags = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
    return frozenset(form for tag in tags for form in inflect(lemma, tag))


def _past(lower: str, lemma: str, subject: Subject) -> tuple[str, ...]:
    if lower in _NEGATIONS_TO_PAST:
        negated = _NEGATIONS_TO_PAST[lower]
        if lower in {"isn't", "aren't", "ain't"}:
            negated = "weren't" if subject.takes_were else "wasn't"
        return (negated,)
    if lower in _PAST_MODALS:
        return (_PAST_MODALS[lower],)
    if lemma == "be":
        return ("were",) if subject.takes_were else ("was",)
    return inflect(lemma, "VBD")[:2]


def _present(lower: str, lemma: str, subject: Subject) -> tuple[str, ...]:
    if lower in _NEGATIONS_TO_PRESENT:
        return (_NEGATIONS_TO_PRESENT[lower],)
    if lower in _PRESENT_MODALS:
        return (_PRESENT_MODALS[lower],)
    if lower.endswith("n't"):
        stem = {"didn't": "do", "hadn't": "have", "wasn't": "be", "weren't": "be"}.get(lower)
        if stem is None:
            return ()
        finite = _present_form(stem, subject)
        return ("am not",) if finite == "am" else (f"{finite}n't",)
    return (_present_form(lemma, subject),)


def _present_form(lemma: str, subject: Subject) -> str:
    if lemma == "be":
        if subject.plural or subject.person == 2:
            return "are"
        return "am" if subject.person == 1 else "is"
    forms = inflect(lemma, "VBZ" if subject.third_singular else "VBP")
    return forms[0] if forms else lemma


def _like(word: str, form: str) -> str:
    if "’" in word:
        form = form.replace("'", "’")
    if len(word) > 1 and word.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if word[:1].isupper() else form
