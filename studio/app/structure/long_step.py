"""Steps that take long: made in pieces, so that saves come in between, with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias, runtime_checkable

from studio.app.structure.structure_step import Disk, Done
from studio.app.tasks import TaskRunner
from studio.model.project import Project

Pieces: TypeAlias = Generator[float, None, Done]
"""Yields after each piece the share that is done, 0 to 1, and returns what came of it."""


class StepStopped(Exception):  # noqa: N818 - the writer's wish, not an error
    """The writer stopped the step; nothing of it is left."""


def _quiet(_: object) -> None:
    pass


@dataclass(slots=True)
class StepWatch:
    """Who follows a long step. Main thread only, but for ``stopped``, which is read beside it.

    Attributes:
        progress: told the share that is done, 0 to 1.
        ended: told how it ended: "" if it was taken, else a sentence.
        stopped: set to stop it; it ends soon, as if it had not begun.
    """

    progress: Callable[[float], object] = _quiet
    ended: Callable[[str], object] = _quiet
    stopped: bool = field(default=False)


@runtime_checkable
class LongStep(Protocol):
    """A step that can be taken in pieces."""

    @property
    def watch(self) -> StepWatch: ...

    def pieces(self, project: Project, disk: Disk) -> Pieces:
        """Take the step on the io lane, a piece at each ``next``; ``StepStopped`` thrown in undoes them.

        Raises:
            StorageError: it could not be taken; nothing of it is left.
        """


class LongRun:
    """One step in the making: each piece is a job of its own, submitted when the one before is done."""

    def __init__(
        self,
        runner: TaskRunner,
        pieces: Pieces,
        watch: StepWatch,
        done: Callable[[Done], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._runner = runner
        self._pieces = pieces
        self._watch = watch
        self._done = done
        self._failed = failed

    def go_on(self) -> None:
        """Make the next piece."""
        self._runner.submit("io", self._next, self._after, self._cannot)

    def _next(self) -> float | Done:
        try:
            if self._watch.stopped:
                self._pieces.throw(StepStopped("It was stopped, and nothing was added."))
            return next(self._pieces)
        except StopIteration as end:
            result: Done = end.value
            return result

    def _after(self, made: float | Done) -> None:
        if isinstance(made, Done):
            self._done(made)
            self._watch.ended("")
        else:
            self._watch.progress(made)
            self.go_on()

    def _cannot(self, error: Exception) -> None:
        self._failed(error)
        self._watch.ended(str(error))


def in_one_go(pieces: Pieces) -> Done:
    """All pieces, one after another."""
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            result: Done = end.value
            return result
