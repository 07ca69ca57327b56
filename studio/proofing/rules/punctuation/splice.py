"""Two sentences joined by a comma alone: "She reached the quay and its boats, they were all taken."."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.token_row import FINITE
from studio.text.span import Span
from studio.text.word_list import word_set

_PRONOUNS = word_set("i he she it they we")
_BE = word_set("was were is are")
_LEAST_BEFORE, _LEAST_BEHIND = 6, 4
_NEVER = word_set(
    """
    if when while as though although because since after before until
    once unless whether that what which who whom whose where how why only or nor but so yet than whatever
    whoever wherever however either hardly scarcely barely like even lest till whenever
    """
)
_DENIED = word_set("not n't never no nothing nobody neither none")
_OPEN = ("''", "``", ":", "-LRB-")
_MEASURED = word_set("moment instant minute second day night time more less sooner next harder longer better")
_ASIDE = word_set("said thought knew seemed supposed believed felt guessed hoped feared fancied imagined")


class CommaSplice:
    """A comma alone joins two sentences. Marked only where both are long and plain and nothing is opposed.

    Not marked: speech, lists of short clauses, "it was not this, it was that", clauses with a conjunction.
    """

    rules = ("punctuation.comma_splice",)
    description = "Two whole sentences with only a comma between them."
    bad = (
        Example("Orla finally caught up with Ansel and the ferryman, they were on a sandbank in the river.",
                "ferryman,",
                "Orla finally caught up with Ansel and the ferryman; they were on a sandbank in the river."),
        Example("The wind no longer had the edge it had before, it was now soft, warm, and wet.", "before,",
                "The wind no longer had the edge it had before; it was now soft, warm, and wet."),
    )  # fmt: skip
    good = (
        "When she caught up with Ansel and the ferryman, they were on a sandbank in the river.",
        "It was not the wind that woke her in the night, it was the ferryman at the door.",
        "She came, she saw, she slept. The boat, he thought to himself, was late that day.",
        "The moment she saw the ferry from the window, she ran down to the quay.",
        "The longer she waited for the ferry, she was sure, the later it was in the day.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the word before the comma, and the comma."""
        for _, group in groupby(paragraph.evidence.tokens, key=lambda token: token.sentence):
            sentence = tuple(group)
            for n in _splices(sentence):
                last, comma = sentence[n - 1], sentence[n]
                if paragraph.in_quotation(comma.start) or last.end != comma.start:
                    continue
                word = last.text
                yield Finding(
                    Span(last.start, comma.end),
                    Category.PUNCTUATION,
                    self.rules[0],
                    "A new sentence begins behind this comma, so a semicolon or a full stop fits better.",
                    (f"{word};", f"{word}."),
                    confidence=0.7,
                )


def _splices(sentence: Sequence[Token]) -> Iterator[int]:
    """Where in a sentence a comma stands between two sentences; at most once."""
    n = next((n for n, t in enumerate(sentence) if t.text == ","), 0)
    if not _LEAST_BEFORE <= n <= len(sentence) - _LEAST_BEHIND - 2 or sentence[-1].text != ".":
        return
    first, second = sentence[:n], sentence[n + 1 :]
    if second[0].lower not in _PRONOUNS or second[1].lower not in _BE:
        return
    words = {t.lower for t in first if t.tag != "RB" or t.lower in _DENIED}
    if words & _NEVER or (words & _DENIED and words & _BE) or {t.lower for t in second} & _ASIDE:
        return
    if any(t.tag in _OPEN for t in sentence) or not first[0].text[0].isupper():
        return
    if first[0].lower == second[0].lower or {t.lower for t in first[:3]} & _MEASURED:
        return  # "it showed …, it showed …", "the moment he came, …"
    if _has_clause(first) and first[0].pos in ("PROPN", "PRON", "DET", "NOUN"):
        yield n


def _has_clause(tokens: Sequence[Token]) -> bool:
    """Whether the first words are a subject with its finite verb."""
    subject = next((i for i, t in enumerate(tokens) if t.dep in ("nsubj", "nsubjpass")), None)
    if subject is None or subject > 3:
        return False
    return any(t.tag in FINITE for t in tokens[subject + 1 : subject + 4])
