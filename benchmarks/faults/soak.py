"""Two hours of writing at 80 words a minute in the real window, time compressed, watcher and checkers on.

What is measured before and after: memory of the window and of its processes, threads, handles, processes.
The clock of autosave and journal runs faster by the same factor. Every half hour of writing a new chapter is
begun, every five minutes another program changes an older one.

Usage: sh scripts/with_display.sh 1280x720 -- python -m benchmarks.faults.soak [SECONDS] [MINUTES]
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.figure import report
from benchmarks.story import sentences, write_story
from studio.app.session.autosave import AutosaveTiming
from studio.proofing.message import DeepProgress

if TYPE_CHECKING:
    from benchmarks.inside import Harness

_WORDS_A_MINUTE = 80
_WARM_UP = 0.25  # of the writing
_CHAPTER = 30 * _WORDS_A_MINUTE
_OTHER = 5 * _WORDS_A_MINUTE
_OLDER = 25_000
"""Words that are there already: a first chapter of 20,000 and a second."""


@dataclass(frozen=True, slots=True)
class Use:
    """What the window and all its processes use; memory in megabytes.

    ``window`` and ``others`` count the pages that stand for no file, in memory and swapped out. Pages of
    libraries are left out: they count as a process's own (USS) or not by whether any other program on the
    machine has the same library open just then, which makes 30 MB here. ``heap`` is what the window's C heap
    holds, without what was freed (0 where it is not told).

    Attributes:
        each: what makes up ``others``, the worker first.
    """

    window: float
    others: float
    threads: int
    handles: int
    processes: int
    heap: float = 0.0
    each: tuple[float, ...] = ()

    @property
    def memory(self) -> float:
        """All of it."""
        return self.window + self.others


def use_of(process: psutil.Process) -> Use:
    """What a process and its children use now."""
    gc.collect()
    every = [process, *process.children(recursive=True)]
    sizes = [_size(each) for each in every]
    return Use(
        sizes[0],
        sum(sizes[1:]),
        sum(each.num_threads() for each in every),
        sum(each.num_fds() for each in every),
        len(every),
        _heap(),
        tuple(round(size, 1) for size in sizes[1:]),
    )


def _size(process: psutil.Process) -> float:
    """Megabytes of the pages that stand for no file; where the system does not tell, of its own pages."""
    try:
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return float(process.memory_full_info().uss) / 2**20
    return sum(int(line.split()[1]) for line in lines if line.startswith(("Anonymous:", "Swap:"))) / 1024


def _heap() -> float:
    """Megabytes of this process's C heap that are in use."""
    call = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if call is None:
        return 0.0
    call.restype = _HeapFields
    found = call()
    return float(found.uordblks + found.hblkhd) / 2**20


