"""What the worker and the language model's process say to each other."""

from __future__ import annotations

from dataclasses import dataclass

from studio.proofing.evidence import Judgement, WordMark


@dataclass(frozen=True, slots=True)
class JudgePages:
    """To the process: weigh these paragraphs, which follow each other; see ``Judge.judge``.

    Questions are numbered upwards.
    """

    number: int
    before: str
    texts: tuple[str, ...]
    marks: tuple[tuple[WordMark, ...] | None, ...]


@dataclass(frozen=True, slots=True)
class Hold:
    """To the process: stand still, even in the middle of a question, or go on."""

    still: bool


@dataclass(frozen=True, slots=True)
class Drop:
    """To the process: leave the questions up to this number unanswered, also the one it is at."""

    number: int


@dataclass(frozen=True, slots=True)
class PagesDropped:
    """From the process: the question was dropped."""


class DroppedError(Exception):
    """The question was dropped while it was being answered; it may be asked again."""


@dataclass(frozen=True, slots=True)
class PagesJudged:
    """From the process: the judgements on each paragraph."""

    judgements: tuple[tuple[Judgement, ...], ...]


@dataclass(frozen=True, slots=True)
class JudgeFailed:
    """From the process: it cannot judge, and why, in one sentence."""

    sentence: str
