"""“It's” behind a verb that takes a thing and no clause: "The bird spread it's wings"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.inflection import inflections
from studio.proofing.rules.example import Example
from studio.proofing.rules.token_row import lower_at, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

_TAKES_THING = word_set(
    """
    arch bare beat bend bite bow break brush burn bury carry catch change clench close cover crane cross
    crush destroy draw drop empty enter escape expose extend eye fill flap flare flex flick fold follow
    fulfill gain give gnash grip hang hide hit hold hug increase join keep lash lick lift loosen lose
    lower meet narrow nod open outlive pass place press protect puff pull push quicken raise ram reach
    rear receive regain release repeat rest resume retract reveal roll rub ruffle serve shake share
    sharpen sheathe shed shift show sink slam slow snap spin spread start steer stick stop stretch
    strike surround survive sweep swing swish take tap throw tighten tilt toss touch trail tuck turn
    twist twitch unfold unfurl use wag wave whip widen
    """
)
_VERBS = ("VB", "VBD", "VBG", "VBN", "VBZ", "VBP")
_ENDS = (".", ",", "IN", "CC", "TO", ":", "''", "``", "RP", "")


class ItsOwner:
    """What a bird spreads is a thing: “its” owns it, “it is” cannot stand there."""

    rules = ("apostrophe.its_owner",)
    description = "“It's” between a verb and what it does something to."
    bad = (
        Example("The bird spread it's wings and rose.", "it's", "The bird spread its wings and rose."),
        Example("The dog opened it’s eyes.", "it’s", "The dog opened its eyes."),
    )
    good = (
        "The bird spread its wings. He knows it's time. She said it's raining and it's late.",
        "Turn it over when it's done. If you leave, it's war. Whatever they take, it's ours.",
        "When you open it it's wet. I hold it's wrong. Before I leave it's dinner time.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the short form."""
        tokens = paragraph.evidence.tokens
        for n in range(1, len(tokens) - 2):
            if tokens[n].lower != "it" or tokens[n + 1].lower != "'s":
                continue
            if tokens[n + 1].start == tokens[n].end and _takes_it(tokens, n):
                mark = tokens[n + 1]
                message = "This is a possessive, and “it’s” is short for “it is”."
                fix = (tokens[n].text + "s",)
                span = Span(tokens[n].start, mark.end)
                yield Finding(span, Category.APOSTROPHE, self.rules[0], message, fix, confidence=0.8)


def _takes_it(tokens: Sequence[Token], n: int) -> bool:
    verb = tokens[n - 1]
    if verb.tag not in _VERBS or not _TAKES_THING.intersection(inflections().lemmas(verb.lower, "VERB")):
        return False
    at = n + 2
    while tag_at(tokens, at) in ("JJ", "VBN", "``"):
        at += 1
    if tag_at(tokens, at) not in ("NN", "NNS") or _opens_clause(tokens, n):
        return False
    return tag_at(tokens, at + 1) in _ENDS or tag_at(tokens, at) == "NNS"


def _opens_clause(tokens: Sequence[Token], n: int) -> bool:
    """Whether the verb may end a clause of its own: "when you leave it's war"."""
    words = {t.lower for t in tokens[max(0, n - 9) : n - 1] if t.sentence == tokens[n].sentence}
    return bool(words & _OPENERS) or lower_at(tokens, n + 2) in ("time", "war", "morning", "night", "day")


_OPENERS = word_set(
    "if when whenever before after until once while as what whatever that because since where"
)
