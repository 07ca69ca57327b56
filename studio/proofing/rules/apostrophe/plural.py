"""Plurals with an apostrophe, possessives without one: "five boy's", "New Years Eve", "ones balance"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.token_row import FINITE, NOUNS, lower_at, opens_noun, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

_SEVERAL = word_set(
    """
    two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred several many
    few both these those dozen countless
    """
)
_NOT_ONE = word_set(
    """
    the a an this that loved little dear young great these those other only right wrong holy his her
    """
)
_PEOPLE_BEFORE = word_set("other some many most these those all old young")
_FIXED = (
    (re.compile(r"\bNew Years(?= (?:Eve|Day|day|eve|party|resolutions?|celebrations?)\b)"), "New Year's"),
    (re.compile(r"\b(?<=(?:at|by) )New Years(?=[.,;:!?])"), "New Year's"),
    (re.compile(r"\b(?<=in )harms(?= way\b)"), "harm's"),
    (re.compile(r"\b(?<=at )arms(?= length\b)"), "arm's"),
    (re.compile(r"\b(?<=a )stones(?= throw\b)"), "stone's"),
    (re.compile(r"\b[Cc]hildrens(?= \w)"), "children's"),
    (re.compile(r"\b[Ww]omens(?= \w)"), "women's"),
    (
        re.compile(
            r"\b[Mm]ens(?= (?:room|clothes|voices|shirts|faces|eyes|hands|hearts|lives|minds|quarters)\b)"
        ),
        "men's",
    ),
)


class PluralApostrophe:
    """A plural has no apostrophe."""

    rules = ("apostrophe.plural",)
    description = "An apostrophe in a plural that owns nothing."
    bad = (
        Example("Five Orla's burst into the room.", "Orla's", "Five Orlas burst into the room.", ("Orla",)),
        Example("They saw three lamp's.", "lamp's", "They saw three lamps."),
        Example("These boy's were late.", "boy's", "These boys were late."),
    )
    good = (
        "Orla's boat was here. Two of Orla's boats were gone. Both Orla's lamps burned.",
        "He waited two days' time. Those boy's caps were wet. In three years' time she came.",
        "Both of Ansel's. These are Orla's. She was in her 30's, in the 1990's.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the word."""
        tokens = paragraph.evidence.tokens
        for n in range(1, len(tokens) - 1):
            mark = tokens[n + 1]
            if mark.lower != "'s" or mark.start != tokens[n].end or tokens[n - 1].lower not in _SEVERAL:
                continue
            if self._is_plural(tokens, n, story):
                yield Finding(
                    Span(tokens[n].start, mark.end),
                    Category.APOSTROPHE,
                    self.rules[0],
                    "A plural has no apostrophe.",
                    (tokens[n].text + "s",),
                    confidence=0.85,
                )

    @staticmethod
    def _is_plural(tokens: Sequence[Token], n: int, story: StoryContext) -> bool:
        count, noun = tokens[n - 1], tokens[n]
        if noun.text[0].isupper():
            return count.lower not in ("both", "these", "those") and story.cast.knows(noun.text)
        after = tag_at(tokens, n + 2)
        return noun.tag == "NN" and (after in FINITE or after in (".", ",", "IN", "CC", ""))


class MissingPossessive:
    """What owns something has an apostrophe; only certain cases are marked."""

    rules = ("apostrophe.possessive",)
    description = "A possessive without its apostrophe, or with it in the wrong place."
    bad = (
        Example("They met on New Years Eve.", "New Years", "They met on New Year's Eve."),
        Example("They met at New Years!", "New Years", "They met at New Year's!"),
        Example("It is good for ones balance.", "ones", "It is good for one's balance."),
        Example("He read other peoples' letters.", "peoples'", "He read other people's letters."),
        Example("He read other peoples letters.", "peoples", "He read other people's letters."),
        Example("Orlas eyes were wide.", "Orlas", "Orla's eyes were wide.", ("Orla",)),
        Example("They kept out of it and not in harms way.", "harms",
                "They kept out of it and not in harm's way."),
    )  # fmt: skip
    good = (
        "The ones left were the loved ones. Their little ones slept. Ones and twos were drawn.",
        "The peoples of the coast met. Two Orlas sat there. The New Years passed.",
        "Orla's eyes were wide. The Orlas rowed. He put them to arms at length.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the word that owns."""
        text, tokens = paragraph.text, paragraph.evidence.tokens
        for pattern, fix in _FIXED:
            for match in pattern.finditer(text):
                yield self._finding(Span(*match.span()), text, fix)
        for n in range(len(tokens)):
            yield from self._token(tokens, n, text, story)

    def _token(self, tokens: Sequence[Token], n: int, text: str, story: StoryContext) -> Iterator[Finding]:
        token = tokens[n]
        span = Span(token.start, token.end)
        owns = opens_noun(tokens, n + 1) and tag_at(tokens, n + 1) in NOUNS
        if token.lower == "ones" and owns and tag_at(tokens, n - 1) in ("IN", "VBG", "VB", "TO"):
            if lower_at(tokens, n - 1) not in _NOT_ONE:
                yield self._finding(span, text, "one's")
        elif token.lower == "peoples" and lower_at(tokens, n - 1) in _PEOPLE_BEFORE:
            marked = lower_at(tokens, n + 1) == "'" and tokens[n + 1].start == token.end
            if marked and tag_at(tokens, n + 2) in (*NOUNS, "JJ"):
                yield self._finding(Span(token.start, tokens[n + 1].end), text, "people's")
            elif owns:
                yield self._finding(span, text, "people's")
        elif owns and self._is_name(tokens, n, story):
            yield self._finding(span, text, token.text[:-1] + "'s")

    @staticmethod
    def _is_name(tokens: Sequence[Token], n: int, story: StoryContext) -> bool:
        word, names = tokens[n].text, story.cast.names
        if not word.endswith("s") or not word[0].isupper() or word in names or word[:-1] not in names:
            return False
        if tag_at(tokens, n - 1) in ("DT", "CD", "JJ", "NNP") or tag_at(tokens, n + 1) not in ("NN", "NNS"):
            return False
        return tokens[n].dep in ("compound", "poss", "nmod", "amod") and tokens[n].head > n

    def _finding(self, span: Span, text: str, fix: str) -> Finding:
        written = span.of(text)
        fix = fix.replace("'", "’") if "’" in text else fix
        fix = fix[0].upper() + fix[1:] if written[0].isupper() else fix
        return Finding(
            span,
            Category.APOSTROPHE,
            self.rules[0],
            "What owns something has an apostrophe before or after its s.",
            (fix,),
            confidence=0.85,
        )
