"""One thing in the plural, several in the singular: "this slower paces", "three boat"."""

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

RULE = "agreement.demonstrative"
_ONE = word_set("this each every")
_NUMBERS = word_set(
    """
    two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy
    eighty ninety several various numerous
    """
)
_ONE_FORM = word_set(
    """
    means species series works headquarters barracks crossroads gallows glasses clothes trousers pants
    scissors news woods savings goods manners surroundings times ways others ones odds folks mornings
    nights thanks
    """
)
_SAME_PLURAL = word_set(
    """
    cannon halfpence pennyworth manner trade samurai ninja mile pound year foot dozen score hundred
    thousand million stone head pair craft aircraft spacecraft sheep deer fish salmon trout people
    offspring yoke brace gross fathom league ton bushel horse sail man strong fold percent cent o'clock
    noon midnight being dimensional piece hand sound side apiece each more other others half quarter
    night pence sterling credit gold silver knot inch degree acre point bob quid grand rupee yen won
    yuan baht past
    """
)


class Demonstrative:
    """One thing stands behind "this", "each" and "every", several behind a number. Dialect is left alone."""

    rules = (RULE,)
    description = "“This” or “every” before a plural, or a number before one thing."
    bad = (
        Example(
            "Even at this slower paces they were late.", "paces", "Even at this slower pace they were late."
        ),
        Example("Every old boats had a lamp.", "boats", "Every old boat had a lamp."),
        Example("He tied up three boat and went home.", "boat", "He tied up three boats and went home."),
    )
    good = (
        "At these slower paces, every few days, this two hours' walk, each ten minutes. This means war.",
        "He tied up three boats. She rowed five mile. Two by two they came. Twenty sail of ships.",
        "This old woods was dark. It was one of two and three man crews. Ten o'clock, ten past two.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the noun."""
        tokens = paragraph.evidence.tokens
        for n in range(1, len(tokens)):
            noun = tokens[n]
            if noun.tag not in ("NN", "NNS") or not (noun.text.islower() and noun.text.isalpha()):
                continue
            fix = _single(tokens, n) if noun.tag == "NNS" else _plural(tokens, n)
            span = Span(noun.start, noun.end)
            if fix and not paragraph.in_quotation(noun.start) and not in_dialect(paragraph, span):
                message = f"The word before it asks for “{fix}”."
                yield Finding(span, Category.AGREEMENT, RULE, message, (fix,), confidence=0.75)


def _leader(tokens: Sequence[Token], n: int) -> int:
    """The index of the word before a noun, past one adjective."""
    return n - 2 if n > 1 and tokens[n - 1].tag in ("JJ", "JJR") else n - 1


def _single(tokens: Sequence[Token], n: int) -> str:
    noun, lead = tokens[n], _leader(tokens, n)
    if tokens[lead].lower not in _ONE or tokens[lead].tag != "DT" or tokens[lead].head != n:
        return ""
    regular = noun.lower in (noun.lemma + "s", noun.lemma + "es", noun.lemma[:-1] + "ies")
    if (
        not regular
        or noun.lower in _ONE_FORM
        or (lead == n - 2 and tokens[n - 1].lower in _NUMBERS | {"few", "other", "many"})
    ):
        return ""
    if lead == n - 2 and tokens[n - 1].lower.endswith("ed"):  # "this simplified matters"
        return ""
    return "" if tag_at(tokens, n + 1) in (*NOUNS, "POS", "HYPH", "CD") else noun.lemma


def _plural(tokens: Sequence[Token], n: int) -> str:
    noun, lead = tokens[n], _leader(tokens, n)
    if tokens[lead].lower not in _NUMBERS or tokens[lead].head != n or noun.lower in _SAME_PLURAL:
        return ""
    if tag_at(tokens, lead - 1) in ("HYPH", "CD", "NN", "NNP") or tag_at(tokens, n + 1) not in (
        ".",
        ",",
        "IN",
        "VBD",
        "CC",
    ):
        return ""
    if lower_at(tokens, n + 1) in ("were", "are", "have"):  # a plural without an s
        return ""
    if tag_at(tokens, n + 1) == "CC" and tag_at(tokens, n + 2) in NOUNS:
        return ""
    if noun.lower.endswith(
        ("s", "x", "z", "ch", "sh", "y", "f", "fe", "o", "man", "woman", "men", "children")
    ):
        return ""
    return noun.lower + "s"
