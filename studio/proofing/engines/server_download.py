"""Fetches the LanguageTool server for a writer who asked: language-tool-python's own checked download."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from studio.proofing.engines.server_process import VERSION, find_java
from studio.proofing.evidence import EngineError

SIZE = 250_000_000
"""About how many bytes will come."""

_POLL_SECONDS = 0.2
_FETCH = (
    "from language_tool_python.download_lt import LocalLanguageTool;"
    f"LocalLanguageTool.from_version_name({VERSION!r}).download()"
)


def fetch_server(
    folder: Path,
    progress: Callable[[int], None] = lambda _bytes: None,
    stopped: Callable[[], bool] = lambda: False,
    command: Sequence[str] = (sys.executable, "-c", _FETCH),
) -> Path | None:
    """Download and unpack the server into ``folder``; the library compares its checksum.

    Blocks for minutes; meant for a worker's lane. The download runs in a process of its own, so that it can
    be stopped at once.

    Args:
        folder: will hold LanguageTool-6.8; made if need be.
        progress: hears how many bytes have come.
        stopped: asked several times a second; when it says yes, what came is thrown away.
        command: what downloads (for tests).

    Returns:
        The folder to give to ``ServerEngine``, or None when it was stopped.

    Raises:
        EngineError: when it failed, with the reason in one sentence.
    """
    if find_java() is None:
        raise EngineError("LanguageTool's server needs Java 17 or newer, which is not installed.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = set(folder.iterdir())
    except OSError as error:
        raise EngineError(f"The folder {folder} cannot be written to ({error.strerror}).") from error
    environment = {**os.environ, "LTP_PATH": str(folder)}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as words:  # a pipe nobody reads would fill up
        child = subprocess.Popen(list(command), env=environment, stdout=subprocess.DEVNULL, stderr=words)
        finished = _watch(child, folder, progress, stopped)
        words.seek(0)
        complaint = words.read().strip().splitlines()
    if finished and child.returncode == 0:
        return folder
    _clear(folder, before)
    if not finished:
        return None
    reason = complaint[-1].rpartition(": ")[2].rstrip(".") if complaint else "no reason given"
    raise EngineError(f"LanguageTool could not be fetched ({reason}).")


def _watch(
    child: subprocess.Popen[bytes], folder: Path, progress: Callable[[int], None], stopped: Callable[[], bool]
) -> bool:
    """Wait for the child's end; False when it was stopped before."""
    while True:
        try:
            child.wait(_POLL_SECONDS)
        except subprocess.TimeoutExpired:
            progress(_bytes_so_far(folder))
        else:
            return True
        if stopped():
            child.kill()
            child.wait()
            return False


def _bytes_so_far(folder: Path) -> int:
    total = 0
    for path in folder.glob("*/*.zip"):
        with suppress(OSError):
            total += path.stat().st_size
    return total


def _clear(folder: Path, before: set[Path]) -> None:
    """Throw away what an unfinished download left."""
    for path in set(folder.iterdir()) - before:
        shutil.rmtree(path, ignore_errors=True)
