"""A family with its apostrophe in the wrong place: "the Crowe's were late", "the Crowe's house"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.model.cast import Cast
from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.token_row import FINITE, lower_at, opens_noun, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

_TITLES = word_set("Mr Mrs Ms Miss Mr. Mrs. Ms.")
_SIBILANTS = ("s", "x", "z", "ch", "sh")


class FamilyApostrophe:
    """Behind "the" a family name is a plural: the Crowes, the Crowes' house."""

    rules = ("apostrophe.family",)
    description = "A family name behind “the” with an apostrophe before its s."
    bad = (
        Example("The Crowe's hadn't come.", "Crowe's", "The Crowes hadn't come.", ("Ansel Crowe",)),
        Example(
            "They met at the Crowe's house.", "Crowe's", "They met at the Crowes' house.", ("Ansel Crowe",)
        ),
        Example("They fled from the Marsh's.", "Marsh's", "They fled from the Marshes.", ("Mrs. Marsh",)),
    )
    good = (
        "The Crowes' house was Ansel Crowe's. They met at Crowe's house.",
        "The Crowe boy's cap was wet, and the boy's cap was new.",
        "The Warden's office was shut. The Warden's late, she said.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the name."""
        tokens = paragraph.evidence.tokens
        for n in range(1, len(tokens) - 1):
            mark = tokens[n + 1]
            if mark.lower != "'s" or mark.start != tokens[n].end or tokens[n - 1].lower != "the":
                continue
            if tokens[n].text[0].isupper() and is_surname(tokens[n].text, story.cast):
                fix = self._fix(tokens, n, mark.text[0])
                if fix:
                    yield Finding(
                        Span(tokens[n].start, mark.end),
                        Category.APOSTROPHE,
                        self.rules[0],
                        "Behind “the” the family's name is a plural.",
                        (fix,),
                        confidence=0.8,
                    )

    @staticmethod
    def _fix(tokens: Sequence[Token], n: int, apostrophe: str) -> str:
        name = tokens[n].text
        plural = name + ("es" if name.endswith(_SIBILANTS) else "s")
        if opens_noun(tokens, n + 2) or tag_at(tokens, n + 2) == "VBN":
            return plural + apostrophe
        ended = not tag_at(tokens, n + 2) or tag_at(tokens, n + 2) in (".", ",", "IN", "CC", "''", *FINITE)
        return plural if ended and lower_at(tokens, n + 2) not in ("is", "has") else ""


def is_surname(word: str, cast: Cast) -> bool:
    """Whether someone's full name ends with ``word`` behind a first name, or a Mr or Mrs bears it."""
    for person in cast.people:
        for form in (person.name, *person.variants):
            first, *rest = form.split() or [""]
            if rest and rest[-1] == word and (first in _TITLES or first in cast.names):
                return person.kind == "person"
    return False
