"""Gathers the findings of one kind, in a chapter or the story, with fixes that were tried out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio.app.checking.proposals import ChapterProposals
from studio.app.checking.worker_questions import WorkerQuestions
from studio.model.chapter import ChapterId
from studio.proofing.conversion.change import ProposedChange
from studio.proofing.finding import Finding
from studio.proofing.message import FixesChecked

_UNSURE = 0.5
"""Findings of less confidence are shown, but have to be ticked."""
_DOUBT = "The studio is less sure of this one."


@dataclass(frozen=True, slots=True)
class Kind:
    """Findings that are alike: of one rule, and with ``words`` only those that mark the same words."""

    rule: str
    words: str = ""

    def holds(self, finding: Finding, text: str) -> bool:
        """Whether ``finding`` (in ``text``) is of this kind."""
        return finding.rule == self.rule and (not self.words or _folded(finding.span.of(text)) == self.words)

    @classmethod
    def of(cls, finding: Finding, text: str, *, same_words: bool) -> Kind:
        """The kind of a finding."""
        return cls(finding.rule, _folded(finding.span.of(text)) if same_words else "")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as proofreading knows it now."""

    id: ChapterId
    title: str
    text: str
    findings: tuple[Finding, ...]


class FixAlike:
    """Asks the worker to try out the fixes, chapter by chapter; a new gathering ends the one before.

    Main thread only.
    """

    def __init__(self, questions: WorkerQuestions) -> None:
        self._questions = questions
        self._drop: Callable[[], None] = lambda: None

    def gather(
        self,
        chapters: Sequence[Chapter],
        kind: Kind,
        done: Callable[[tuple[ChapterProposals, ...], int], None],
        failed: Callable[[str], None],
    ) -> None:
        """Give ``done`` the chapters with what may be fixed, and how many findings have no harmless fix."""
        self._drop()
        waiting = [
            (each, found)
            for each in chapters
            if (found := tuple(f for f in each.findings if kind.holds(f, each.text)))
        ]
        made: list[ChapterProposals] = []
        without = 0

        def go_on() -> None:
            if not waiting:
                done(tuple(made), without)
                return
            each, found = waiting.pop(0)
            self._drop = self._questions.check_fixes(
                each.text, found, lambda checked: take(each, found, checked), failed
            )

        def take(each: Chapter, found: Sequence[Finding], checked: FixesChecked) -> None:
            nonlocal without
            changes = [
                _change(each.text, finding, suggestions[0])
                for finding, suggestions in zip(found, checked.suggestions, strict=True)
                if suggestions
            ]
            without += len(found) - len(changes)
            if changes:
                made.append(ChapterProposals(each.id, each.title, each.text, tuple(changes)))
            go_on()

        go_on()

    def stop(self) -> None:
        """The answer is no longer wanted."""
        self._drop()


def _change(text: str, finding: Finding, suggestion: str) -> ProposedChange:
    sure = finding.confidence >= _UNSURE
    return ProposedChange(finding.span, finding.span.of(text), suggestion, sure, "" if sure else _DOUBT)


def _folded(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())
