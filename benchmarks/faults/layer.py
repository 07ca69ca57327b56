"""Two layers that let system calls fail on purpose, one below the C library's calls, one below Python's.

The lower one is a small library in C, compiled on the spot and loaded before the C library (Linux, with a
compiler). It sees every call. The upper one replaces functions of ``os`` and ``io.open`` in this process: it
needs nothing, so it is what is left where there is no compiler; it does not see reads within ``io``.
"""

from __future__ import annotations

import ctypes
import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from studio.storage import exchange as exchanging

SHORT_WRITE, KILL, KILL_AFTER, OTHER_WRITES, OTHER_REPLACES = -1, -2, -3, -4, -5
"""Instead of an errno: half of a write is done; the process is killed before the call, or after it; another
program writes a file before the call, over it or by a rename."""

_SOURCE = Path(__file__).with_name("disk_fault.c")
_BY_HANDLE = ("write", "read", "fsync", "fdatasync", "close", "fstat", "ftruncate", "fchmod")
_BY_PATH = (
    "open",
    "stat",
    "lstat",
    "chmod",
    "link",
    "replace",
    "rename",
    "unlink",
    "mkdir",
    "listdir",
    "scandir",
)


class FaultLayer(Protocol):
    """Counts the calls that touch ``watch``'s folder and lets one of them, or all from it on, go wrong."""

    def watch(self, folder: Path) -> None: ...
    def other(self, path: Path, text: str) -> None: ...
    def arm(self, number: int, error: int, lasting: bool) -> None: ...
    def disarm(self) -> list[str]: ...


def compile_layer(folder: Path) -> Path | None:
    """The library, compiled into ``folder``; None where there is no C compiler or no LD_PRELOAD.

    Raises:
        RuntimeError: there is a compiler and it fails.
    """
    compiler = next((found for name in ("cc", "gcc", "clang") if (found := shutil.which(name))), None)
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    library = folder / "disk_fault.so"
    done = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", library, _SOURCE, "-ldl"], capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return library


class PreloadLayer:
    """The library in C; the process must have been started with it in LD_PRELOAD."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.fault_names.restype = ctypes.c_char_p
        self._library.fault_disarm.restype = ctypes.c_long
        self._library.fault_arm.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_int]

    def watch(self, folder: Path) -> None:
        """Only what touches this folder counts."""
        self._library.fault_watch(os.fsencode(folder))

    def other(self, path: Path, text: str) -> None:
        """What another program is to write, and where."""
        self._library.fault_other(os.fsencode(path), text.encode())

    def arm(self, number: int, error: int, lasting: bool) -> None:
        """Let the ``number``-th call from now (from 0) go wrong; with ``lasting`` all after it too."""
        self._library.fault_arm(number, error, lasting)

    def disarm(self) -> list[str]:
        """Let everything go well again; the names of the calls since ``arm``."""
        self._library.fault_disarm()
        return self._library.fault_names().decode().split()


class PythonLayer:
    """Replaces Python's functions while it is ``installed``."""

    def __init__(self) -> None:
        self._folder = "\0"
        self._handles: set[int] = set()
        self._armed = False
        self._number = self._error = 0
        self._lasting = False
        self._names: list[str] = []
        self._other = (Path(), "")

    def watch(self, folder: Path) -> None:
        """As ``PreloadLayer.watch``."""
        self._folder = str(folder)
        self._handles.clear()

    def other(self, path: Path, text: str) -> None:
        """As ``PreloadLayer.other``."""
        self._other = (path, text)

    def arm(self, number: int, error: int, lasting: bool) -> None:
        """As ``PreloadLayer.arm``."""
        self._number, self._error, self._lasting = number, error, lasting
        self._names, self._armed = [], True

    def disarm(self) -> list[str]:
        """As ``PreloadLayer.disarm``."""
        self._armed = False
        return self._names

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Replace the functions for a while."""
        kept = {name: getattr(os, name) for name in (*_BY_HANDLE, *_BY_PATH)}
        open_file, exchange = io.open, exchanging.exchange
        for name in _BY_HANDLE:
            setattr(os, name, self._by_handle(name, kept[name]))
        for name in _BY_PATH:
            setattr(os, name, self._by_path(name, kept[name]))
        io.open = self._by_path("io.open", open_file)  # type: ignore[assignment]
        exchanging.exchange = self._by_path("renameat2", exchange)
        try:
            yield
        finally:
            for name, call in kept.items():
                setattr(os, name, call)
            io.open, exchanging.exchange = open_file, exchange

    def _strike(self, name: str) -> bool:
        if not self._armed:
            return False
        at = len(self._names)
        self._names.append(name)
        struck = at == self._number or (self._lasting and at > self._number)
        if struck and self._error == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        if struck and self._error in (OTHER_WRITES, OTHER_REPLACES):
            self._write_other()
            return False
        if struck and self._error > 0 and name != "close":
            raise OSError(self._error, os.strerror(self._error))
        return struck

    def _write_other(self) -> None:
        self._armed = False  # what the other program calls does not count
        path, text = self._other
        draft = path.with_name(f"{path.name}~") if self._error == OTHER_REPLACES else path
        draft.write_text(text, encoding="utf-8")
        if draft != path:
            draft.replace(path)
        self._armed = True

    def _after(self, struck: bool) -> None:
        if struck and self._error == KILL_AFTER:
            os.kill(os.getpid(), signal.SIGKILL)

    def _by_handle(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def faulty(handle: int, *arguments: Any) -> Any:
            struck = handle in self._handles and self._strike(name)
            if struck and name == "write" and self._error == SHORT_WRITE:
                arguments = (arguments[0][: max(1, len(arguments[0]) // 2)],)
            result = call(handle, *arguments)
            if name == "close":
                self._handles.discard(handle)
                if struck and self._error > 0:
                    raise OSError(self._error, os.strerror(self._error))
            self._after(struck)
            return result

        return faulty

    def _by_path(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def faulty(path: Any = ".", *arguments: Any, **named: Any) -> Any:
            ours = not isinstance(path, int) and os.fsdecode(path).startswith(self._folder)
            struck = ours and self._strike(name)
            result = call(path, *arguments, **named)
            if ours and name == "open":
                self._handles.add(result)
            self._after(struck)
            return result

        return faulty
