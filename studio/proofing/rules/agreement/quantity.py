"""A number of things in the singular, or one thing in the plural: "a couple of second", "another lamps"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.proofing.rules.token_row import NOUNS, lower_at, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

RULE = "agreement.quantity"
_SEVERAL = re.compile(
    r"\b(?:couple of|several|dozens of|hundreds of|thousands of|a few|many)\s+"
    r"(?P<unit>second|minute|hour|day|week|month|moment)"
    r"(?=[.,;:!?…]|\s+(?:ago|later|before|after|behind|earlier|away|had|to|of|in|and|or|until|when|with|went|at"
    r"|for|passed|on|as|she|he|they|it|I)\b)"
)
_ONE_FORM = word_set(
    """
    means species series works headquarters barracks crossroads gallows glasses clothes trousers pants
    scissors news thanks lots times sports arms goods savings systems customs sales jeans hours minutes
    days weeks months years seconds miles yards inches pounds dollars shorts tights pyjamas pajamas
    stairs woods
    """
)


class Quantity:
    """Several things are plural, another one is singular. Dialect is left alone: "ten mile"."""

    rules = (RULE,)
    description = "A number of things in the singular, or one thing in the plural."
    bad = (
        Example("She was only a couple of second behind him.", "second",
                "She was only a couple of seconds behind him."),
        Example("They waited for several minute.", "minute", "They waited for several minutes."),
        Example("She lit another lamps and went out.", "lamps", "She lit another lamp and went out."),
    )  # fmt: skip
    good = (
        "They rowed for a couple of seconds, another two hours and another few miles.",
        "It was several hour-long talks. Another species came, by another means, with another glass.",
        "One lamp or another hangs there. One after another lamps went out. She ran another sports shop.",
        "He read several minute details, and several second hand reports.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the noun."""
        for match in _SEVERAL.finditer(paragraph.text):
            span = Span(*match.span("unit"))
            if not in_dialect(paragraph, span):
                message = "More than one is meant, so the noun is a plural."
                yield self._finding(span, match["unit"] + "s", message)
        yield from self._another(paragraph)

    def _another(self, paragraph: ParagraphView) -> Iterator[Finding]:
        tokens = paragraph.evidence.tokens
        for n, token in enumerate(tokens[:-2]):
            noun = tokens[n + 1]
            if token.lower == "another" and noun.tag == "NNS" and _is_plain_plural(tokens, n):
                span = Span(noun.start, noun.end)
                if not in_dialect(paragraph, span) and not _is_own_word(noun):
                    yield self._finding(span, noun.lemma, "Behind “another” stands one thing only.")

    def _finding(self, span: Span, fix: str, message: str) -> Finding:
        return Finding(span, Category.AGREEMENT, RULE, message, (fix,), confidence=0.75)


def _is_own_word(noun: Token) -> bool:
    """Whether the noun is no plain English word in lower case."""
    return not (noun.text.islower() and noun.text.isalpha())


def _is_plain_plural(tokens: Sequence[Token], n: int) -> bool:
    noun = tokens[n + 1]
    regular = noun.lower in (noun.lemma + "s", noun.lemma + "es", noun.lemma[:-1] + "ies")
    if noun.lower in _ONE_FORM or not regular or noun.lower.endswith("ss"):
        return False
    if (
        lower_at(tokens, n - 1) in ("after", "or", "one", "to", "upon", "from")
        or noun.start != tokens[n].end + 1
    ):
        return False
    return tag_at(tokens, n + 2) not in (*NOUNS, "HYPH", "POS", "VBP", "VBZ", "CD", "JJ")
