"""When to save: a moment after typing stops, now and then while it goes on, ever later after failures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from studio.app.tasks import Cancel, Scheduler
from studio.model.chapter import ChapterId


@dataclass(frozen=True, slots=True)
class AutosaveTiming:
    """All in seconds.

    Attributes:
        idle: after the last edit.
        longest: after the first unsaved edit, while typing goes on.
        journal: from an edit to its place in the journal.
        retry, longest_retry: after a failed save; doubled each time up to the longest, which says how
            soon it is noticed that there is room again.
        pause: between two tries, however much is typed meanwhile.
    """

    idle: float = 1.0
    longest: float = 5.0
    journal: float = 0.4
    retry: float = 2.0
    longest_retry: float = 10.0
    pause: float = 2.0


@dataclass(slots=True)
class _Plan:
    first: float
    due: float
    retry: float = 0.0
    failed_at: float = 0.0
    cancel: Cancel | None = None


class Autosave:
    """Calls ``save`` for each edited chapter at the right time. One timer for each chapter."""

    def __init__(
        self, scheduler: Scheduler, timing: AutosaveTiming, save: Callable[[ChapterId], None]
    ) -> None:
        self._scheduler = scheduler
        self._timing = timing
        self._save = save
        self._plans: dict[ChapterId, _Plan] = {}

    def use(self, timing: AutosaveTiming) -> None:
        """Save at other times from the next edit on."""
        self._timing = timing

    def edited(self, chapter: ChapterId, ease: float = 1.0) -> None:
        """The chapter changed just now; ``ease`` is how many times longer than usual its save may wait."""
        now = self._scheduler.now()
        plan = self._plans.get(chapter)
        if plan is None:
            plan = self._plans[chapter] = _Plan(first=now, due=0.0)
        if plan.retry:
            # The disk was in trouble: an edit tries again at once, but not with every key.
            soon = max(now, plan.failed_at + self._timing.pause)
            if soon < plan.due:
                plan.due = soon
                if plan.cancel:
                    plan.cancel()
                self._wait(chapter, plan)
            return
        plan.due = min(now + ease * self._timing.idle, plan.first + ease * self._timing.longest)
        if plan.cancel is None:
            self._wait(chapter, plan)

    def saved(self, chapter: ChapterId, dirty: bool) -> None:
        """A save went well; ``dirty`` if more was typed meanwhile."""
        self.forget(chapter)
        if dirty:
            self.edited(chapter)

    def failed(self, chapter: ChapterId) -> None:
        """A save failed: try again, later each time."""
        now = self._scheduler.now()
        plan = self._plans.setdefault(chapter, _Plan(first=now, due=now))
        if plan.cancel:
            plan.cancel()
        plan.retry = min(plan.retry * 2 or self._timing.retry, self._timing.longest_retry)
        plan.due, plan.failed_at = now + plan.retry, now
        self._wait(chapter, plan)

    def forget(self, chapter: ChapterId) -> None:
        """Nothing is to be saved for the chapter any more."""
        plan = self._plans.pop(chapter, None)
        if plan and plan.cancel:
            plan.cancel()

    def stop(self) -> None:
        """Forget everything."""
        for chapter in tuple(self._plans):
            self.forget(chapter)

    def _wait(self, chapter: ChapterId, plan: _Plan) -> None:
        delay = max(0.0, plan.due - self._scheduler.now())
        plan.cancel = self._scheduler.call_later(delay, lambda: self._fire(chapter, plan))

    def _fire(self, chapter: ChapterId, plan: _Plan) -> None:
        if self._plans.get(chapter) is not plan:
            return
        plan.cancel = None
        # Moving one timer for each key would cost more than letting it ring once too early.
        if plan.due > self._scheduler.now() + 0.001:
            self._wait(chapter, plan)
        else:
            plan.first = self._scheduler.now()
            self._save(chapter)
