"""One owner without an apostrophe: "a mans hand", "tonights supper", "his wifes letter"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.token_row import apart, lower_at, opens_noun, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

_ONE = word_set("a an another every each one")
_THIS = word_set("this that")
_OWNERS = word_set("the his her my their our your its") | _ONE | _THIS
# No plurals, so that with a noun behind them they can only own it.
_NEVER_PLURAL = MappingProxyType(
    {word + "s": word + "'s" for word in "man woman child wife wolf thief policeman gentleman".split()}  # noqa: SIM905
)
_BEINGS = word_set(
    """
    boys girls mothers fathers brothers sisters kings queens soldiers lovers strangers friends neighbours
    neighbors doctors lawyers babies birds dogs cats horses lords knights hunters sailors fools teachers
    students husbands dragons captains princes princesses warriors killers guards travellers travelers
    """
)
_TIMES = word_set("mornings evenings nights afternoons weeks months years days summers winters autumns")
_DAYS = word_set("tonights tomorrows yesterdays todays")
_GROUPS = word_set(
    "school schools team teams choir club home camp college night weekend trip band literary day"
)  # fmt: skip
_PHRASES = word_set("of from after for by with at to before about")


class SingleOwner:
    """Behind "a" or "every" no plural stands, so an s before a noun wants its apostrophe."""

    rules = ("apostrophe.single_owner",)
    description = "One owner whose s has no apostrophe."
    bad = (
        Example("She heard a mans voice outside.", "mans", "She heard a man's voice outside."),
        Example("He carried his wifes letter for years.", "wifes", "He carried his wife's letter for years."),
        Example("It was every boys dream to row.", "boys", "It was every boy's dream to row."),
        Example("They spoke of last nights storm.", "nights", "They spoke of last night's storm."),
        Example("She cooked the fish for tonights supper.", "tonights",
                "She cooked the fish for tonight's supper."),
        Example("Most of the evenings warmth was gone.", "evenings",
                "Most of the evening's warmth was gone."),
    )  # fmt: skip
    good = (
        "He mans the ferry. She took a girls school. The last days work wonders. One days, one nights.",
        "During the last nights people slept. In the evenings people came. That nights were long was known.",
        "A man's voice, tonight's supper, every boy's dream. The yesterdays of old men are long.",
        "For years men rowed. Of all the days summer days are best. It took days of work.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the owner."""
        tokens = paragraph.evidence.tokens
        for n, token in enumerate(tokens):
            word = token.lower
            if not word.endswith("s") or not token.text.islower() or not apart(tokens, n, paragraph.text):
                continue
            if word not in _KNOWN or tag_at(tokens, n + 1) not in _NOUN_LIKE:
                continue
            if _is_owner(tokens, n):
                fix = word[:-1] + ("’s" if "’" in paragraph.text else "'s")
                message = "The noun behind it belongs to it, so an apostrophe stands before the s."
                span = Span(token.start, token.end)
                yield Finding(span, Category.APOSTROPHE, self.rules[0], message, (fix,), confidence=0.85)


_KNOWN = _BEINGS | _TIMES | _DAYS | frozenset(_NEVER_PLURAL)
_NOUN_LIKE = ("NN", "NNS", "JJ", "VB", "VBP")


def _is_owner(tokens: Sequence[Token], n: int) -> bool:
    word, before = tokens[n].lower, lower_at(tokens, n - 1)
    if lower_at(tokens, n + 1) in _GROUPS:
        return False
    if word in _BEINGS and before in _ONE:
        return True
    if not opens_noun(tokens, n + 1) or tag_at(tokens, n + 1) in ("VB", "VBP"):
        return False
    if word in _DAYS:
        return before not in _OWNERS
    return _is_time(tokens, n) if word in _TIMES else word in _NEVER_PLURAL and _is_led(tokens, n)


def _is_led(tokens: Sequence[Token], n: int) -> bool:
    """Whether an article or a possessive leads the owner, an adjective between allowed."""
    described = tag_at(tokens, n - 1) in ("JJ", "JJR") and lower_at(tokens, n - 2) in _OWNERS
    return lower_at(tokens, n - 1) in _OWNERS or described


def _is_time(tokens: Sequence[Token], n: int) -> bool:
    """Whether one evening or year is meant: "that evenings meal", "of last nights storm"."""
    before, lead, after = lower_at(tokens, n - 1), lower_at(tokens, n - 2), tag_at(tokens, n + 1)
    if before in _ONE | _THIS:
        return after in ("NN", "JJ") and (before != "that" or tag_at(tokens, n - 1) == "DT")
    if before in ("last", "next"):
        return after == "NN" and (lead in _PHRASES or tag_at(tokens, n - 2) in ("VB", "VBD"))
    return before == "the" and tokens[n].lower != "days" and lead in _PHRASES and after == "NN"
