""" "Now" where a denial goes on: "He had no map. Now even a name." for "Not even a name."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.real_word.word import like
from studio.text.span import Span

RULE = "real_word.negation"
_NEGATIVES = frozenset(
    {
        "no",
        "not",
        "n't",
        "never",
        "nothing",
        "nobody",
        "none",
        "nowhere",
        "neither",
        "nor",
        "without",
        "hardly",
    }
)
_FOLLOWERS = frozenset({"even", "a", "one", "because", "until"})
_QUESTION_WORDS = frozenset({"what", "who", "where", "when", "why", "how", "which", "whether", "if"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class LostNegation:
    """ "Now" for "Not" at the head of a fragment that goes on denying."""

    rules = (RULE,)
    description = "“Now” that was meant to be “Not”."
    bad = (
        Example(
            "She had no idea who lived there. Now even how many they were.",
            "Now",
            "She had no idea who lived there. Not even how many they were.",
        ),
        Example("Nobody answered. Now even the dog.", "Now", "Nobody answered. Not even the dog."),
    )
    good = (
        "Nobody answered. Now even the dog was quiet.",
        "The rain stopped. Now even the dog.",
        "He never came. Now what could she do?",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterator[Finding]:
        """At most one finding a sentence."""
        tokens = paragraph.evidence.tokens
        for index, token in enumerate(tokens):
            if token.lower == "now" and _begins_sentence(tokens, index) and _denies_on(tokens, index):
                word = token.text
                yield Finding(
                    Span(token.start, token.end),
                    Category.REAL_WORD,
                    RULE,
                    f"The sentence before denies something; “{like(word, 'not')}” would go on with it.",
                    (like(word, "not"),),
                    confidence=0.9,
                )


def _begins_sentence(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].sentence != tokens[index].sentence


def _denies_on(tokens: Sequence[Token], index: int) -> bool:
    number = tokens[index].sentence
    before = []
    for token in reversed(tokens[:index]):
        if token.sentence != number - 1:
            break
        before.append(token.lower)
    rest = []
    for token in tokens[index + 1 :]:
        if token.sentence != number:
            break
        rest.append(token)
    if not _NEGATIVES & set(before) or len(rest) < 2 or rest[0].lower not in _FOLLOWERS:
        return False
    asks_on = rest[0].lower == "even" and rest[1].lower in _QUESTION_WORDS
    return asks_on or not any(token.tag in _FINITE for token in rest)
