"""Parents who own as one: "his parent's house"; several with the apostrophe of one: "both boy's faces"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.token_row import FINITE, apart, lower_at, opens_noun, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

_MINE = word_set("my your his her our their whose")
_PARENTS = word_set("parent grandparent")
_SEVERAL = word_set("both these those")
_BEINGS = word_set(
    """
    boy girl brother sister friend soldier guard kid twin teacher student prisoner sailor villager lover
    knight mother father stranger creature wizard witch guy
    """
)
_MANY = word_set(
    "faces heads voices houses names lives mouths hearts eyes hands feet legs arms shoulders parents"
)


class JointOwner:
    """One speaks of both parents; "both", "these" and "those" lead a plural."""

    rules = ("apostrophe.joint_owner",)
    description = "Both parents, or several people, with the apostrophe of one."
    bad = (
        Example(
            "Little was left of his parent's cottage.", "parent's", "Little was left of his parents' cottage."
        ),
        Example("Both boy's eyes were wide.", "boy's", "Both boys' eyes were wide."),
    )
    good = (
        "Little was left of his parents' cottage. “My parent's late,” she said.",
        "One parent's word was enough.",
        "Both the boy's eyes were wide. This girl's hands were cold. In both brother's keeping.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the owners."""
        tokens = paragraph.evidence.tokens
        for n in range(1, len(tokens) - 2):
            mark = tokens[n + 1]
            if mark.lower != "'s" or mark.start != tokens[n].end or not apart(tokens, n + 1, paragraph.text):
                continue
            if _are_parents(tokens, n) or _are_several(tokens, n):
                span = Span(tokens[n].start, mark.end)
                fix = tokens[n].text + "s" + mark.text[0]
                message = "More than one owns it, so the apostrophe stands behind the s."
                yield Finding(span, Category.APOSTROPHE, self.rules[0], message, (fix,), confidence=0.75)


def _are_parents(tokens: Sequence[Token], n: int) -> bool:
    if tokens[n].lower not in _PARENTS or lower_at(tokens, n - 1) not in _MINE:
        return False
    return opens_noun(tokens, n + 2) and tokens[n + 1].tag == "POS"


def _are_several(tokens: Sequence[Token], n: int) -> bool:
    if tokens[n].lower not in _BEINGS or lower_at(tokens, n - 1) not in _SEVERAL:
        return False
    return lower_at(tokens, n + 2) in _MANY and tag_at(tokens, n + 3) in (*FINITE, "IN", ".", ",", "CC", "RB")
