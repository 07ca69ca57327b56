"""A degree said twice: "increasingly harder", "more quicker", "the most bravest"."""

from __future__ import annotations

from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.inflection import inflections
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.proofing.rules.token_row import apart, lower_at
from studio.text.span import Span
from studio.text.word_list import word_set

RULE = "grammar.double_degree"
_AMOUNTS = word_set("more less most least better best worse worst further rather")


class DoubleDegree:
    """The ending says the degree already. Speech is left alone."""

    rules = (RULE,)
    description = "“More”, “most” or “increasingly” before a word that has its degree."
    bad = (
        Example(
            "It grew increasingly harder to row.", "increasingly harder", "It grew increasingly hard to row."
        ),
        Example("He rowed more faster than before.", "more faster", "He rowed faster than before."),
        Example("She was the most bravest of them.", "most bravest", "She was the bravest of them."),
    )
    good = (
        "It grew harder and harder, ever more bitter, and increasingly hard. No more lighter fluid was left.",
        "“He is the most bravest,” she said. Once more, later than usual, he rowed.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks both words, in narration."""
        tokens = paragraph.evidence.tokens
        for n in range(len(tokens) - 1):
            adverb, word = tokens[n], tokens[n + 1]
            if adverb.lower not in ("increasingly", "more", "most") or word.tag not in (
                "JJR",
                "RBR",
                "JJS",
                "RBS",
            ):
                continue
            ending = "est" if word.tag[-1] == "S" else "er"
            if word.lower in _AMOUNTS or not word.lower.endswith(ending) or word.head == n:
                continue
            if lower_at(tokens, n - 1) in ("no", "any", "some", "much", "many"):
                continue  # "some more lighter stuff"
            span = Span(adverb.start, word.end)
            plain = next(iter(inflections().lemmas(word.lower, "ADJ")), word.lower)
            if plain == word.lower or not apart(tokens, n, paragraph.text):
                continue
            if not paragraph.in_quotation(span.start) and not in_dialect(paragraph, span):
                fixes = (word.text, f"{adverb.text} {plain}")
                fixes = fixes[::-1] if adverb.lower == "increasingly" else fixes
                message = f"“{word.text}” says the degree already."
                yield Finding(span, Category.GRAMMAR_OTHER, RULE, message, fixes, confidence=0.75)
