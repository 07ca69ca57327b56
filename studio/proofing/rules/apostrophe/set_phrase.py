"""Phrases and days whose apostrophe is left out: "at arms length", "a stones throw", "Valentines Day"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.text.span import Span
from studio.text.word_list import word_set

# Owner and owned; the apostrophe stands before the s.
_ONE_OWNER = word_set(
    """
    stones:throw wits:end hearts:content minds:eye lions:share hairs:breadth deaths:door crows:nest
    childs:play snails:pace days:end journeys:end fools:errand devils:advocate birds:eye kings:ransom
    wolfs:clothing sheeps:clothing cats:cradle ladys:maid masters:degree bachelors:degree writers:block
    Adams:apple Achilless:heel drivers:seat drivers:side drivers:license drivers:licence passengers:seat
    passengers:side arms:length arms:reach Kings:Cross Regents:Park Lands:End Earls:Court Pandoras:box
    Murphys:law Hobsons:choice Valentines:Day Mothers:Day Fathers:Day Patricks:Day Andrews:Day Georges:Day
    Noahs:ark Solomons:seal Halleys:comet Occams:razor
    """
)
_SEVERAL_OWNERS = word_set("hornets:nest Saints:Day Souls:Day Fools:Day wives:tale wives:tales")
_LED = MappingProxyType({"Saints": ("All",), "Souls": ("All",), "Fools": ("April", "All"), "wives": ("old",)})
_PAIR = re.compile(r"(?<![\w'’])(?P<owner>[A-Za-z]+s)(?=[\s-](?P<thing>[A-Za-z]+)\b)")
_VERB_BEFORE = word_set("he she it who that which")


class SetPhrase:
    """Well-known phrases and feasts keep the apostrophe of their owner."""

    rules = ("apostrophe.set_phrase",)
    description = "A well-known phrase or feast without its apostrophe."
    bad = (
        Example("The inn was a stones throw away.", "stones", "The inn was a stone's throw away."),
        Example("They met on Valentines Day.", "Valentines", "They met on Valentine's Day."),
        Example("The train left Kings Cross at ten.", "Kings", "The train left King's Cross at ten."),
        Example("It was an old wives tale.", "wives", "It was an old wives' tale."),
    )
    good = (
        "A stone's throw from King's Cross, at arm's length. He stones throwers, and she minds eyes.",
        "The kings cross the river. He drivers sides. On Mother's Day the old wives told tales.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the owner."""
        text = paragraph.text
        mark = "’" if "’" in text else "'"
        for match in _PAIR.finditer(text):
            pair = f"{match['owner']}:{match['thing']}"
            if pair not in _ONE_OWNER and pair not in _SEVERAL_OWNERS:
                continue
            before = text[max(0, match.start() - 12) : match.start()].split()[-1:] or [""]
            several = pair in _SEVERAL_OWNERS
            if before[0] in _VERB_BEFORE or (several and before[0] not in _LED.get(match["owner"], before)):
                continue
            fix = match["owner"] + mark if several else f"{match['owner'][:-1]}{mark}s"
            message = "The owner in this phrase has an apostrophe."
            span = Span(*match.span("owner"))
            yield Finding(span, Category.APOSTROPHE, self.rules[0], message, (fix,), confidence=0.85)
