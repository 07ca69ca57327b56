"""The close reading rests: when the writer says so, on battery, and while somebody types."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from studio.proofing.deep.message import Drop, Hold, JudgePages, PagesDropped, PagesJudged
from studio.proofing.deep.process import JudgeProcess
from studio.proofing.deep.serve import serve
from studio.proofing.evidence import Judgement, WordMark
from studio.proofing.evidence_source import Engines
from studio.proofing.framing import read_message, write_message
from studio.proofing.judgement_source import JudgementSource
from studio.proofing.message import CheckChapter, DeepProgress, PauseDeep
from studio.proofing.pipeline import Proofreader
from studio.proofing.worker.deep_reading import DeepReading, Judged
from studio.proofing.worker.desk import Desk
from studio.proofing.worker.power import on_battery
from studio.text.span import Span

LONG = " ".join(["word"] * 200)
TEXT = f"One {LONG}.\n\nTwo {LONG}.\n\nThree {LONG}.\n"


class Judge:
    fingerprint = "deep-test-1"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.holds: list[bool] = []

    def hold(self, *, still: bool) -> None:
        self.holds.append(still)

    def judge(
        self, before: str, texts: Sequence[str], marks: Sequence[tuple[WordMark, ...]]
    ) -> list[tuple[Judgement, ...]]:
        self.asked += [text.split()[0] for text in texts]
        return [() for _ in texts]


class Bench:
    """A deep reading with its inbox."""

    def __init__(self, battery: Callable[[], bool] = lambda: False) -> None:
        self.judge = Judge()
        self.sent: list[object] = []
        self.inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        source = JudgementSource(self.judge, at_once=False)
        self.proofreader = Proofreader(Engines(), [], judgements=source)
        self.deep = DeepReading(self.judge, source, self.inbox.put, self.sent.append, battery)

    def go_on(self) -> None:
        self.deep.go_on(self.proofreader, [CheckChapter("c", 1, TEXT, focus=0)])

    def hear(self) -> None:
        answer = self.inbox.get(timeout=20)
        assert isinstance(answer, Judged)
        self.deep.take(answer)

    @property
    def rest(self) -> str:
        told = [m for m in self.sent if isinstance(m, DeepProgress)]
        return told[-1].rest


def test_a_paused_reading_asks_nothing_until_it_may_go_on() -> None:
    bench = Bench()
    bench.go_on()
    bench.deep.pause(paused=True)
    assert bench.judge.holds[-1] is True
    assert bench.rest == "paused"
    bench.hear()
    bench.go_on()
    assert len(bench.judge.asked) == 1
    bench.deep.pause(paused=False)
    assert bench.judge.holds[-1] is False
    assert bench.rest == ""
    bench.go_on()
    bench.hear()
    assert len(bench.judge.asked) == 2
    bench.deep.close()


def test_it_rests_on_battery_unless_it_is_told_to_go_on() -> None:
    plugged = [False]
    bench = Bench(lambda: not plugged[0])
    bench.go_on()
    assert (bench.judge.asked, bench.rest) == ([], "battery")
    plugged[0] = True
    bench.go_on()
    assert bench.rest == ""
    bench.hear()
    plugged[0] = False
    bench.go_on()
    assert (len(bench.judge.asked), bench.rest) == (1, "battery")
    bench.deep.pause(paused=False)
    bench.go_on()
    bench.hear()
    assert (len(bench.judge.asked), bench.rest) == (2, "")
    bench.deep.close()


def test_it_stands_still_while_the_writer_types() -> None:
    judge = Judge()
    inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
    sent: list[object] = []
    source = JudgementSource(judge, at_once=False)
    desk = Desk(
        sent.append,
        inbox.put,
        lambda _choice, _send, _post: Proofreader(Engines(), [], judgements=source),
        lambda: None,
    )
    desk.take(PauseDeep(paused=False))  # on battery, too: this machine may have one
    desk.take(CheckChapter("c", 1, TEXT, focus=0))
    while desk.step() or desk.tidy():
        pass
    desk.take(CheckChapter("c", 2, "So " + TEXT, focus=0, touched=(Span(0, 3),)))
    assert judge.holds[-1] is True
    while desk.step():
        pass
    assert judge.holds[-1] is False
    for _ in range(2):
        desk.take(inbox.get(timeout=20))
    assert judge.asked == ["One", "So"]  # before a pause in the writing, what was edited and no more
    while desk.tidy():
        pass
    inbox.get(timeout=20)
    assert len(judge.asked) == 3
    desk.close()


def test_the_process_stands_still_in_the_middle_of_a_question(tmp_path: Path) -> None:
    """Judging waits at the gate from ``Hold`` on, and a closed input ends even that."""
    steps: queue.SimpleQueue[str] = queue.SimpleQueue()
    may_step = threading.Semaphore(0)

    class Stepping:
        fingerprint = "deep-test-1"

        def __init__(self, gate: Callable[[], object]) -> None:
            self._gate = gate

        def judge(
            self, before: str, texts: Sequence[str], marks: Sequence[tuple[WordMark, ...]]
        ) -> list[tuple[Judgement, ...]]:
            for text in texts:
                may_step.acquire()
                self._gate()
                steps.put(text)
            return [() for _ in texts]

    import os

    (asked_from, asked_to), (told_from, told_to) = os.pipe(), os.pipe()
    with (
        os.fdopen(asked_from, "rb") as incoming,
        os.fdopen(told_to, "wb") as outgoing,
        os.fdopen(told_from, "rb") as answers,
        os.fdopen(asked_to, "wb") as questions,
    ):
        running = threading.Thread(target=serve, args=(incoming, outgoing, Stepping), daemon=True)
        running.start()
        write_message(questions, JudgePages(1, "", ("a", "b"), ((), ())))
        may_step.release()
        assert steps.get(timeout=20) == "a"
        write_message(questions, Hold(still=True))
        write_message(questions, Hold(still=False))
        may_step.release()
        assert steps.get(timeout=20) == "b"
        assert read_message(answers) == PagesJudged(((), ()))
        write_message(questions, Hold(still=True))
        write_message(questions, JudgePages(2, "", ("c",), ((),)))
        write_message(questions, Drop(2))
        may_step.release()
        assert read_message(answers) == PagesDropped()  # also while it stands still
        questions.close()
        running.join(20)
        assert not running.is_alive()


def test_a_process_started_while_all_rests_is_told_so(tmp_path: Path) -> None:
    """The child answers whether the first thing it heard was to stand still."""
    script = tmp_path / "child.py"
    script.write_text(
        "import sys\n"
        "from studio.proofing.deep.message import Hold, JudgeFailed\n"
        "from studio.proofing.framing import read_message, write_message\n"
        "first, second = read_message(sys.stdin.buffer), read_message(sys.stdin.buffer)\n"
        "write_message(sys.stdout.buffer, JudgeFailed(f'{first == Hold(True)} {type(second).__name__}'))\n"
    )
    judge = JudgeProcess([sys.executable, str(script)])
    judge.hold(still=True)
    try:
        with pytest.raises(Exception, match="True JudgePages"):
            judge.judge("", ["One."], [()])
    finally:
        judge.close()


def test_holding_a_process_that_died_is_no_error() -> None:
    judge = JudgeProcess([sys.executable, "-c", "pass"])
    judge._process = process = subprocess.Popen(
        [sys.executable, "-c", "pass"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    process.wait(20)
    judge.hold(still=True)
    judge.close()


@pytest.mark.parametrize(
    ("battery", "known"),
    [
        (None, False),
        (SimpleNamespace(power_plugged=True), False),
        (SimpleNamespace(power_plugged=None), False),
        (SimpleNamespace(power_plugged=False), True),
    ],
)
def test_the_battery_counts_only_where_it_is_known(
    monkeypatch: pytest.MonkeyPatch, battery: object, known: bool
) -> None:
    monkeypatch.setattr(psutil, "sensors_battery", lambda: battery, raising=False)
    assert on_battery() is known


def test_a_system_that_cannot_tell_is_on_mains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(psutil, "sensors_battery", raising=False)
    assert not on_battery()
