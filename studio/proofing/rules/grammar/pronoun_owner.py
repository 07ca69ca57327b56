"""“He” for “his” before what he owns: "He voice rose above the others"."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.inflection import inflections
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.proofing.rules.token_row import apart, tag_at
from studio.text.span import Span

RULE = "grammar.pronoun_owner"
_OWNERS = MappingProxyType(
    {"he": ("his", "her", "the"), "she": ("her", "the"), "they": ("their", "the"), "i": ("my",)}
)


class PronounOwner:
    """A noun and its verb behind "he" leave the "he" without one: it is the owner of the noun."""

    rules = (RULE,)
    description = "“He” or “she” before a noun that has a verb of its own."
    bad = (
        Example("He voice rose above the wind.", "He", "His voice rose above the wind."),
        Example("Orla cried out. She hand was cut.", "She", "Orla cried out. Her hand was cut."),
    )
    good = (
        "His voice rose. He voiced it. They themselves were late, she alone was not.",
        "To him she hands were tools. We men were late, and you boys were not.",
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
            finite = tag_at(tokens, n + 2) in ("MD", "VBD", "VBZ")
            if finite and apart(tokens, n, paragraph.text) and not in_dialect(paragraph, span):
                upper = tokens[n].text[0].isupper() and tokens[n].text != "I"
                fixes = tuple(owner.capitalize() for owner in owners) if upper else owners
                message = f"“{noun.text}” has the verb here, so “{fixes[0]}” seems to be meant."
                yield Finding(span, Category.REAL_WORD, RULE, message, fixes, confidence=0.8)
