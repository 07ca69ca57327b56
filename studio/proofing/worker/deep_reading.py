"""The worker's deep reading: what the language model has not judged yet, nearest the cursor first."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from studio.proofing.evidence import EngineError, Judge, Judgement
from studio.proofing.judgement_source import DeepPage, JudgementSource
from studio.proofing.message import CheckChapter, DeepProgress, EngineState
from studio.proofing.pipeline import DeepRun, Proofreader
from studio.proofing.worker.power import on_battery

_LOG = logging.getLogger(__name__)
_SMOOTH = 0.3  # share of the latest speed in the running one
_MOST_FAILURES = 3
_LOOK_AGAIN = 60.0  # seconds until the battery is looked at again


@dataclass(frozen=True, slots=True)
class Judged:
    """To the worker, from its deep reading: judgements on some paragraphs, or why there are none."""

    chapter: str
    pages: tuple[DeepPage, ...]
    judgements: tuple[tuple[Judgement, ...], ...]
    words: int
    seconds: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class LookAgain:
    """To the worker, from its deep reading: the computer may be on mains again."""


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
    """

    def __init__(
        self,
        judge: Judge,
        source: JudgementSource,
        post: Callable[[object], None],
        send: Callable[[object], None],
        battery: Callable[[], bool] = on_battery,
    ) -> None:
        self._judge = judge
        self._source = source
        self._post = post
        self._send = send
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="deep")
        self._plans: dict[str, _Plan] = {}
        self._asked = 0  # words in the open question
        self._failures = 0
        self._speed = 0.0  # words a second
        self._read = 0
        self._battery = battery
        self._paused: bool | None = None  # None: nobody said anything
        self._rest = ""
        self._timer: threading.Timer | None = None
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
        if self._asked:
            self._hold(still=True)

    def go_on(self, proofreader: Proofreader, chapters: Iterable[CheckChapter]) -> None:
        """Ask about the next paragraphs, if there are any and no question is open.

        Args:
            chapters: the nearest first.
        """
        if self._paused:
            return
        self._hold(still=False)
        if self._asked or self._failures >= _MOST_FAILURES:
            return
        requests = list(chapters)
        known = {request.chapter for request in requests}
        for gone in [name for name in self._plans if name not in known]:
            del self._plans[gone]
        for request in requests:
            plan = self._plan(proofreader, request)
            if plan.runs:
                if self._waits_for_mains():
                    return
                self._ask(request.chapter, proofreader.doubted(request.text, plan.runs.popleft()))
                self._tell()
                return
        self._read = 0

    def take(self, answer: Judged) -> bool:
        """Take over an answer; whether findings may be others now."""
        self._asked = 0
        if answer.problem:
            self._failures += 1
            if self._failures == _MOST_FAILURES:
                self._send(EngineState("deep", "failed", answer.problem))
            self._tell()  # these paragraphs are passed over until the chapter is another
            return False
        self._failures = 0
        for page, judgements in zip(answer.pages, answer.judgements, strict=True):
            self._source.learn(page.before, page.text, judgements)
        self._read += answer.words
        if not self._stood:
            latest = answer.words / max(answer.seconds, 0.001)
            self._speed = latest if not self._speed else (1 - _SMOOTH) * self._speed + _SMOOTH * latest
        self._tell()
        return any(answer.judgements)

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
        if waits and (self._timer is None or not self._timer.is_alive()):
            self._timer = threading.Timer(_LOOK_AGAIN, self._post, (LookAgain(),))
            self._timer.daemon = True
            self._timer.start()
        rest = "battery" if waits else ""
        if rest != self._rest:
            self._rest = rest
            self._tell()
        return waits

    def _plan(self, proofreader: Proofreader, request: CheckChapter) -> _Plan:
        plan = self._plans.get(request.chapter)
        if plan is None or plan.text != request.text:
            runs = proofreader.deep_runs(request.text, request.focus or 0)
            plan = self._plans[request.chapter] = _Plan(request.text, deque(runs))
        return plan

    def _ask(self, chapter: str, pages: tuple[DeepPage, ...]) -> None:
        self._stood = False
        self._asked = words = sum(page.text.count(" ") + 1 for page in pages)

        def ask() -> None:
            began = time.monotonic()
            problem, found = "", list[tuple[Judgement, ...]]()
            try:
                found = self._judge.judge(pages[0].before, [p.text for p in pages], [p.marks for p in pages])
            except EngineError as error:
                problem = str(error)
            except Exception as error:  # noqa: BLE001 - unanswered, the question would stay open for ever
                _LOG.warning("the deep reading failed", exc_info=True)
                problem = f"The language model failed ({error})."
            self._post(Judged(chapter, pages, tuple(found), words, time.monotonic() - began, problem))

        self._thread.submit(ask)

    def _tell(self) -> None:
        left = self._asked + sum(plan.words for plan in self._plans.values())
        seconds = left / self._speed if self._speed else None
        self._send(DeepProgress(self._read, self._read + left, seconds, self._rest))
