"""The language model reads along: after everything else, nearest the writer first, one question at a time."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import EngineError, Judgement, Weighed, WordMark
from studio.proofing.evidence_source import Engines
from studio.proofing.finding import Category, Finding
from studio.proofing.judgement_source import JudgementSource
from studio.proofing.message import (
    CheckChapter,
    Configure,
    DeepProgress,
    EngineChoice,
    EngineState,
    ParagraphChecked,
    TellStory,
)
from studio.proofing.pipeline import Proofreader
from studio.proofing.worker.deep_reading import DeepReading, Judged
from studio.proofing.worker.desk import Desk
from studio.text.span import Span

LONG = " ".join(["word"] * 120)


class Weighings:
    """Marks what was judged."""

    rules = ("test.weighed",)

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        for judgement in paragraph.evidence.judgements:
            yield Finding(judgement.span, Category.REAL_WORD, "test.weighed", "Weighed.")


class Judge:
    fingerprint = "deep-test-1"

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.failure = ""
        self.never = ""
        self.closed = False

    def judge(
        self, before: str, texts: Sequence[str], marks: Sequence[tuple[WordMark, ...]]
    ) -> list[tuple[Judgement, ...]]:
        self.asked.append(tuple(texts))
        if self.failure:
            raise EngineError(self.failure)
        if self.never and any(self.never in text for text in texts):
            raise ValueError("no library is without its odd text")
        return [(Judgement(Span(0, 1), (Weighed("replace", "a", 9.0),)),) for _ in texts]

    def close(self) -> None:
        self.closed = True


class Bench:
    """A desk with its inbox."""

    def __init__(self, judge: Judge) -> None:
        self.sent: list[object] = []
        self._inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._questions = 0

        def build(_choice: EngineChoice, _send: object, _post: object) -> Proofreader:
            source = JudgementSource(judge, at_once=False)
            return Proofreader(Engines(), [Weighings()], judgements=source)

        self._judge = judge
        self.desk = Desk(self.sent.append, self._inbox.put, build, lambda: None)
        self.desk.take(Configure(EngineChoice(deep=True)))

    def rest(self) -> None:
        """Work until there is nothing to do but to wait for the judge."""
        while self.desk.step() or self.desk.tidy():
            pass

    def hear(self) -> Judged:
        """Wait for the judge's answer and take it."""
        answer = self._inbox.get(timeout=20)
        assert isinstance(answer, Judged)
        self.desk.take(answer)
        return answer

    def read_all(self, done: Callable[[], bool]) -> None:
        """Go on until ``done``."""
        self.rest()
        while not done():
            self.hear()
            self.rest()

    def findings(self, text: str) -> list[str]:
        """The marked paragraphs' first words."""
        marked = [m for m in self.sent if isinstance(m, ParagraphChecked) and m.findings]
        return [m.span.of(text).split()[0] for m in marked]


def test_the_paragraphs_nearest_the_cursor_are_judged_first() -> None:
    judge = Judge()
    bench = Bench(judge)
    text = f"Away {LONG}.\n\nNear {LONG}.\n\nLast {LONG}.\n"
    bench.desk.take(CheckChapter("c", 1, text, focus=text.index("Near") + 2))
    bench.read_all(lambda: len(bench.findings(text)) == 3)
    assert judge.asked[0][0].startswith("Near")
    assert bench.findings(text)[0] == "Near"
    bench.desk.close()
    assert judge.closed


def test_nothing_is_asked_before_the_instant_layer_has_answered() -> None:
    judge = Judge()
    bench = Bench(judge)
    bench.desk.take(CheckChapter("c", 1, "One here.\n\nTwo here.\n", focus=0))
    while not any(isinstance(m, ParagraphChecked) for m in bench.sent):
        assert judge.asked == []
        bench.desk.step()
    bench.desk.close()


def test_only_what_changed_is_judged_again() -> None:
    judge = Judge()
    bench = Bench(judge)
    paragraphs = [f"P{n} {LONG}." for n in range(5)]
    bench.desk.take(CheckChapter("c", 1, "\n\n".join(paragraphs), focus=0))
    bench.read_all(lambda: sum(map(len, judge.asked)) == 5)
    judge.asked.clear()
    paragraphs[1] = "Changed " + LONG
    bench.desk.take(CheckChapter("c", 2, "\n\n".join(paragraphs), focus=0))
    bench.read_all(lambda: sum(map(len, judge.asked)) == 2)
    # The paragraph behind the changed one stands after another text now.
    assert sorted(text.split()[0] for texts in judge.asked for text in texts) == ["Changed", "P2"]
    bench.desk.close()


