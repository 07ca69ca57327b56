"""The contract of a rule: a pure function from one paragraph and its surroundings to findings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from studio.model.cast import Cast
from studio.model.tense import Tense
from studio.proofing.evidence import Evidence
from studio.proofing.finding import Finding
from studio.text.quotes import Quotation


@dataclass(frozen=True, slots=True)
class StoryContext:
    """What the whole story says to every rule.

    Attributes:
        cast: the story's names, learnt and confirmed.
        words: words the writer added, in lower case.
        dialect: "en-US" or "en-GB".
        tense: the narrative tense set by the writer for the story; None to learn it scene by scene.
        disabled: ids of rules that are switched off.
    """

    cast: Cast = field(default_factory=Cast)
    words: frozenset[str] = frozenset()
    dialect: str = "en-US"
    tense: Tense | None = None
    disabled: frozenset[str] = frozenset()

    def knows(self, word: str) -> bool:
        """Whether ``word`` is one of the story's own: a name in any of its forms, or an added word."""
        return word.lower() in self.words or self.cast.knows(word)


@dataclass(frozen=True, slots=True)
class SceneFacts:
    """What is known of the scene that a paragraph stands in; ``share`` is the part of its narrative
    verbs that are in ``tense`` (0 to 1), ``verbs`` how many were counted."""

    tense: Tense | None = None
    share: float = 0.0
    verbs: int = 0


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """An immutable paragraph with all that rules may look at.

    Attributes:
        text: the paragraph without its line end; hard-wrapped text keeps its inner line breaks.
        start: where it begins in the chapter.
        quotations: speech and thought in the paragraph, offsets within it, in order.
        evidence: what the engines say.
        scene: facts of the scene around it.
        before, after: the neighbouring paragraphs' text ("" at the ends of the chapter).
    """

    text: str
    start: int = 0
    quotations: tuple[Quotation, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    scene: SceneFacts = field(default_factory=SceneFacts)
    before: str = ""
    after: str = ""

    def quotation_at(self, offset: int) -> Quotation | None:
        """The innermost-starting quotation that covers the character at ``offset``, if any."""
        at = bisect_right(self.quotations, offset, key=lambda q: q.span.start) - 1
        while at >= 0:
            if offset in self.quotations[at].span:
                return self.quotations[at]
            at -= 1
        return None

    def in_quotation(self, offset: int) -> bool:
        """Whether the character at ``offset`` is spoken or thought, quotation marks included."""
        return self.quotation_at(offset) is not None


class Checker(Protocol):
    """One rule. Stateless: the same arguments give the same findings, on any thread."""

    rules: tuple[str, ...]
    """The ids of the findings it can make, for settings and ignores."""

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """The findings in one paragraph, spans relative to it."""
