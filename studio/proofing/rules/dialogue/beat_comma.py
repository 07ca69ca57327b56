"""A comma between speech and an action that is a sentence of its own: "Fine," He turned away."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.dialogue.junction import capitalised, decapitalised, junctions
from studio.proofing.rules.dialogue.tag import PRONOUNS, find_tag
from studio.proofing.rules.example import Example
from studio.text.span import Span
from studio.text.speech_verb import FINITE_SPEECH_VERBS
from studio.text.word_list import word_set

_SUBJECT = re.compile(
    r"(?P<who>[^\W\d_]+)\s+(?:(?:then|just|quickly|slowly|abruptly|suddenly)\s+)?(?P<verb>[a-z]+)\b"
)
_TAKEN_UP = re.compile(r"[^.!?\"“”]*,\s+[\"“'‘][a-z]")
_DEEDS = word_set(
    """
    turned walked stood sat took picked opened closed shut pulled pushed ran crossed leaned leant
    reached grabbed stepped dropped lifted raised placed folded rubbed kicked threw tossed poured wiped
    clapped patted slapped pressed lowered slid slipped tucked unfolded untied untucked unlocked climbed
    jumped knelt crouched hurried rose strode stormed stomped rushed headed left entered dragged drew
    drank ate held hugged kissed punched shoved slammed turns walks stands sits takes picks opens closes
    shuts pulls pushes runs crosses leans reaches grabs steps drops lifts raises places folds rubs kicks
    throws tosses pours wipes claps pats slaps presses lowers slides tucks unlocks climbs jumps kneels
    crouches hurries rises strides rushes heads leaves enters drags draws holds hugs
    """
)
"""Deeds that no one can speak a sentence with."""


class BeatComma:
    """An action beside speech is a sentence of its own: a stop before it, a capital at its head."""

    rules = ("dialogue.beat_comma",)
    description = "A comma in speech before an action that is no dialogue tag."
    bad = (
        Example('"Fine," He turned to the wall.', '," He', '"Fine." He turned to the wall.'),
        Example('"Fine," he turned to the wall.', '," he', '"Fine." He turned to the wall.'),
        Example('"Fine," Orla closed the shutters.', ",", '"Fine." Orla closed the shutters.', ("Orla",)),
        Example("“Let me see,” She drew up a chair.", ",” She", "“Let me see.” She drew up a chair."),
        Example("'I think so,' They were gone by noon.", ",' They", "'I think so.' They were gone by noon."),
    )  # fmt: skip
    good = (
        '"Fine," he said, and turned to the wall.',
        '"Fine," he smiled. "Fine," Orla shrugged.',
        '"Fine," and he turned to the wall. "Yes," but she took the lamp.',
        '"On Sunday," the ferryman who took the rope replied.',
        '"Fine," turning to the wall, he said. "Fine," I heard him say.',
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the comma, and the pronoun where it changes too."""
        text = paragraph.text
        for place in junctions(paragraph):
            found = _SUBJECT.match(text, place.after)
            if place.last(text) != "," or not place.spaced() or found is None:
                continue
            if find_tag(text, place.after, paragraph.evidence.tokens) or _goes_on(text, found.end()):
                continue
            who, verb = found["who"], found["verb"]
            pronoun = who.lower() in PRONOUNS
            if not self._is_beat(who, verb, story, pronoun=pronoun):
                continue
            end = found.end("who") if pronoun else place.inner_end
            rest = text[place.inner_end : found.start("who")]
            fixes = ["." + (rest + capitalised(who) if pronoun else "")]
            if pronoun and who[0].isupper() and who != "I":
                fixes.append("," + rest + decapitalised(who))
            yield Finding(
                Span(place.inner_end - 1, end),
                Category.DIALOGUE_PUNCTUATION,
                self.rules[0],
                "What follows is an action and no dialogue tag, so the speech ends with a full stop.",
                tuple(fixes),
                confidence=0.8,
            )

    @staticmethod
    def _is_beat(who: str, verb: str, story: StoryContext, *, pronoun: bool) -> bool:
        if verb in FINITE_SPEECH_VERBS:
            return False
        if pronoun:
            return verb in _DEEDS or (who[0].isupper() and who != "I")
        return who[0].isupper() and verb in _DEEDS and story.cast.knows(who)


def _goes_on(text: str, at: int) -> bool:
    """Whether the same sentence of speech is taken up again behind the action."""
    return bool(_TAKEN_UP.match(text, at))
