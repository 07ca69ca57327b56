"""A stretch of time that owns what it is filled with: "in two days time", "a weeks leave"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.text.span import Span
from studio.text.word_list import word_set

_UNIT = re.compile(
    r"\b(?P<unit>second|minute|hour|day|week|fortnight|month|year|dollar|pound|cent|shilling)(?P<mark>['’]?)s\s+"
    r"(?P<filled>time|notice|leave|pay|wages|rest|sleep|journey|march|ride|walk|drive|sail|worth|supply|rations|"
    r"imprisonment|growth|absence|delay|grace|detention|warning|reprieve|respite)\b"
)
_NUMBERS = word_set(
    """
    two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty ninety
    hundred thousand several many few
    """
)
_ONE = word_set("a an one another")
_MONEY = word_set("dollar pound cent shilling")


class TimeOwner:
    """Behind a number the stretch of time is a plural that owns: two days' time, a week's leave."""

    rules = ("apostrophe.time_owner",)
    description = "A stretch of time without its apostrophe: two days' time."
    bad = (
        Example("He would be back in two days time.", "days", "He would be back in two days' time."),
        Example("It was three day’s march away.", "day’s", "It was three days’ march away."),
        Example("She asked for a weeks leave.", "weeks", "She asked for a week's leave."),
        Example("He bought ten pounds worth of rope.", "pounds", "He bought ten pounds' worth of rope."),
    )
    good = (
        "In two days' time, with a week's leave and an hour's sleep, he was back.",
        "After two days time hung heavy on them. For years time had stood still; in ten minutes they left.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the unit of time or money."""
        text = paragraph.text
        for match in _UNIT.finditer(text):
            plural = _is_plural(text, match)
            span = Span(match.start("unit"), match.end("mark") + 1)
            if plural is None or _begins_clause(text, match.end()) or in_dialect(paragraph, span):
                continue
            mark = match["mark"] or ("’" if "’" in text else "'")
            fix = match["unit"] + (f"s{mark}" if plural else f"{mark}s")
            message = "What fills the time belongs to it, so an apostrophe is needed."
            yield Finding(span, Category.APOSTROPHE, self.rules[0], message, (fix,), confidence=0.8)


def _is_plural(text: str, match: re.Match[str]) -> bool | None:
    """Whether a number leads the unit, or "a"; None where neither does or all is well."""
    before = [""] * 2 + text[max(0, match.start() - 24) : match.start()].lower().split()[-2:]
    if match["unit"] in _MONEY and match["filled"] != "worth":
        return None
    if before[-1] in _NUMBERS or before[-1].isdigit() or before[-2:] == ["couple", "of"]:
        return True
    return False if before[-1] in _ONE and not match["mark"] else None


def _begins_clause(text: str, end: int) -> bool:
    """Whether what follows is the subject of a verb: "after two days time hung heavy"."""
    return _SUBJECT.match(text, end) is not None


_SUBJECT = re.compile(
    r"\s+(?:is|was|were|has|had|will|would|could|hung|stood|seemed|passed|went|came|began|did|does|to|off|out"
    r"|home|on|back)\b"
)
