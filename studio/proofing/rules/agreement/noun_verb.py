"""A noun and "was" or "were" beside it: "The boats was late", "the costume were new", "all of this were"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect, marks_of_dialect
from studio.proofing.rules.token_row import lower_at, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

RULE = "agreement.noun_verb"
_TO_PLURAL = MappingProxyType(
    {"was": "were", "is": "are", "has": "have", "does": "do", "wasn't": "weren't", "isn't": "aren't"}
)
_TO_SINGLE = MappingProxyType(
    {"were": "was", "are": "is", "have": "has", "weren't": "wasn't", "aren't": "isn't"}
)
_MASS = re.compile(
    r"(?<![\w'’])(?:all|some|much|none|most|part|half|any)\s+of\s+(?:this|that|it)\s+(?P<verb>were|are|have)\b(?!\s+to\b)",
    re.IGNORECASE,
)
_WISHED = word_set(
    """
    if though wish wished wishes unless lest suppose whether let rather than as either neither or nor
    and both were
    """
)
_ONE_SUM = word_set("""
    miles years pounds dollars hours minutes days weeks months feet inches times yards woods means barracks
    headquarters gallows works crossroads stairs lodgings quarters wages riches
    """)
_MANY = word_set(
    """
    samurai people police couple lot majority minority number rest pair crowd company family staff crew
    army none half party group team band audience public government jury court council gang horde host
    herd flock swarm mob cavalry infantry garrison guard watch enemy nobility clergy gentry aristocracy
    peasantry folk cattle poultry dozen score most part percent handful trio quartet bunch variety range
    series class press youth force tribe village town population remainder species means kind sort type
    house navy generation generality multitude
    """
)
_PARTS = word_set("part rest half most")
_BEFORE = ("", ".", ",", "``", "''", ":", "CC")
_LEADS = word_set("the a an this that his her my our your its their every each")


class NounAgreement:
    """A noun and the verb right behind it agree, in narration; "there was" announces one.

    Not marked: speech, dialect, wishes, joined subjects, nouns that name many, sums ("ten miles was").
    """

    rules = (RULE,)
    description = "A noun and the form of “be” or “have” behind it that do not agree."
    bad = (
        Example("The boats was late again.", "was", "The boats were late again."),
        Example("Her costume were studded with pearls.", "were", "Her costume was studded with pearls."),
        Example("The lower part of the mast were gone.", "were", "The lower part of the mast was gone."),
        Example("All of this were true.", "were", "All of this was true."),
        Example("There was three lamps on the wall.", "was", "There were three lamps on the wall."),
    )
    good = (
        "The boats were late, and one of the boats was lost. If the boat were late, she wished it were lit.",
        "Ten miles was far. What the boys wanted was rest. The family were late.",
        "Bread and salt were brought.",
        "“The boats was late,” he said. There was a lamp. Neither lamp nor boat were found.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the verb."""
        for match in _MASS.finditer(paragraph.text):
            yield from self._finding(paragraph, Span(*match.span("verb")), _TO_SINGLE[match["verb"].lower()])
        tokens = paragraph.evidence.tokens
        for n in range(1, len(tokens)):
            word = tokens[n].lower
            if word in _TO_PLURAL:
                if _leads_plural(tokens, n) or _announces_plural(tokens, n):
                    yield from self._finding(paragraph, _span(tokens, n), _TO_PLURAL[word])
            elif word in _TO_SINGLE:
                part = _leads_part(tokens, n)
                if part or _leads_single(tokens, n):
                    yield from self._finding(paragraph, _span(tokens, n), _TO_SINGLE[word], spoken=part)

    def _finding(
        self, paragraph: ParagraphView, span: Span, right: str, *, spoken: bool = False
    ) -> Iterator[Finding]:
        if (paragraph.in_quotation(span.start) and not spoken) or in_dialect(paragraph, span):
            return
        around = "\n".join((paragraph.before, paragraph.text, paragraph.after))
        if not marks_of_dialect(around):
            message = f"The verb does not go with its subject; “{right}” would."
            yield Finding(span, Category.AGREEMENT, RULE, message, (right,), confidence=0.75)


def _span(tokens: Sequence[Token], n: int) -> Span:
    return Span(tokens[n].start, tokens[n].end)


