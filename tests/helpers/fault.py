"""System calls that fail on purpose: the real ones, but for one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from studio.storage.exchange import exchange


class FaultyCalls:
    """The calls of a save; the ``fail_at``-th of them (from 0) raises ``error`` instead of being done.

    ``names`` lists the calls made so far. A short write writes one byte at a time.
    """

    def __init__(self, fail_at: int = -1, error: int = 0, short_writes: bool = False) -> None:
        self.names: list[str] = []
        self._fail_at = fail_at
        self._error = error
        self._short = short_writes

    def _call(self, name: str, call: Callable[..., Any], *arguments: Any) -> Any:
        self.names.append(name)
        if len(self.names) - 1 == self._fail_at:
            raise OSError(self._error, os.strerror(self._error))
        return call(*arguments)

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        return self._call("open", os.open, path, flags, mode)

    def write(self, handle: int, data: memoryview) -> int:
        return self._call("write", os.write, handle, data[: max(1, len(data) // 3)] if self._short else data)

    def read(self, handle: int, length: int) -> bytes:
        return self._call("read", os.read, handle, length)

    def fsync(self, handle: int) -> None:
        self._call("fsync", os.fsync, handle)

    def close(self, handle: int) -> None:
        os.close(handle)
        self._call("close", lambda: None)

    def chmod(self, path: Path, mode: int) -> None:
        self._call("chmod", os.chmod, path, mode)

    def link(self, source: Path, target: Path) -> None:
        self._call("link", os.link, source, target)

    def replace(self, source: Path, target: Path) -> None:
        self._call("replace", os.replace, source, target)

    def exchange(self, source: Path, target: Path) -> None:
        self._call("exchange", exchange, source, target)

    def unlink(self, path: Path) -> None:
        self._call("unlink", os.unlink, path)
