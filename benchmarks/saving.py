"""How long the main thread is busy with one save."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from studio.app.session.session import StorySession
from studio.model.edit import TextEdit
from studio.storage.places import UserFolders


class Threads:
    """A task runner with a real io thread, and a main queue pumped by hand."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)
        self.calls: Queue[Callable[[], None]] = Queue()
        self.busy = 0.0

    def submit(self, lane: str, job: Any, done: Any = None, failed: Any = None) -> None:
        """Run in the thread; bring the result to the queue."""

        def run() -> None:
            result = job()
            if done is not None:
                self.calls.put(lambda: done(result))

        self._pool.submit(run)

    def post(self, call: Callable[[], None]) -> None:
        """To the queue."""
        self.calls.put(call)

    def drain(self, lane: str, timeout: float) -> bool:
        """Wait for the thread."""
        self._pool.submit(lambda: None).result(timeout)
        return True

    def now(self) -> float:
        """Seconds."""
        return time.monotonic()

    def call_later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Timers are not needed here."""
        return lambda: None

    def pump(self, seconds: float) -> None:
        """Run what comes to the main thread for a while, and count how long it takes."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            try:
                call = self.calls.get(timeout=left)
            except Empty:
                return
            began = time.perf_counter()
            call()
            self.busy += time.perf_counter() - began


def time_on_main_thread(folder: Path, story: Path, saves: int = 9) -> float:
    """Milliseconds of the main thread for one save of the story's first chapter, median."""
    copy = shutil.copytree(story, folder / "to-save")
    threads = Threads()
    folders = UserFolders(folder / "c", folder / "d", folder / "s")
    session = StorySession(threads, threads, folders.places)
    session.open(copy)
    threads.pump(1.0)
    assert session.project is not None
    chapter = session.project.chapters[0].id
    session.open_chapter(chapter, lambda _: None)
    threads.pump(1.0)
    times = []
    for _ in range(saves):
        session.edited(chapter, TextEdit(0, 0, "x"))
        threads.pump(0.3)
        threads.busy = 0.0
        began = time.perf_counter()
        session.save_now(chapter)
        asked = time.perf_counter() - began
        threads.pump(0.5)
        times.append(1000 * (asked + threads.busy))
    session.close()
    return sorted(times)[len(times) // 2]