def _is_subject(tokens: Sequence[Token], noun: int, verb: int) -> bool:
    """Whether the noun is the subject of the verb, or of what the verb helps."""
    word, finite = tokens[noun], tokens[verb]
    return word.dep in ("nsubj", "nsubjpass") and (
        word.head == verb or (finite.dep.startswith("aux") and word.head == finite.head)
    )


def _is_regular(noun: Token) -> bool:
    forms = (noun.lemma + "s", noun.lemma + "es", noun.lemma[:-1] + "ies")
    return noun.tag == "NNS" and noun.text.islower() and noun.lower in forms


def _is_lead(tokens: Sequence[Token], at: int) -> int:
    """The index of the first word of a noun's phrase, from the word before the noun."""
    while tag_at(tokens, at) in ("JJ", "JJR", "JJS", "NN", "DT", "PRP$", "VBN"):
        at -= 1
    return at + 1


def _leads_plural(tokens: Sequence[Token], n: int) -> bool:
    noun = n - 1
    if not _is_regular(tokens[noun]) or tokens[noun].lower in _ONE_SUM or not _is_subject(tokens, noun, n):
        return False
    first = _is_lead(tokens, noun - 1)
    if first == noun or tokens[first].tag not in ("DT", "PRP$"):
        return False
    # "one of the boats was": whatever stands before the phrase must not govern it.
    return tag_at(tokens, first - 1) in ("", ".", ",", "CC", "``", "''", ":") and not _is_wished(tokens, n)


def _announces_plural(tokens: Sequence[Token], n: int) -> bool:
    if lower_at(tokens, n - 1) != "there" or tokens[n - 1].tag != "EX":
        return False
    at = n + 1
    while tag_at(tokens, at) in ("JJ", "CD", "JJR"):
        at += 1
    if tag_at(tokens, at) != "NNS" or not _is_regular(tokens[at]) or tokens[at].lower in _ONE_SUM:
        return False
    return tag_at(tokens, at + 1) in ("IN", ".", "VBG", "VBN", "WDT", "")


def _leads_single(tokens: Sequence[Token], n: int) -> bool:
    noun = n - 1
    word = tokens[noun]
    if word.tag != "NN" or not word.text.islower() or word.lower in _MANY or not _is_subject(tokens, noun, n):
        return False
    first = _is_lead(tokens, noun - 1)
    if first == noun or tokens[first].lower not in _LEADS or word.lower.endswith("s"):
        return False
    # "the other two were", "a great many were", "of which material were the chairs".
    if tag_at(tokens, first - 1) not in ("", ".", ",", "``", "''", ":", "CC") or _is_wished(tokens, n):
        return False
    return tag_at(tokens, n + 1) in ("VBN", "VBG", "JJ", "RB", "IN") and tokens[n].tag != "VB"


def _leads_part(tokens: Sequence[Token], n: int) -> bool:
    """Whether one thing with an "of" behind it is the subject: "the largest part of the boat are"."""
    if tokens[n].tag == "VB" or _is_wished(tokens, n):
        return False
    noun = next((i for i in range(n - 2, max(-1, n - 10), -1) if _is_subject(tokens, i, n)), -1)
    if noun < 0 or tokens[noun].tag != "NN" or not tokens[noun].text.islower():
        return False
    word, within = tokens[noun].lower, tokens[noun + 1 : n]
    if (
        word in _MANY - _PARTS
        or word.endswith("s")
        or within[0].lower not in ("of", "in", "on", "at", "from")
    ):
        return False
    if not all(
        t.tag in ("IN", "DT", "PRP$", "JJ", "NN", "NNP", "POS") and t.lower not in _MANY for t in within
    ):
        return False
    if any(t.lower in ("these", "those", "all", "both", "some") for t in within):
        return False
    first = _is_lead(tokens, noun - 1)
    return first < noun and tokens[first].lower in _LEADS and tag_at(tokens, first - 1) in _BEFORE


def _is_wished(tokens: Sequence[Token], n: int) -> bool:
    return any(
        t.lower in _WISHED or t.tag == "MD"
        for t in tokens[max(0, n - 14) : n]
        if t.sentence == tokens[n].sentence
    )
