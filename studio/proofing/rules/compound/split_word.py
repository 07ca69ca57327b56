"""Words torn apart or run together: "no where", "over thinking", "trained everyday", "alot"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.token_row import NOUNS, apart, lower_at, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

_ALWAYS = MappingProxyType(
    {
        "no where": "nowhere",
        "any where": "anywhere",
        "some where": "somewhere",
        "every where": "everywhere",
        "some how": "somehow",
        "some thing": "something",
        "every thing": "everything",
        "any thing": "anything",
        "where ever": "wherever",
        "mean while": "meanwhile",
        "him self": "himself",
        "it self": "itself",
        "them selves": "themselves",
        "our selves": "ourselves",
        "your selves": "yourselves",
        "its self": "itself",
        "it's self": "itself",
        "his self": "himself",
        "their selves": "themselves",
        "with out": "without",
        "through out": "throughout",
        "birth day": "birthday",
        "grand mother": "grandmother",
        "grand father": "grandfather",
        "grand son": "grandson",
        "grand daughter": "granddaughter",
        "for awhile": "for a while",
        "in awhile": "in a while",
        "awhile ago": "a while ago",
        "for sometime": "for some time",
        "over heard": "overheard",
        "over hear": "overhear",
        "under stand": "understand",
        "under stood": "understood",
        "mis understood": "misunderstood",
        "over whelmed": "overwhelmed",
        "over joyed": "overjoyed",
        "fore head": "forehead",
        "eye brow": "eyebrow",
        "eye brows": "eyebrows",
        "school yard": "schoolyard",
        "who ever": "whoever",
        "every one else": "everyone else",
    }
)
_RUN_TOGETHER = MappingProxyType(
    {
        "alot": "a lot",
        "aswell": "as well",
        "infact": "in fact",
        "atleast": "at least",
        "eachother": "each other",
        "noone": "no one",
        "ofcourse": "of course",
        "everytime": "every time",
        "infront": "in front",
        "aslong": "as long",
        "eventhough": "even though",
        "abit": "a bit",
        "inbetween": "in between",
        "incase": "in case",
        "anyother": "any other",
        "thankyou": "thank you",
        "atall": "at all",
        "inspite": "in spite",
        "alittle": "a little",
        "upto": "up to",
        "allright": "all right",
    }
)
_OVER = word_set("thinking reacting analyzing analysing sleeping estimating exaggerating")
_OVER_BASE = word_set("react think analyze analyse sleep estimate exaggerate")
_LEADS_OVER = word_set("be am is are was were been 'm 're 's stop keep not always just n't")
_BEING = word_set("be been being was were is are am 'm 're become")
_WORD = re.compile(r"(?<![\w'’\-])[a-zA-Z]+(?![\w'’\-])")
_PAIR = re.compile(r"(?=(?<![\w'’\-])([A-Za-z]+(?:['’]s)?[ \n]([a-z]+))(?![\w'’\-]))")


class SplitWord:
    """Words that belong together, or apart."""

    rules = ("compound.split_word", "compound.run_together")
    description = "A word written as two, or two as one."
    bad = (
        Example("His boat was no where to be found.", "no where", "His boat was nowhere to be found."),
        Example("I'm definitely over thinking this.", "over thinking", "I'm definitely overthinking this."),
        Example("He trained everyday.", "everyday", "He trained every day."),
        Example("She wore her every day clothes.", "every day", "She wore her everyday clothes."),
        Example("They had all ready left.", "all ready", "They had already left."),
        Example("He liked her alot.", "alot", "He liked her a lot."),
        Example("He waited for awhile.", "for awhile", "He waited for a while."),
        Example("Some times he rowed alone.", "Some times", "Sometimes he rowed alone."),
        Example("She was apart of the crew.", "apart", "She was a part of the crew."),
    )
    good = (
        "They rowed every day. It was an everyday thing. His everyday coat was torn.",
        "We are all ready. All together now. She knew some times were hard.",
        "They stood apart of their own will. The lamp fell over, thinking nothing of it. The night was over.",
        "Everyone who ever saw it is dead. Who ever heard of it?",
        "No one knew where. It was any one of them. He waited awhile with out-of-date maps.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the word or the two words."""
        text, tokens = paragraph.text, paragraph.evidence.tokens
        for match in _PAIR.finditer(text):
            fix = _ALWAYS.get(" ".join(match.group(1).lower().replace("’", "'").split()))
            if fix and not _is_who_ever(match.group(1), text, Span(*match.span(1))):
                yield self._finding(Span(*match.span(1)), text, fix, 0)
        for match in _WORD.finditer(text):
            fix = _RUN_TOGETHER.get(match.group().lower())
            if fix and match.group().lower() not in story.words:
                yield self._finding(Span(*match.span()), text, fix, 1)
        for n in range(len(tokens)):
            for test in _TESTS:
                found = test(tokens, n)
                if found and (found[0] == 1 or apart(tokens, n, text)):
                    count, fix, rule = found
                    yield self._finding(Span(tokens[n].start, tokens[n + count - 1].end), text, fix, rule)
                    break

    def _finding(self, span: Span, text: str, fix: str, rule: int) -> Finding:
        written = span.of(text)
        fix = fix[0].upper() + fix[1:] if written[0].isupper() else fix
        message = "Here this is one word." if rule == 0 else "Here these are two words."
        return Finding(span, Category.COMPOUND, self.rules[rule], message, (fix,), confidence=0.85)


