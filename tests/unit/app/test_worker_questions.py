"""Questions to the worker: answered once, asked again after a restart, told when there is no worker."""

from __future__ import annotations

from collections.abc import Callable

from studio.app.checking.worker_questions import WorkerQuestions
from studio.model.tense import Tense
from studio.proofing.finding import Category, Finding
from studio.proofing.message import (
    ChapterDone,
    CheckFixes,
    ConvertTense,
    FixesChecked,
    TenseConverted,
)
from studio.text.span import Span
from tests.helpers.link import RecordingLink


class Asked:
    """A service's end of the link, and what came of the questions."""

    def __init__(self, *, start: bool = True) -> None:
        self.links: list[RecordingLink] = []
        self.others: list[object] = []
        self.restarts: list[None] = []
        self.answers: list[object] = []
        self.sentences: list[str] = []
        self.questions = WorkerQuestions(self.make)
        self.outer = self.questions.link(
            self.others.append, lambda: self.restarts.append(None), self.sentences.append
        )
        if start:
            self.outer.start()

    def make(self, *calls: Callable) -> RecordingLink:  # type: ignore[type-arg]
        self.links.append(RecordingLink(*calls))
        return self.links[-1]

    @property
    def link(self) -> RecordingLink:
        return self.links[0]

    def convert(self) -> Callable[[], None]:
        return self.questions.convert(
            "She walked.", Span(0, 11), None, self.answers.append, self.sentences.append
        )


def test_an_answer_reaches_who_asked_and_nobody_else() -> None:
    asked = Asked()
    asked.convert()
    assert asked.link.sent == [ConvertTense(1, "She walked.", Span(0, 11))]
    answer = TenseConverted(1, Tense.PAST, Tense.PRESENT, ())
    asked.link.answer(answer)
    asked.link.answer(answer)
    assert (asked.answers, asked.others) == ([answer], [])


def test_other_messages_go_to_the_service() -> None:
    asked = Asked()
    asked.link.answer(ChapterDone("c", 1))
    assert asked.others == [ChapterDone("c", 1)]


def test_after_a_restart_it_is_asked_again() -> None:
    asked = Asked()
    asked.convert()
    asked.link.restart()
    assert len(asked.link.sent) == 2
    assert asked.restarts == [None]


def test_an_answer_no_longer_wanted_is_dropped() -> None:
    asked = Asked()
    drop = asked.convert()
    drop()
    drop()
    asked.link.answer(TenseConverted(1, None, Tense.PAST, ()))
    assert asked.answers == []


def test_without_a_worker_it_is_said() -> None:
    asked = Asked(start=False)
    asked.convert()
    assert asked.sentences == ["This needs proofreading, which is off or has stopped."]


def test_a_worker_that_is_stopped_or_fails_leaves_nobody_waiting() -> None:
    asked = Asked()
    finding = Finding(Span(0, 3), Category.SPELLING, "r", "m", ("a",))
    asked.questions.check_fixes("She walked.", (finding,), asked.answers.append, asked.sentences.append)
    assert asked.link.sent == [CheckFixes(1, "She walked.", (finding,))]
    asked.link.fail("It is broken.")
    assert asked.sentences == ["It is broken.", "It is broken."]  # the service's, and the question's
    asked.convert()
    asked.outer.stop()
    assert asked.sentences[2:] == ["This needs proofreading, which is off or has stopped."]
    asked.link.answer(FixesChecked(1, ((),)))
    assert asked.answers == []


def test_a_question_that_workers_die_over_is_given_up() -> None:
    asked = Asked()
    asked.convert()
    asked.link.restart()
    asked.link.restart()
    asked.link.restart()
    assert len(asked.link.sent) == 2
    assert asked.sentences == ["The proofreading could not answer this; your text is as it was."]
