"""Lets a backup be stopped between two writes, however large the story and slow the drive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from studio.storage.file_call import FileCalls, SystemCalls


class BackupStopped(Exception):  # noqa: N818 - the writer's wish, not an error
    """The backup is made no more; its unfinished file is gone."""

    def __init__(self) -> None:
        super().__init__("The backup was stopped.")


def stoppable(stopped: Callable[[], bool]) -> FileCalls:
    """The system calls of a save, those that write raising ``BackupStopped`` once ``stopped`` says so."""
    return _Stoppable(stopped)


class _Stoppable(SystemCalls):
    def __init__(self, stopped: Callable[[], bool]) -> None:
        self._stopped = stopped

    def _look(self) -> None:
        if self._stopped():
            raise BackupStopped

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        self._look()
        return super().open(path, flags, mode)

    def write(self, handle: int, data: memoryview, /) -> int:
        self._look()
        return super().write(handle, data)

    def fsync(self, handle: int) -> None:
        self._look()
        super().fsync(handle)

    def link(self, source: Path, target: Path) -> None:
        self._look()
        super().link(source, target)

    def replace(self, source: Path, target: Path) -> None:
        self._look()
        super().replace(source, target)
