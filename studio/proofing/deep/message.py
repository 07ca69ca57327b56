"""What the worker and the language model's process say to each other."""

from __future__ import annotations

from dataclasses import dataclass

from studio.proofing.evidence import Judgement, WordMark


@dataclass(frozen=True, slots=True)
class JudgePages:
    """To the process: weigh these paragraphs, which follow each other; see ``Judge.judge``."""

    before: str
    texts: tuple[str, ...]
    marks: tuple[tuple[WordMark, ...], ...]


@dataclass(frozen=True, slots=True)
class Hold:
    """To the process: stand still, even in the middle of a question, or go on."""

    still: bool


@dataclass(frozen=True, slots=True)
class PagesJudged:
    """From the process: the judgements on each paragraph."""

    judgements: tuple[tuple[Judgement, ...], ...]


@dataclass(frozen=True, slots=True)
class JudgeFailed:
    """From the process: it cannot judge, and why, in one sentence."""

    sentence: str
