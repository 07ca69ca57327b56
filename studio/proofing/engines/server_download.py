"""Fetches the LanguageTool server for a writer who asked: language-tool-python's own checked download."""

from __future__ import annotations

import logging
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from studio.proofing.child_process import quiet_flags
from studio.proofing.engines.server_process import OLDEST_JAVA, VERSION, find_java, java_version
from studio.proofing.evidence import EngineError

SIZE = 250_000_000
"""About how many bytes will come."""
UNPACKED = 420_000_000
"""About how many bytes they become."""

_log = logging.getLogger(__name__)
_HOST = "github.com"  # where language-tool-python 3.4.0 keeps version 6.7 and later
_HOST_VARIABLE = "LTP_DOWNLOAD_HOST_NEW_RELEASES"
_UNWANTED = ("LTP_JAR_DIR_PATH", "LTP_BYPASS_VERIFIED_DOWNLOADS")  # skip the download; skip its checksum
_POLL_SECONDS = 0.1
_STAGING = ".fetching-"
_STALE_SECONDS = 24 * 3600.0
_NAME = f"LanguageTool-{VERSION}"
_JAR = "languagetool-server.jar"
_COMMAND = (sys.executable, "-P", "-m", "studio.proofing.engines.server_fetch")


@dataclass(frozen=True, slots=True)
class ServerOffer:
    """What a writer is told before anything is fetched.

    Attributes:
        folder: where it will lie.
        host: the name of the computer that it comes from.
        size: about how many bytes will come.
        unpacked: about how many bytes it takes up in the end.
        trouble: why it cannot be fetched now, in one sentence; "" when it can.
    """

    folder: Path
    host: str = _HOST
    size: int = SIZE
    unpacked: int = UNPACKED
    trouble: str = ""


def server_offer(folder: Path) -> ServerOffer:
    """What would be fetched into ``folder``; asks nobody outside this computer.

    Runs Java once to learn its version (a few tenths of a second); meant for a worker's lane.
    """
    host = urlsplit(os.environ.get(_HOST_VARIABLE, "")).hostname or _HOST
    return ServerOffer(folder, host, trouble=_trouble_with_java() or _trouble_with_space(folder))


def fetch_server(
    folder: Path,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    stopped: Callable[[], bool] = lambda: False,
    command: Sequence[str] = _COMMAND,
) -> Path | None:
    """Download and unpack the server into ``folder``; the library compares its checksum.

    Blocks for minutes; meant for a lane of its own. Nothing appears under its final name before it is whole,
    and what came is thrown away when it fails or is stopped.

    Args:
        folder: will hold LanguageTool-6.8; made if need be.
        progress: hears how many bytes have come, and how many will; equal while it is being unpacked.
        stopped: asked several times a second.
        command: what downloads (for tests).

    Returns:
        The folder to give to ``ServerEngine``, or None when it was stopped.

    Raises:
        EngineError: when it cannot be had, with the reason in one sentence.
    """
    if (folder / _NAME / _JAR).is_file():
        return folder
    if trouble := server_offer(folder).trouble:
        raise EngineError(trouble)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear_stale(folder)
        with tempfile.TemporaryDirectory(prefix=_STAGING, dir=folder, ignore_cleanup_errors=True) as staging:
            if not _fetch(Path(staging), command, progress, stopped):
                return None
            _put_in_place(Path(staging) / _NAME, folder / _NAME)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EngineError(f"The folder {folder} cannot be written to ({reason}).") from error
    return folder


def _fetch(
    staging: Path,
    command: Sequence[str],
    progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> bool:
    """Run the child to its end; False when it was stopped before.

    Raises:
        EngineError: when the child failed.
    """
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    with subprocess.Popen(
        list(command),
        env=_environment(staging),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        creationflags=quiet_flags(gives_way=True),
    ) as child:
        assert child.stdout is not None
        reader = threading.Thread(target=_read, args=(child.stdout, lines), daemon=True)
        reader.start()
        try:
            complaint = _watch(lines, progress, stopped)
        finally:
            child.kill()  # it has ended already, unless it was stopped
            child.wait()
            reader.join()
    if complaint is None:
        return False
    if complaint or not (staging / _NAME).is_dir():
        raise EngineError(complaint or "LanguageTool could not be fetched; trying again may help.")
    return True


def _watch(
    lines: queue.SimpleQueue[str | None], progress: Callable[[int, int], None], stopped: Callable[[], bool]
) -> str | None:
    """Listen until the child has closed its output: its complaint, "" if none; None when it was stopped."""
    complaint = ""
    while not stopped():
        try:
            line = lines.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            continue
        if line is None:
            return complaint
        if found := re.fullmatch(r"(\d+) (\d+)", line):
            done, total = int(found[1]), int(found[2])
            progress(done, max(done, total or SIZE))
        elif line.startswith("failed "):
            complaint = line.removeprefix("failed ")
        else:
            _log.info("LanguageTool's download: %s", line)
    return None


def _read(stream: IO[str], lines: queue.SimpleQueue[str | None]) -> None:
    for line in stream:
        lines.put(line.strip())
    lines.put(None)


def _environment(staging: Path) -> dict[str, str]:
    """What the child is told: where to unpack, which Java, and to compare the checksum in any case."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    java = Path(find_java() or "java")
    return {
        **kept,
        "LTP_PATH": str(staging),
        "PATH": os.pathsep.join((str(java.parent), kept.get("PATH", os.defpath))),
    }


def _put_in_place(fetched: Path, target: Path) -> None:
    """Give the whole server its name in one step.

    Raises:
        EngineError: when it is not whole, or something else has that name.
    """
    if not (fetched / _JAR).is_file():
        raise EngineError("What was fetched holds no LanguageTool server, so it was thrown away.")
    try:
        fetched.rename(target)
    except OSError as error:
        if not target.exists():
            raise
        raise EngineError(f"{target} is in the way; move it elsewhere and try again.") from error


def _clear_stale(folder: Path) -> None:
    """Throw away what a program that was killed left behind; what is younger may be another one at work."""
    for path in folder.glob(f"{_STAGING}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(path, ignore_errors=True)


def _trouble_with_java() -> str:
    java = find_java()
    if java is None:
        return f"LanguageTool's server needs Java {OLDEST_JAVA} or newer, which is not installed."
    try:
        version = java_version(java)
    except EngineError:
        return f"Java does not start here; LanguageTool's server needs Java {OLDEST_JAVA} or newer."
    if version is None:
        return f"Java does not say its version; LanguageTool's server needs Java {OLDEST_JAVA} or newer."
    if version < OLDEST_JAVA:
        return f"Java {version} is installed; LanguageTool's server needs Java {OLDEST_JAVA} or newer."
    return ""


def _trouble_with_space(folder: Path) -> str:
    """The archive and what it becomes lie side by side for a moment."""
    there = next((place for place in (folder, *folder.parents) if place.is_dir()), Path())
    try:
        free = shutil.disk_usage(there).free
    except OSError:
        return ""  # not known; the disk speaks for itself when it is full
    if free >= SIZE + UNPACKED:
        return ""
    wanted, left = (f"{amount // 1_000_000:,} MB" for amount in (SIZE + UNPACKED, free))
    return f"The disk has {left} left, and fetching LanguageTool takes {wanted}."