def test_progress_ends_with_everything_read() -> None:
    bench = Bench(Judge())
    text = "\n\n".join(f"P{n} {LONG}." for n in range(4))
    bench.desk.take(CheckChapter("c", 1, text))
    bench.read_all(lambda: len(bench.findings(text)) == 4)
    told = [m for m in bench.sent if isinstance(m, DeepProgress)]
    assert (told[0].done, told[0].seconds) == (0, None)
    assert told[-1].done == told[-1].total == 4 * 121
    assert {m.total for m in told} == {4 * 121}
    assert told[-1].seconds == 0
    bench.desk.close()


def test_an_answer_that_took_no_time_does_not_promise_that_the_rest_takes_none() -> None:
    """So it is with paragraphs that need not be read."""
    sent: list[DeepProgress] = []
    source = JudgementSource(Judge(), at_once=False)
    reading = DeepReading(Judge(), source, lambda _: None, sent.append, lambda: False)  # type: ignore[arg-type]
    text = "\n\n".join(f"P{n} {LONG}." for n in range(4))
    proofreader, chapters = Proofreader(Engines(), [], judgements=source), [CheckChapter("c", 1, text)]
    reading.go_on(proofreader, chapters)
    reading.take(Judged("c", (), (), 121, 9.0, number=1))  # starting took its time, too
    reading.go_on(proofreader, chapters)
    told = []
    for seconds in (0.4, 0.0005):
        reading.take(Judged("c", (), (), 120, seconds))
        told.append(sent[-1].seconds)
    reading.close()
    before, after = told
    assert before == pytest.approx(3 * 121 / 300)
    assert after == pytest.approx(0.7 * before, rel=0.01)


def test_judgements_on_disk_are_not_asked_for_again(tmp_path: Path) -> None:
    text = f"One {LONG}.\n\nTwo {LONG}.\n"
    for expected in (2, 0):
        judge = Judge()
        bench = Bench(judge)
        bench.desk.take(TellStory(StoryContext(), cache=str(tmp_path / "deep")))
        bench.desk.take(CheckChapter("c", 1, text))
        bench.read_all(lambda bench=bench: len(bench.findings(text)) == 2)  # type: ignore[misc]
        assert sum(map(len, judge.asked)) == expected
        bench.desk.close()


def test_a_model_that_keeps_failing_is_told_of_once_and_left_alone() -> None:
    judge = Judge()
    judge.failure = "The language model is not there."
    bench = Bench(judge)
    text = "\n\n".join(f"P{n} {LONG}." for n in range(9))
    bench.desk.take(CheckChapter("c", 1, text))
    bench.read_all(lambda: any(isinstance(m, EngineState) for m in bench.sent))
    assert [m for m in bench.sent if isinstance(m, EngineState)] == [
        EngineState("deep", "failed", "The language model is not there.")
    ]
    bench.rest()
    assert len(judge.asked) == 3
    bench.desk.close()


def test_a_paragraph_that_cannot_be_judged_does_not_keep_the_others_from_it() -> None:
    judge = Judge()
    judge.never = "P1"
    bench = Bench(judge)
    text = "\n\n".join(f"P{n} {LONG}." for n in range(4))
    bench.desk.take(CheckChapter("c", 1, text))
    bench.read_all(lambda: len(judge.asked) == 4 and len(bench.findings(text)) == 3)
    assert sorted(bench.findings(text)) == ["P0", "P2", "P3"]
    told = [m for m in bench.sent if isinstance(m, DeepProgress)]
    assert told[-1].done == told[-1].total
    bench.desk.close()


def test_without_a_model_nothing_is_different() -> None:
    sent: list[object] = []
    desk = Desk(sent.append, sent.append, lambda *_: Proofreader(Engines(), [Weighings()]), lambda: None)
    desk.take(CheckChapter("c", 1, "One here.\n"))
    while desk.step() or desk.tidy():
        pass
    assert not any(isinstance(m, DeepProgress) for m in sent)
