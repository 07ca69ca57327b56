"""The worker's deep reading: what the language model has not judged yet, nearest the cursor first."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from studio.proofing.close_questions import DeepRun
from studio.proofing.deep.message import DroppedError
from studio.proofing.edited_part import EditedPage
from studio.proofing.evidence import EngineError, Judge, Judgement
from studio.proofing.judgement_source import DeepPage, JudgementSource
from studio.proofing.message import CheckChapter, DeepProgress, EngineState
from studio.proofing.pipeline import Proofreader
from studio.proofing.worker.power import on_battery
from studio.text.word import rough_count

_LOG = logging.getLogger(__name__)
_SMOOTH = 0.3  # share of the latest speed in the running one
_MOST_FAILURES = 3
_LOOK_AGAIN = 60.0  # seconds until the battery is looked at again
REST = 45.0
"""Seconds with nothing to read after which the judge may rest and give its memory back: it starts again
within two seconds of the next edit."""


@dataclass(frozen=True, slots=True)
class Judged:
    """To the worker, from its deep reading: judgements on some paragraphs, or why there are none.

    ``edited`` says of which paragraph the one page is, or is a part.
    """

    chapter: str
    pages: tuple[DeepPage, ...]
    judgements: tuple[tuple[Judgement, ...], ...]
    words: int
    seconds: float
    problem: str = ""
    dropped: bool = False
    number: int = 0
    edited: EditedPage | None = None


@dataclass(frozen=True, slots=True)
class LookAgain:
    """To the worker, from its deep reading: the computer may be on mains again, or the judge may rest."""


@dataclass(slots=True)
class _Question:
    """The open question; ``dropped`` says that its answer is no longer wanted."""

    number: int
    words: int
    dropped: bool = False


@dataclass(slots=True)
class _Plan:
    text: str
    runs: deque[DeepRun]

    @property
    def words(self) -> int:
        return sum(run.words for run in self.runs)


class DeepReading:
    """One question at a time to the judge, on a thread of its own; answers come back through ``post``.

    Args:
        judge: the language model.
        source: keeps what was judged.
        post: puts a message into the worker's inbox, from any thread.
        send: tells the window.
        battery: whether the computer runs on its battery.
        clock: tells seconds.
    """

    def __init__(
        self,
        judge: Judge,
        source: JudgementSource,
        post: Callable[[object], None],
        send: Callable[[object], None],
        battery: Callable[[], bool] = on_battery,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._judge = judge
        self._source = source
        self._post = post
        self._send = send
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="deep")
        self._plans: dict[str, _Plan] = {}
        self._open: _Question | None = None
        self._number = 0  # of the latest question
        self._failures = 0
        self._pace = 0.0  # seconds a word
        self._read = 0
        self._battery = battery
        self._paused: bool | None = None  # None: nobody said anything
        self._rest = ""
        self._timer: threading.Timer | None = None
        self._idle: float | None = None  # since when there is nothing to read
        self._resting = True  # the judge, until it is asked something
        self._clock = clock
        self._stood = False  # during the open question, whose time tells nothing then

    def pause(self, paused: bool | None) -> None:
        """Rest at once, or go on, whatever the battery says; None: as long as it is on mains."""
        self._paused = paused
        self._rest = "paused" if paused else ""
        self._hold(still=bool(paused))
        if paused is not None:
            self._tell()

    def make_way(self) -> None:
        """Stand still while the writer types; ``go_on`` ends it."""
        if self._open is not None:
            self._hold(still=True)

    def put_first(self, proofreader: Proofreader, request: CheckChapter, at: int) -> None:
        """Ask about the edited paragraph at ``at`` (code points), alone, before all else.

        Of a long one only the sentences around the edit; all of it is asked about later. A question that is
        open is dropped; its paragraphs are asked about again later, too.
        """
        if self._paused or self._failures >= _MOST_FAILURES or self._waits_for_mains():
            return
        edited = proofreader.close_questions.edited(request.text, request.touched, at)
        if edited is None:
            return
        self._drop()
        self._hold(still=False)
        self._plans.pop(request.chapter, None)
        self._ask(request.chapter, (edited.asked,), edited)
        self._tell()

    def go_on(self, proofreader: Proofreader, chapters: Iterable[CheckChapter]) -> None:
        """Ask about the next paragraphs, if there are any and no question is open.

        Args:
            chapters: the nearest first.
        """
        if self._paused:
            self._may_rest()
            return
        self._hold(still=False)
        if self._open is not None or self._failures >= _MOST_FAILURES:
            return
        requests = list(chapters)
        known = {request.chapter for request in requests}
        for gone in [name for name in self._plans if name not in known]:
            del self._plans[gone]
        for request in requests:
            plan = self._plan(proofreader, request)
            if plan.runs:
                if self._waits_for_mains():
                    self._may_rest()
                    return
                pages = proofreader.close_questions.pages(request.text, plan.runs.popleft())
                self._ask(request.chapter, pages)
                self._tell()
                return
        self._read = 0
        self._may_rest()

    def take(self, answer: Judged) -> bool:
        """Take over an answer; whether findings may be others now."""
        if answer.dropped:
            self._plans.pop(answer.chapter, None)
            return False
        if self._open is not None and self._open.number == answer.number:
            self._open = None
        if answer.problem:
            self._failures += 1
            if self._failures == _MOST_FAILURES:
                self._send(EngineState("deep", "failed", answer.problem))
            self._tell()  # these paragraphs are passed over until the chapter is another
            return False
        self._failures = 0
        self._learn(answer)
        self._read += answer.words
        if not self._stood:
            # Not by words a second: a question of calm paragraphs takes next to no time.
            latest = answer.seconds / max(answer.words, 1)
            self._pace = latest if not self._pace else (1 - _SMOOTH) * self._pace + _SMOOTH * latest
        self._tell()
        return any(answer.judgements)

    def _learn(self, answer: Judged) -> None:
        if answer.edited is not None and answer.edited.part is not None:
            page = answer.edited.page
            self._source.learn_part(page.before, page.text, answer.edited.part.whole(answer.judgements[0]))
            return
        for page, judgements in zip(answer.pages, answer.judgements, strict=True):
            self._source.learn(page.before, page.text, judgements)

    def close(self) -> None:
        """End the reading and the judge."""
        if self._timer is not None:
            self._timer.cancel()
        stop = getattr(self._judge, "close", None)
        if stop is not None:
            stop()
        self._thread.shutdown(cancel_futures=True)

    def _hold(self, *, still: bool) -> None:
        self._stood |= still
        hold = getattr(self._judge, "hold", None)
        if hold is not None:
            hold(still=still)

    def _waits_for_mains(self) -> bool:
        waits = self._paused is None and self._battery()
        if waits:
            self._look_again_in(_LOOK_AGAIN)
        rest = "battery" if waits else ""
        if rest != self._rest:
            self._rest = rest
            self._tell()
        return waits

    def _look_again_in(self, seconds: float) -> None:
        if self._timer is None or not self._timer.is_alive():
            self._timer = threading.Timer(seconds, self._post, (LookAgain(),))
            self._timer.daemon = True
            self._timer.start()

    def _may_rest(self) -> None:
        """There is nothing to ask: after a while the judge gives its memory back."""
        rest = getattr(self._judge, "rest", None)
        if rest is None or self._resting:
            return
        now = self._clock()
        if self._idle is None:
            self._idle = now
        if now - self._idle < REST:
            self._look_again_in(REST - (now - self._idle))
            return
        self._drop()
        self._resting = True
        self._thread.submit(rest)

    def _drop(self) -> None:
        if self._open is None:
            return
        self._open.dropped = True
        self._open = None
        drop = getattr(self._judge, "drop", None)
        if drop is not None:
            drop()

    def _plan(self, proofreader: Proofreader, request: CheckChapter) -> _Plan:
        plan = self._plans.get(request.chapter)
        if plan is None or plan.text != request.text:
            runs = proofreader.close_questions.runs(request.text, request.focus or 0)
            plan = self._plans[request.chapter] = _Plan(request.text, deque(runs))
        return plan

    def _ask(self, chapter: str, pages: tuple[DeepPage, ...], edited: EditedPage | None = None) -> None:
        self._stood = self._resting  # starting takes its time, too
        self._idle, self._resting = None, False
        words = sum(rough_count(page.text) for page in pages)
        self._number += 1
        question = self._open = _Question(self._number, words)

        def ask() -> None:
            began = time.monotonic()
            problem, found = "", list[tuple[Judgement, ...]]()
            try:
                if question.dropped:
                    raise DroppedError
                found = self._judge.judge(pages[0].before, [p.text for p in pages], [p.marks for p in pages])
            except DroppedError:
                self._post(Judged(chapter, pages, (), words, 0.0, dropped=True))
                return
            except EngineError as error:
                problem = str(error)
            except Exception as error:  # noqa: BLE001 - unanswered, the question would stay open for ever
                _LOG.warning("the deep reading failed", exc_info=True)
                problem = f"The language model failed ({error})."
            seconds = time.monotonic() - began
            told = Judged(chapter, pages, tuple(found), words, seconds, problem)
            self._post(replace(told, number=question.number, edited=edited))

        self._thread.submit(ask)

    def _tell(self) -> None:
        left = (self._open.words if self._open is not None else 0) + sum(
            plan.words for plan in self._plans.values()
        )
        seconds = left * self._pace if self._pace else None
        self._send(DeepProgress(self._read, self._read + left, seconds, self._rest))
