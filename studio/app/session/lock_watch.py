"""Waits until another window lets go of the story that can only be read here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from studio.app.tasks import Cancel, Scheduler, TaskRunner
from studio.storage.lock import HEARTBEAT, StoryLock

_SURE_AFTER: Final = 2.0
"""Seconds after which a lock that is gone is looked at again: it may just have been written anew."""


class LockWatch:
    """Looks at the lock now and then, and calls ``freed`` once when nobody holds it any more.

    Main thread only; the disk is read on the "io" lane.
    """

    def __init__(
        self, lock: StoryLock, runner: TaskRunner, scheduler: Scheduler, freed: Callable[[], object]
    ) -> None:
        self._lock = lock
        self._runner = runner
        self._scheduler = scheduler
        self._freed = freed
        self._stopped = False
        self._seen_free = False
        self._timer: Cancel = scheduler.call_later(HEARTBEAT, self._look)

    def stop(self) -> None:
        """Look no more."""
        self._stopped = True
        self._timer()

    def _look(self) -> None:
        # What cannot be looked at just now is looked at again.
        self._runner.submit("io", self._lock.is_held, self._looked, lambda _error: self._looked(True))

    def _looked(self, held: bool) -> None:
        if self._stopped:
            return
        if not held and self._seen_free:
            self._freed()
            return
        self._seen_free = not held
        self._timer = self._scheduler.call_later(HEARTBEAT if held else _SURE_AFTER, self._look)
