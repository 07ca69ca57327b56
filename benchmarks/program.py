"""The real program as a process on the present display, seen from outside."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
from Xlib import X, display
from Xlib.error import XError

_LIMIT = 60.0


class RunningProgram:
    """Starts the program on a story; all times in seconds from the start of the process."""

    def __init__(self, story: Path, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")} | {"HOME": str(home)}
        self._display = display.Display()
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [Path(sys.executable).with_name("story-studio"), str(story)], env=environment
        )

    def wait_for_title(self, words: str) -> float:
        """Seconds until a window with ``words`` in its title has the focus.

        Raises:
            TimeoutError: when there is none after a minute.
        """
        name = self._display.intern_atom("_NET_WM_NAME")
        active = self._display.intern_atom("_NET_ACTIVE_WINDOW")
        root = self._display.screen().root
        while time.perf_counter() - self.began < _LIMIT:
            try:
                found = root.get_full_property(active, X.AnyPropertyType)
                window = self._display.create_resource_object("window", found.value[0]) if found else None
                title = window.get_full_property(name, X.AnyPropertyType) if window and window.id else None
                if title is not None and words in bytes(title.value).decode(errors="replace"):
                    return time.perf_counter() - self.began
            except XError:
                pass  # the window went away between two questions
            time.sleep(0.005)
        raise TimeoutError(f"no window with “{words}” in its title came up")

    def memory(self) -> tuple[float, float]:
        """Megabytes of the window's process, and of all processes, shared pages counted once."""
        own = psutil.Process(self.process.pid)
        every = [own, *own.children(recursive=True)]
        sizes = [_size(process) for process in every]
        return sizes[0], sum(sizes)

    def reads_closely(self) -> bool:
        """Whether the process of the close reading is there."""
        every = psutil.Process(self.process.pid).children(recursive=True)
        return any(_is_close_reading(process) for process in every)

    def worker_busy(self) -> float:
        """Percent of one processor that the worker uses over half a second, without the close reading."""
        children = psutil.Process(self.process.pid).children()
        for child in children:
            child.cpu_percent()
        time.sleep(0.5)
        return sum(child.cpu_percent() for child in children)

    def stop(self) -> None:
        """End the program."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _size(process: psutil.Process) -> float:
    """Megabytes of its own, and its share of what it has in common with others; 0 when it has ended."""
    try:
        return float(process.memory_full_info().pss / 2**20)
    except psutil.NoSuchProcess:
        return 0.0


def _is_close_reading(process: psutil.Process) -> bool:
    try:
        return process.cmdline()[-1:] == ["studio.proofing.deep"]
    except psutil.NoSuchProcess:
        return False
