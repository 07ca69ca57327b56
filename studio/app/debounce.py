"""Waits for a pause before something is done, at the price of no timer for each key."""

from __future__ import annotations

from collections.abc import Callable

from studio.app.tasks import Cancel, Scheduler


class Debounce:
    """Runs ``call`` some seconds after it was last asked for. Main thread only.

    A timer that runs is not moved: one that rings too early waits for the rest. So a row of keys costs a
    timer now and then, and not one made and one stopped for each key.

    Args:
        patience: seconds after which a call asked for is made at the latest, however often it is put off;
            None for no such limit.
    """

    def __init__(self, scheduler: Scheduler, call: Callable[[], None], patience: float | None = None) -> None:
        self._scheduler = scheduler
        self._call = call
        self._patience = patience
        self._first = 0.0
        self._due: float | None = None
        self._rings = 0.0
        self._cancel: Cancel | None = None

    def ask(self, seconds: float) -> None:
        """Make the call in ``seconds``; a call asked for before is put off until then, or brought forward."""
        now = self._scheduler.now()
        if self._due is None:
            self._first = now
        self._due = now + max(0.0, seconds)
        if self._patience is not None:
            self._due = max(now, min(self._due, self._first + self._patience))
        if self._cancel is None or self._rings > self._due:
            self._wait(now)

    def cancel(self) -> None:
        """Do not make the call that was asked for, if one was."""
        self._due = None
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    def _wait(self, now: float) -> None:
        assert self._due is not None
        if self._cancel is not None:
            self._cancel()
        self._rings = self._due
        self._cancel = self._scheduler.call_later(self._due - now, self._ring)

    def _ring(self) -> None:
        self._cancel = None
        if self._due is None:
            return
        now = self._scheduler.now()
        if self._due > now + 0.001:
            self._wait(now)
            return
        self._due = None
        self._call()
