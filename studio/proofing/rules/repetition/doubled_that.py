"""“That” twice before a verb or an adverb: "the few that that remained"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.repetition.twice import twice
from studio.proofing.rules.token_row import tag_at
from studio.text.word_list import word_set

_SUBJECTS = word_set("he she they we i the a an his her their our my these those there")
_FEW = word_set("few many some all others ones those two three")


class DoubledThat:
    """Twice "that" is right before a noun or "was"; before a subject, or behind a noun, one is left over."""

    rules = ("repetition.doubled_that",)
    description = "“That” twice where only one can stand."
    bad = (
        Example("The few that that stayed were cold.", "that that", "The few that stayed were cold."),
        Example("She knew that that he would come.", "that that", "She knew that he would come."),
        Example("He heard that that apparently nobody had rowed.", "that that",
                "He heard that apparently nobody had rowed."),
    )  # fmt: skip
    good = (
        "She knew that that boat was late, and that that was all. He hoped that that young man slept.",
        "I think that that will be best. She said that that really was all.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks both words."""
        return twice(paragraph, "that", self.rules[0], _is_slip, sure=0.8)


def _is_slip(tokens: Sequence[Token], n: int) -> bool:
    after, before = tokens[n + 2], tokens[n - 1]
    if before.tag == "IN":  # "by that that he means well"
        return False
    if after.lower in _SUBJECTS:
        return True
    if (
        after.tag == "RB"
        and after.lower.endswith("ly")
        and tag_at(tokens, n + 3) not in ("VBD", "VBZ", "MD", "VBP", "JJ")
    ):
        return True
    led = before.tag in ("NNS", "NN") or before.lower in _FEW
    return (
        led
        and after.tag in ("VBD", "VBP")
        and after.lower not in ("was", "had", "did", "is")
        and before.lower not in _FACTS
    )


_FACTS = word_set("fact thought idea hope fear way time moment day belief chance word news sense feeling")
