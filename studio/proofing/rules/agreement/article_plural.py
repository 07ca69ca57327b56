"""“A” before several things: "a two tired rowers were late", "a wet boots"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.proofing.rules.token_row import NOUNS, lower_at, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

RULE = "agreement.article_plural"
_NUMBERS = word_set("two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty")
_AMOUNTS = word_set(
    "few many mony good great little hundred thousand dozen couple mere full further million score myriad"
)
_ONE_FORM = word_set(
    """
    ways means species series works headquarters barracks crossroads gallows shambles woods clothes trousers
    pants scissors links bellows lodgings sweepstakes innings whereabouts mews dregs
    """
)


class ArticlePlural:
    """Behind "a" stands one thing: either the article is left over, or the noun is one.

    Not marked: "a few days", "a good two hours", "a hornets' nest", dialect ("a ways").
    """

    rules = (RULE,)
    description = "“A” before a plural, or before a number."
    bad = (
        Example(
            "In the hall a two tired rowers were waiting.",
            "a two",
            "In the hall two tired rowers were waiting.",
        ),
        Example("She wore a wet boots and a coat.", "a wet boots", "She wore wet boots and a coat."),
    )
    good = (
        "It took a few days, a good two hours, a hundred men and a two hours' walk past a hornets' nest.",
        "A two-man crew found a crossroads, a means of escape and a ways to go. Vitamin A pills helped.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the article with the number, or with the noun."""
        tokens, text = paragraph.evidence.tokens, paragraph.text
        for n in range(len(tokens) - 2):
            if tokens[n].lower not in ("a", "an") or tokens[n].tag != "DT":
                continue
            if tokens[n].text == "A" and n and tokens[n - 1].sentence == tokens[n].sentence:
                continue  # a letter: "vitamin A pills"
            last = _numbered(tokens, n) or _plural(tokens, n)
            if not last or in_dialect(paragraph, Span(tokens[n].start, tokens[last].end)):
                continue
            span = Span(tokens[n].start, tokens[last].end)
            rest = text[tokens[n + 1].start : span.end]
            fix = rest[0].upper() + rest[1:] if tokens[n].text[0].isupper() else rest
            fixes = (
                (fix,)
                if tokens[last].tag == "CD"
                else (fix, text[span.start : tokens[last].start] + _one(tokens[last]))
            )
            message = "“a” stands before one thing only."
            yield Finding(span, Category.AGREEMENT, RULE, message, fixes, confidence=0.75)


def _one(noun: Token) -> str:
    return noun.lemma if noun.text.islower() else noun.text


def _numbered(tokens: Sequence[Token], n: int) -> int:
    """The index of a number behind the article that counts a plural; 0 where none does."""
    number = tokens[n + 1]
    if number.lower not in _NUMBERS or number.dep != "nummod" or not n + 1 < number.head < len(tokens) - 1:
        return 0
    noun = tokens[number.head]
    owns = any(t.lower in ("'", "'s") or t.tag == "HYPH" for t in tokens[n + 1 : number.head + 2])
    behind = tag_at(tokens, number.head + 1)
    return n + 1 if noun.tag == "NNS" and not owns and behind not in NOUNS else 0


def _plural(tokens: Sequence[Token], n: int) -> int:
    """The index of a plural behind the article, adjectives between; 0 where none is."""
    at = n + 1
    while tag_at(tokens, at) in ("JJ", "JJR"):
        if tokens[at].lower in _AMOUNTS:
            return 0
        at += 1
    if tag_at(tokens, at) != "NNS" or tokens[n].head != at:
        return 0
    noun = tokens[at]
    regular = noun.lower in (noun.lemma + "s", noun.lemma + "es", noun.lemma[:-1] + "ies")
    if not regular or not noun.text.islower() or not noun.text.isalpha() or noun.lower in _ONE_FORM:
        return 0
    if tokens[at - 1].end + 1 != noun.start or lower_at(tokens, at + 1) in ("'", "-"):
        return 0
    return at if tag_at(tokens, at + 1) in (".", ",", "IN", "VBD", "CC") else 0
