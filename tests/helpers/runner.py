"""Task runners and schedulers for tests: everything on the test's own thread, time moved by hand."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class ImmediateRunner:
    """Runs each job at once, inside ``submit``; with ``held`` lanes, when ``run_held`` is called.

    Posted calls run at once too.
    """

    def __init__(self) -> None:
        self.jobs = 0
        self._held: dict[str, list[Callable[[], None]]] = {}

    def hold(self, lane: str) -> None:
        """From now on collect the lane's jobs, as if its thread were busy."""
        self._held.setdefault(lane, [])

    def run_held(self, lane: str) -> None:
        """Run what was collected and go back to running at once."""
        while self._held.get(lane):
            self._held[lane].pop(0)()
        self._held.pop(lane, None)

    def submit(
        self,
        lane: str,
        job: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self.jobs += 1

        def run() -> None:
            try:
                result = job()
            except Exception as error:
                if failed is None:
                    raise
                failed(error)
                return
            if done is not None:
                done(result)

        if lane in self._held:
            self._held[lane].append(run)
        else:
            run()

    def post(self, call: Callable[[], None]) -> None:
        call()

    def drain(self, lane: str, timeout: float) -> bool:
        while self._held.get(lane):
            self._held[lane].pop(0)()
        return True


class ManualScheduler:
    """A clock that stands still until ``advance`` is called."""

    def __init__(self) -> None:
        self._now = 0.0
        self._order = itertools.count()
        self._calls: list[tuple[float, int, list[Callable[[], None]]]] = []

    def now(self) -> float:
        return self._now

    def call_later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        cell = [call]
        heapq.heappush(self._calls, (self._now + seconds, next(self._order), cell))
        return cell.clear

    def advance(self, seconds: float) -> None:
        """Let that much time pass, running what falls due in order."""
        end = self._now + seconds
        while self._calls and self._calls[0][0] <= end:
            at, _, cell = heapq.heappop(self._calls)
            self._now = max(self._now, at)
            for call in tuple(cell):
                call()
        self._now = end

    @property
    def waiting(self) -> int:
        """How many calls are still to come."""
        return sum(1 for _, _, cell in self._calls if cell)
