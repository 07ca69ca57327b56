"""The narrative tense of a scene, counted from its verbs outside speech and marked thought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studio.model.tense import Tense
from studio.proofing.checker import SceneFacts
from studio.proofing.evidence import Token
from studio.text.quotes import Quotation

LEAST_VERBS = 3
CLEAR_SHARE = 0.65
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_FIRST_AND_SECOND = frozenset({"i", "you", "we"})


@dataclass(frozen=True, slots=True)
class TenseVotes:
    """Finite verbs of the narration, by tense.

    ``aside`` counts present-tense verbs of "I", "you" and "we": the voice of a narrator who tells the story
    in the present, but just as often a thought or an address in a story told in the past.
    """

    past: int = 0
    present: int = 0
    aside: int = 0


def tense_votes(tokens: Sequence[Token], quotations: Sequence[Quotation]) -> TenseVotes:
    """The votes of one paragraph; ``quotations`` are its own, with offsets in it."""
    spoken = [quotation.span for quotation in quotations]
    first_person = {
        token.head for token in tokens if token.dep in _SUBJECTS and token.lower in _FIRST_AND_SECOND
    }
    past = present = aside = 0
    for index, token in enumerate(tokens):
        if token.tag not in {"VBD", "VBZ", "VBP"} or any(token.start in span for span in spoken):
            continue
        if token.tag == "VBD":
            past += 1
        elif index in first_person or (token.pos == "AUX" and token.head in first_person):
            aside += 1
        else:
            present += 1
    return TenseVotes(past, present, aside)


def scene_facts(votes: Iterable[TenseVotes]) -> SceneFacts:
    """What a scene's votes say together; no tense when they are few or divided."""
    past = present = aside = 0
    for vote in votes:
        past, present, aside = past + vote.past, present + vote.present, aside + vote.aside
    # Verbs of "I" and "you" count only where the story itself is told in the present.
    told = present + (aside if present >= past else 0)
    total = past + told
    if not total:
        return SceneFacts()
    tense, share = (Tense.PAST, past / total) if past >= told else (Tense.PRESENT, told / total)
    clear = total >= LEAST_VERBS and share >= CLEAR_SHARE
    return SceneFacts(tense if clear else None, share, total)