_BEFORE_WHOEVER = word_set("to for by with from of against and or but that")

Verdict = tuple[int, str, int] | None
"""How many tokens, what they should be, and the rule's index."""


def _is_who_ever(pair: str, text: str, span: Span) -> bool:
    """Whether "who ever" is right: "Who ever heard of it?", "everyone who ever saw it"."""
    if not pair.lower().startswith("who"):
        return False
    if pair[0].isupper():
        return "?" in text[span.end : span.end + 120]
    before = text[: span.start].split()[-1:] or [""]
    return before[0] not in _BEFORE_WHOEVER


def _everyday_late(tokens: Sequence[Token], n: int) -> Verdict:
    """ "everyday" as an adverb: no noun can follow."""
    if tokens[n].lower != "everyday" or tag_at(tokens, n - 1) in ("DT", "PRP$", "JJ", "IN", "POS"):
        return None
    after = tag_at(tokens, n + 1)
    adverb = after in (".", ",", "CC", "IN", "PRP", "TO", "WRB", "''", ":") or not after
    return (1, "every day", 1) if adverb and tokens[n].tag in ("RB", "JJ", "NN") else None


def _everyday_early(tokens: Sequence[Token], n: int) -> Verdict:
    """ "every day" behind a possessive or article and before a noun."""
    if tokens[n].lower != "every" or lower_at(tokens, n + 1) != "day":
        return None
    led = tag_at(tokens, n - 1) in ("PRP$", "DT") or lower_at(tokens, n - 1) in ("her", "his", "their")
    return (2, "everyday", 0) if led and tag_at(tokens, n + 2) in NOUNS else None


def _already(tokens: Sequence[Token], n: int) -> Verdict:
    if tokens[n].lower != "all" or lower_at(tokens, n + 1) != "ready":
        return None
    has = lower_at(tokens, n - 1) in ("had", "has", "have", "'d", "'ve")
    return (2, "already", 0) if has and tag_at(tokens, n + 2) in ("VBN", "VBD") else None


def _sometimes(tokens: Sequence[Token], n: int) -> Verdict:
    if tokens[n].lower != "some" or lower_at(tokens, n + 1) != "times":
        return None
    starts = n == 0 or tag_at(tokens, n - 1) in (".", "CC", "PRP", ",")
    after = tag_at(tokens, n + 2)
    return (2, "sometimes", 0) if starts and (after == "PRP" or tag_at(tokens, n - 1) == "PRP") else None


def _over(tokens: Sequence[Token], n: int) -> Verdict:
    if tokens[n].lower != "over" or n == 0:
        return None
    second, before = lower_at(tokens, n + 1), tokens[n - 1]
    adverb = before.tag == "RB" and before.lower.endswith("ly")
    if second in _OVER and (adverb or before.lower in _LEADS_OVER):
        return 2, "over" + second, 0
    if second in _OVER_BASE and before.tag in ("TO", "MD"):
        return 2, "over" + second, 0
    return None


def _apart_of(tokens: Sequence[Token], n: int) -> Verdict:
    if tokens[n].lower != "apart" or lower_at(tokens, n + 1) != "of":
        return None
    owner = tag_at(tokens, n + 2) in ("DT", "PRP$", "PRP")
    return (1, "a part", 1) if owner and lower_at(tokens, n - 1) in _BEING else None


_TESTS: tuple[Callable[[Sequence[Token], int], Verdict], ...] = (
    _everyday_late,
    _everyday_early,
    _already,
    _sometimes,
    _over,
    _apart_of,
)
