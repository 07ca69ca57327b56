"""“He” for “his”, “you” for “your” before what is owned: "He voice rose above the others", "in you room"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.inflection import inflections
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.proofing.rules.token_row import apart, lower_at, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

RULE = "grammar.pronoun_owner"
_OWNERS = MappingProxyType(
    {
        "he": ("his", "her", "the"),
        "she": ("her", "the"),
        "they": ("their", "the"),
        "i": ("my",),
        "you": ("your",),
    }
)

_LEADS = word_set("in with of on from at into by under behind over through around to near beside")
_ONE_IS_MEANT = word_set(
    "folks people boys girls men women gentlemen ladies fellows guys lot kids children chaps lads idiots two"
)


class PronounOwner:
    """A noun and its verb behind "he" leave the "he" without one: it is the owner of the noun."""

    rules = (RULE,)
    description = "“He” or “she” before a noun that has a verb of its own."
    bad = (
        Example("He voice rose above the wind.", "He", "His voice rose above the wind."),
        Example("There was a lamp in you room.", "you", "There was a lamp in your room."),
        Example("Orla cried out. She hand was cut.", "She", "Orla cried out. Her hand was cut."),
    )
    good = (
        "His voice rose. He voiced it. They themselves were late, she alone was not.",
        "To him she hands were tools. We men were late, and you boys were not.",
        "He wrote to you letter after letter. Some of you boys, come here.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the pronoun."""
        tokens = paragraph.evidence.tokens
        for n in range(len(tokens) - 2):
            owners, noun = _OWNERS.get(tokens[n].lower), tokens[n + 1]
            if owners is None or noun.tag not in ("NN", "NNS") or not noun.text.islower():
                continue
            kinds = inflections().known_lemmas(noun.lower)
            if "NOUN" not in kinds or "ADV" in kinds or "ADJ" in kinds or tokens[n].tag != "PRP":
                continue
            span = Span(tokens[n].start, tokens[n].end)
            if _owns(tokens, n) and apart(tokens, n, paragraph.text) and not in_dialect(paragraph, span):
                upper = tokens[n].text[0].isupper() and tokens[n].text != "I"
                fixes = tuple(owner.capitalize() for owner in owners) if upper else owners
                message = f"It stands before what is owned, so “{fixes[0]}” seems to be meant."
                yield Finding(span, Category.REAL_WORD, RULE, message, fixes, confidence=0.8)


def _owns(tokens: Sequence[Token], n: int) -> bool:
    """Whether the noun behind has a verb of its own, or the pronoun stands behind a preposition."""
    after, noun = tag_at(tokens, n + 2), tokens[n + 1].lower
    if tokens[n].lower != "you" and after in ("MD", "VBD", "VBZ"):
        return True
    led = n > 0 and tokens[n - 1].tag == "IN" and tokens[n - 1].lower in _LEADS
    return led and after in (".", ",") and noun not in _ONE_IS_MEANT and lower_at(tokens, n + 3) != noun
