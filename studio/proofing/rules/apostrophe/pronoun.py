"""Possessive pronouns against short forms: its and it's, your and you're, whose and who's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.token_row import FINITE, NOUNS, lower_at, opens_noun, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

_PREPOSITIONS = word_set(
    """
    of in on with from at by to into onto over under through around behind beneath despite near above
    below across along against off upon within inside outside toward towards beside between
    """
)
_NOT_OWNED = word_set(
    """
    a an the not been gonna he she they we i me him them that what why how where who because
    """
)
_NEVER_OWNED = MappingProxyType(
    {
        "its": _NOT_OWNED
        | word_set("going so too about my your his her their in on at very okay ok been hard easy clear"),
        "your": _NOT_OWNED - word_set("what why how where who that")
        | word_set("going so too in on at with my his her their welcome supposed kidding joking sure"),
        "whose": word_set("a an the going been not there coming in that"),
    }
)
_SHORT = MappingProxyType({"its": "it's", "your": "you're", "whose": "who's"})
_LONG = MappingProxyType({("it", "'s"): "its", ("you", "'re"): "your", ("who", "'s"): "whose"})
_STANDS_ALONE = word_set(
    """
    own best worst first last second third most least former latter highest lowest opposite
    """
)
_TIGHT = word_set("own")


class PronounApostrophe:
    """A possessive pronoun has no apostrophe; a short form has one. Silent where both could stand."""

    rules = ("apostrophe.possessive_pronoun", "apostrophe.short_form")
    description = "A possessive pronoun with an apostrophe, or a short form without one."
    bad = (
        Example("Despite it's size, the boat was quick.", "it's", "Despite its size, the boat was quick."),
        Example("The boat had it's own lamp.", "it's", "The boat had its own lamp."),
        Example(
            "It's a long way and its not far from noon.", "its", "It's a long way and it's not far from noon."
        ),
        Example("“So its decided then!”", "its", "“So it's decided then!”"),
        Example("“Your a fool,” she said.", "Your", "“You're a fool,” she said."),
        Example("“Bring you're own lamp.”", "you're", "“Bring your own lamp.”"),
        Example("“Whose there?”", "Whose", "“Who's there?”"),
        Example("He met a man who's wife had left.", "who's", "He met a man whose wife had left."),
    )
    good = (
        "It's late, and the boat has lost its lamp. It's all right. It was on its own.",
        "You know it's time. I think it's John. The boat and its so-called crew slept.",
        "“Your own boat is here, and you're late.” Your not coming was noticed. Its best was gone.",
        "“Whose lamp is it?” Who's John? The man who's here said so. Your in-laws came, and your going hurt.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the pronoun."""
        text, tokens = paragraph.text, paragraph.evidence.tokens
        for n, token in enumerate(tokens):
            word = token.lower
            if word in _SHORT and self._is_short(tokens, n, word):
                yield self._finding(Span(token.start, token.end), text, _SHORT[word], 1)
            pair = (word, lower_at(tokens, n + 1))
            if pair in _LONG and tokens[n + 1].start == token.end and self._is_owner(tokens, n):
                yield self._finding(Span(token.start, tokens[n + 1].end), text, _LONG[pair], 0)

    @staticmethod
    def _is_short(tokens: Sequence[Token], n: int, word: str) -> bool:
        after, then = lower_at(tokens, n + 1), tag_at(tokens, n + 2)
        if not after or tokens[n].end == tokens[n + 1].start:
            return False
        if lower_at(tokens, n + 2) == "-" or after in _STANDS_ALONE:
            return False
        if after in _NEVER_OWNED[word]:
            return _certain(tokens, n, word, after)
        if word == "its" and tag_at(tokens, n + 1) in ("VBN", "VBD"):
            return (
                then in ("RB", ".", ",") and lower_at(tokens, n + 2) != "-" and not opens_noun(tokens, n + 3)
            )
        return False

    @staticmethod
    def _is_owner(tokens: Sequence[Token], n: int) -> bool:
        before, after = lower_at(tokens, n - 1), lower_at(tokens, n + 2)
        if after == "own":
            return (
                tag_at(tokens, n + 3) in NOUNS
                or before in _PREPOSITIONS
                or not tag_at(tokens, n + 3).isalpha()
            )
        if lower_at(tokens, n) == "who":
            noun = tag_at(tokens, n + 2) in ("NN", "NNS") and tag_at(tokens, n - 1) in NOUNS
            return noun and tag_at(tokens, n + 3) in FINITE
        return before in _PREPOSITIONS and tokens[n - 1].tag == "IN" and _plain_noun(tokens, n + 2)

    def _finding(self, span: Span, text: str, fix: str, rule: int) -> Finding:
        written = span.of(text)
        if "’" in written or ("'" not in written and "’" in text):
            fix = fix.replace("'", "’")
        message = (
            "The possessive form has no apostrophe."
            if rule == 0
            else "This is a short form and wants an apostrophe."
        )
        fix = fix[0].upper() + fix[1:] if written[0].isupper() else fix
        return Finding(span, Category.APOSTROPHE, self.rules[rule], message, (fix,), confidence=0.9)


def _plain_noun(tokens: Sequence[Token], n: int) -> bool:
    """A noun, with adjectives before it, that no article leads."""
    return opens_noun(tokens, n) and tag_at(tokens, n) not in ("NNP", "NNPS", "DT")


def _certain(tokens: Sequence[Token], n: int, word: str, after: str) -> bool:
    """Words that could yet belong to a possessive phrase are looked at once more."""
    then = tag_at(tokens, n + 2)
    if after in (
        "in",
        "on",
        "at",
        "so",
        "too",
        "about",
        "very",
        "sure",
        "clear",
        "easy",
        "hard",
        "okay",
        "ok",
    ):
        hyphen = n + 2 < len(tokens) and tokens[n + 1].end == tokens[n + 2].start and then == "HYPH"
        return not hyphen and not opens_noun(tokens, n + 2)
    if after == "going":
        return lower_at(tokens, n + 2) == "to"
    if after in ("not", "been"):
        return then != "VBG"
    if word == "whose" and after in ("in", "that"):
        return lower_at(tokens, n + 2) in ("there", "?")
    if after == "welcome":
        return then in (".", ",", "TO", "''") or not then
    return True
