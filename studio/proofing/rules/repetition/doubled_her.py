"""The word “her” twice behind a verb that takes one: "It filled her her head"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.repetition.twice import twice
from studio.proofing.rules.token_row import NOUNS, tag_at
from studio.text.word_list import word_set

_TAKES_TWO = word_set(
    """
    give tell show hand bring send offer cost teach pay buy get make lend owe allow call ask wish leave
    read deny grant pass refuse save sell serve spare throw toss write promise name find do forgive envy
    fetch cook sing play pour keep take win earn assure remind rob
    """
)


class DoubledHer:
    """Twice “her” is right behind "gave" and its like, and at the border of two clauses."""

    rules = ("repetition.doubled_her",)
    description = "“Her” twice behind a verb or preposition that takes one."
    bad = (
        Example("The rain had soaked her her coat.", "her her", "The rain had soaked her coat."),
        Example("It was a noise that had filled her her head.", "her her",
                "It was a noise that had filled her head."),
        Example("The lamp swung over her her head.", "her her", "The lamp swung over her head."),
    )  # fmt: skip
    good = (
        "They gave her her coat, brought her her boots and told her her fortune.",
        "When he saw her her face was wet. To her her house was dear.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks both words."""
        return twice(paragraph, "her", self.rules[0], _is_slip, sure=0.75)


def _is_slip(tokens: Sequence[Token], n: int) -> bool:
    before = tokens[n - 1]
    if before.lemma in _TAKES_TWO or not _owns(tokens, n + 1):
        return False
    sentence = [t for t in tokens[: n - 1] if t.sentence == tokens[n].sentence]
    # "the noise that had filled her her head": such a "that" is the subject of the verb before.
    opens_clause = any(
        t.tag in ("WRB", "WP") or (t.tag == "WDT" and not _is_subject(t, n)) or t.dep == "mark"
        for t in sentence
    )
    return (
        before.tag in ("VB", "VBD", "VBN", "VBG", "VBZ", "VBP", "IN") and bool(sentence) and not opens_clause
    )


def _is_subject(word: Token, n: int) -> bool:
    return word.dep == "nsubj" and word.head == n - 1


def _owns(tokens: Sequence[Token], n: int) -> bool:
    """Whether the second "her" stands before what she owns, and no verb behind makes that a subject."""
    noun = n + 2 if tag_at(tokens, n + 1) == "JJ" else n + 1
    return tag_at(tokens, noun) in NOUNS and tag_at(tokens, noun + 1) not in ("VBD", "VBZ", "VBP", "MD")