class _HeapFields(ctypes.Structure):
    """What glibc's ``mallinfo2`` gives (mallinfo(3))."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    )


class Soak:
    """The window and its writer; ``measured`` words are written after warming up."""

    def __init__(self, harness: Harness, story: Path, seconds: float, minutes: float) -> None:
        self._harness = harness
        self._story = story
        self._words = round(minutes * _WORDS_A_MINUTE)
        self._pace = seconds / self._words
        self._chance = random.Random(1)
        factor = minutes * 60 / seconds
        calm = AutosaveTiming()
        session = harness.program.services.session
        session.use_timing(AutosaveTiming(calm.idle / factor, calm.longest / factor, calm.journal / factor))
        self.measured = self._words * (1 - _WARM_UP)
        self.problems: list[str] = []
        self._deep = DeepProgress(0, 0)
        harness.program.services.proofing.deep_progress.connect(self._on_deep)
        session.problem.connect(lambda problem: self.problems.append(problem.sentence))
        session.save_failed.connect(lambda problem: self.problems.append(problem.sentence))
        session.conflict_found.connect(lambda conflict: self.problems.append(f"conflict in {conflict.id}"))

    def _on_deep(self, progress: DeepProgress) -> None:
        self._deep = progress

    def run(self) -> tuple[Use, Use]:
        """Write everything; the use after warming up and at the end."""
        warm: Use | None = None
        self._settle()
        began = time.perf_counter()
        for number, word in enumerate(self._text()):
            if number == round(self._words * _WARM_UP):
                warm = self._measure()
                began = time.perf_counter() - number * self._pace
            if number % _CHAPTER == _CHAPTER - 1:
                self._new_chapter(f"Chapter after {number} words")
            if number % _OTHER == _OTHER - 1:
                self._another_program_writes()
            self._type(word)
            due = began + (number + 1) * self._pace
            self._harness.until(lambda due=due: time.perf_counter() >= due, 60.0)  # type: ignore[misc]
        end = self._measure()
        return warm or end, end

    def _text(self) -> Iterator[str]:
        source = sentences()
        left = self._words
        while left > 0:
            for word in self._chance.choice(source).split()[:left]:
                left -= 1
                yield word + " "
            if left > 0 and self._chance.random() < 0.25:
                self._type("\n\n")

    def _type(self, text: str) -> None:
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent
        from PySide6.QtWidgets import QApplication

        page, plain = self._harness.editor.page, Qt.KeyboardModifier.NoModifier
        for letter in text:
            key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(page, QKeyEvent(kind, key, plain, letter.replace("\n", "\r")))

    def _new_chapter(self, title: str) -> None:
        session, editor = self._harness.program.services.session, self._harness.editor
        before = {chapter.id for chapter in session.project.chapters} if session.project else set()
        session.add_chapter(title)
        self._harness.until(
            lambda: session.project is not None and len(session.project.chapters) > len(before)
        )
        assert session.project is not None
        new = next(chapter.id for chapter in session.project.chapters if chapter.id not in before)
        self._harness.program.story.go_to(new)
        self._harness.until(lambda: editor.chapter_id == new)

    def _another_program_writes(self) -> None:
        path = self._story / "chapters" / "Chapter 02.md"
        path.write_text(path.read_text(encoding="utf-8") + "Someone else was here.\n", encoding="utf-8")

    def _settle(self) -> None:
        """Wait until everything is read, closely too (the language model's process grows as it reads), saved
        and quiet."""
        self._harness.until(lambda: not self._harness.left() and self._deep.done >= self._deep.total, 900.0)
        pause = time.perf_counter() + 3.0
        self._harness.until(lambda: time.perf_counter() > pause, 10.0)

    def _measure(self) -> Use:
        self._settle()
        return use_of(psutil.Process())


def main(arguments: list[str] | None = None) -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(description="Write for two hours in a few minutes.")
    parser.add_argument("seconds", type=float, nargs="?", default=300.0, help="real time for the writing")
    parser.add_argument("minutes", type=float, nargs="?", default=120.0, help="simulated time")
    options = parser.parse_args(arguments)
    from benchmarks.inside import Harness

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        story = write_story(folder / "story", _OLDER)
        harness = Harness(story, folder / "home")
        harness.until(lambda: harness.editor.chapter_id != "")
        soak = Soak(harness, story, options.seconds, options.minutes)
        warm, end = soak.run()
        harness.close()
        harness.until(lambda: len(psutil.Process().children(recursive=True)) == 0, 15.0)
        left = len(psutil.Process().children(recursive=True))
    print(f"after warming up: {warm}", f"at the end: {end}", sep="\n", file=sys.stderr)
    for sentence in soak.problems[:10]:
        print(sentence, file=sys.stderr)
    met = [
        report("soak_memory_growth", 100 * (end.memory / warm.memory - 1), "%", 5),
        # The text, its undo steps and findings stay, and the lines of the pages shown last (some 80 bytes a
        # character): so the window grows with what is written. Longer chapters let older ones' lines go.
        report("soak_window_heap_per_1000_words", 1000 * (end.heap - warm.heap) / soak.measured, "MB", 1),
        report("soak_window_per_1000_words", 1000 * (end.window - warm.window) / soak.measured, "MB", 2),
        report("soak_threads_leaked", end.threads - warm.threads, "threads", 0),
        report("soak_handles_leaked", end.handles - warm.handles, "handles", 0),
        report("soak_processes_leaked", end.processes - warm.processes + left, "processes", 0),
        report("soak_notices", len(soak.problems), "sentences", 0),
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
