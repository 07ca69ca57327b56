"""An edited paragraph is judged first and alone; a judge with nothing to do rests."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence

from studio.proofing.deep.message import DroppedError
from studio.proofing.evidence import Judgement, WordMark
from studio.proofing.evidence_source import Engines
from studio.proofing.judgement_source import JudgementSource
from studio.proofing.message import CheckChapter, PauseDeep
from studio.proofing.pipeline import Proofreader
from studio.proofing.worker.deep_reading import REST, DeepReading, Judged
from studio.proofing.worker.desk import Desk
from studio.text.span import Span

LONG = " ".join(["word"] * 70)
TEXT = f"One {LONG}.\n\nTwo {LONG}.\n\nThree {LONG}.\n\nFour {LONG}.\n"


class Judge:
    """Takes its time over every question but those about an edit, until it is dropped."""

    fingerprint = "deep-test-1"

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.begun = threading.Semaphore(0)
        self.rested = threading.Event()
        self._dropped = threading.Event()
        self.patient = False

    def drop(self) -> None:
        self._dropped.set()

    def rest(self) -> None:
        self.rested.set()

    def judge(
        self, before: str, texts: Sequence[str], marks: Sequence[tuple[WordMark, ...]]
    ) -> list[tuple[Judgement, ...]]:
        self.asked.append(tuple(text.split()[0] for text in texts))
        self.begun.release()
        if self.patient:
            assert self._dropped.wait(20)
            self.patient = False
            raise DroppedError
        return [() for _ in texts]


def proofreader_of(judge: Judge) -> tuple[Proofreader, JudgementSource]:
    source = JudgementSource(judge, at_once=False)
    return Proofreader(Engines(), [], judgements=source), source


def test_an_edited_paragraph_goes_before_an_open_question_which_is_asked_again() -> None:
    judge = Judge()
    judge.patient = True
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    desk = Desk(
        [].append,
        inbox.put,
        lambda _choice, _send, _post: proofreader_of(judge)[0],
        lambda: None,
    )
    desk.take(PauseDeep(paused=False))  # on battery, too: this machine may have one
    desk.take(CheckChapter("c", 1, TEXT, focus=0))
    while desk.step() or desk.tidy():
        pass
    assert judge.begun.acquire(timeout=20)
    edited = TEXT.replace("Three word", "Three words")
    at = edited.index("words")
    desk.take(CheckChapter("c", 2, edited, focus=at, touched=(Span(at, at + 5),)))
    while desk.step():
        pass
    for _ in range(2):  # the question that was dropped, and the edit
        desk.take(inbox.get(timeout=20))
    assert judge.asked == [("One", "Two"), ("Three",)]
    heard = {text for texts in judge.asked[1:] for text in texts}
    while len(heard) < 4:
        while desk.step() or desk.tidy():
            pass
        desk.take(inbox.get(timeout=20))
        heard = {text for texts in judge.asked[1:] for text in texts}
    desk.close()


def test_an_edit_back_to_what_is_judged_asks_nothing() -> None:
    judge = Judge()
    proofreader, source = proofreader_of(judge)
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    deep = DeepReading(judge, source, inbox.put, [].append, lambda: False)
    request = CheckChapter("c", 1, f"One {LONG}.", focus=0)
    deep.put_first(proofreader, request, 0)
    answer = inbox.get(timeout=20)
    assert isinstance(answer, Judged)
    deep.take(answer)
    deep.put_first(proofreader, request, 0)
    deep.close()
    assert judge.asked == [("One",)]


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def read_all(deep: DeepReading, proofreader: Proofreader, hear: Callable[[], object]) -> None:
    request = CheckChapter("c", 1, f"One {LONG}.", focus=0)
    deep.go_on(proofreader, [request])
    answer = hear()
    assert isinstance(answer, Judged)
    deep.take(answer)
    deep.go_on(proofreader, [request])


def test_the_judge_rests_when_everything_has_been_read_for_a_while() -> None:
    judge, clock = Judge(), Clock()
    proofreader, source = proofreader_of(judge)
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    deep = DeepReading(judge, source, inbox.put, [].append, lambda: False, clock)
    deep.go_on(proofreader, [])
    clock.now += 2 * REST
    deep.go_on(proofreader, [])  # it was never asked anything
    read_all(deep, proofreader, lambda: inbox.get(timeout=20))
    clock.now += REST / 2
    deep.go_on(proofreader, [])
    assert not judge.rested.is_set()
    clock.now += REST / 2
    deep.go_on(proofreader, [])
    assert judge.rested.wait(20)
    deep.close()


def test_a_long_pause_drops_the_open_question_and_lets_the_judge_rest() -> None:
    judge, clock = Judge(), Clock()
    judge.patient = True
    proofreader, source = proofreader_of(judge)
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    deep = DeepReading(judge, source, inbox.put, [].append, lambda: False, clock)
    request = CheckChapter("c", 1, TEXT, focus=0)
    deep.go_on(proofreader, [request])
    assert judge.begun.acquire(timeout=20)
    deep.pause(paused=True)
    deep.go_on(proofreader, [request])
    clock.now += REST
    deep.go_on(proofreader, [request])
    answer = inbox.get(timeout=20)
    assert isinstance(answer, Judged)
    assert answer.dropped
    assert not deep.take(answer)
    assert judge.rested.wait(20)
    deep.pause(paused=False)
    deep.go_on(proofreader, [request])
    deep.take(inbox.get(timeout=20))  # type: ignore[arg-type]
    assert judge.asked == [("One", "Two"), ("One", "Two")]
    deep.close()
