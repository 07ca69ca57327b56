"""How use cases run work beside the window without knowing Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Cancel(Protocol):
    """Stops what was scheduled; calling it twice is harmless."""

    def __call__(self) -> None: ...


class TaskRunner(Protocol):
    """Runs jobs on worker threads and brings their results back to the main thread.

    Jobs of one lane run one after another in the order given; lanes run beside each other. The lanes in
    use are "io" (every read and write of the story's files), "work" (exports, statistics) and "backup".
    """

    def submit(
        self,
        lane: str,
        job: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run ``job`` in ``lane``; then call ``done`` or ``failed`` on the main thread.

        A job that raises with no ``failed`` given is logged, never swallowed.
        """

    def post(self, call: Callable[[], None]) -> None:
        """Run ``call`` on the main thread soon; may be called from any thread."""

    def drain(self, lane: str, timeout: float) -> bool:
        """Wait for all jobs of ``lane`` (``timeout`` in seconds); True when none is left. For closing."""


class Scheduler(Protocol):
    """Timers on the main thread, and the clock they use (monotonic seconds)."""

    def now(self) -> float:
        """Seconds on a clock that never goes back."""

    def call_later(self, seconds: float, call: Callable[[], None]) -> Cancel:
        """Run ``call`` once on the main thread after ``seconds``."""
