"""Speed and memory; wants a display with a window manager: ``make bench``.

Each line: name, value, unit, bar, met or missed. A virtual screen and a shared machine make the slowest
keys slower than on a laptop; medians are the steadier part.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figure import quantile, report
from benchmarks.key_latency import KeyProbe
from benchmarks.program import RunningProgram
from benchmarks.saving import time_on_main_thread
from benchmarks.story import ROOT, write_story
from studio.proofing.deep.place import is_there

_BIN = Path(sys.executable).parent
_STARTS, _READS = 5.0, 40.0
"""Seconds in which the close reading has started, and after which its memory grows no more."""


def keys(folder: Path, story: Path) -> None:
    """Key latency while the whole story is read and saved, and when only the close reading goes on."""
    program = RunningProgram(story, folder / "home-keys")
    try:
        program.wait_for_title("A long story")
        busy, _ = KeyProbe(5).type(200)
        report("key_busy_p99", quantile(busy, 0.99), "ms", 33)
        _wait_for_worker(program)
        times, lost = KeyProbe(3).type(400)
        report("key_p50", quantile(times, 0.5), "ms", 6)
        report("key_p99", quantile(times, 0.99), "ms", 20)
        report("key_max", max(times), "ms", 60)
        report("keys_without_repaint", lost, "keys", 0)
    finally:
        program.stop()


def memory(folder: Path, story: Path) -> None:
    """The window's process, and all of them, as shipped: while the story is read, then read closely."""
    program = RunningProgram(story, folder / "home-memory")
    try:
        program.wait_for_title("A long story")
        if not is_there():
            _wait_for_worker(program)
            window, every = program.memory()
            report("memory_window", window, "MB", 250)
            report("memory_all", every, "MB", 700)
            return
        first = _largest(program, until=program.reads_closely, limit=1800)
        starting = _largest(program, limit=_STARTS)
        reading = _largest(program, limit=_READS)
        report("memory_window", program.memory()[0], "MB", 250)
        report("memory_all_instant_peak", first, "MB", 700)
        report("memory_all_close_reading_starts_peak", starting, "MB", 1200)
        report("memory_all_close_reading_peak", reading, "MB", 1200)
    finally:
        program.stop()


def _largest(program: RunningProgram, limit: float, until: Callable[[], bool] = lambda: False) -> float:
    """The largest memory of all processes together (MB) within ``limit`` seconds, or ``until`` then."""
    end = time.perf_counter() + limit
    most = 0.0
    while time.perf_counter() < end and not until():
        most = max(most, program.memory()[1])
        time.sleep(0.25)
    return most


def _wait_for_worker(program: RunningProgram, limit: float = 600.0) -> None:
    end = time.perf_counter() + limit
    quiet = 0
    while quiet < 6 and time.perf_counter() < end:
        quiet = quiet + 1 if program.worker_busy() < 10 else 0


def start(folder: Path, story: Path, title: str, name: str, bar: float) -> None:
    """Seconds from the command to a window that shows the first key typed; the second of three starts."""
    times = []
    for turn in range(3):
        program = RunningProgram(story, folder / f"home-{name}-{turn}")
        try:
            program.wait_for_title(title)
            KeyProbe(turn).press("a")
            times.append(time.perf_counter() - program.began)
        finally:
            program.stop()
    report(name, quantile(times, 0.5), "s", bar)


def inside(story: Path) -> None:
    """Chapter switches, and an edit to its marks."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.inside", str(story)], capture_output=True, text=True, cwd=ROOT
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        return
    figures = json.loads(done.stdout.splitlines()[-1])
    report("switch_chapter_p95", quantile(figures["switch"], 0.95), "ms", 150)
    report("edit_to_marks_p50", quantile(figures["marks"], 0.5), "ms", 150)
    report("edit_to_marks_p95", quantile(figures["marks"], 0.95), "ms", 150)
    if "deep" in figures:
        report("edit_to_deep_marks_p50", quantile(figures["deep"], 0.5), "ms", 1000)
        report("edit_to_deep_marks_p95", quantile(figures["deep"], 0.95), "ms", 1000)


def check(folder: Path) -> None:
    """Words a second of ``check`` over a whole novel, loading included; with the close reading over less."""
    report("check_novel", _check_speed(folder / "instant", 100_000), "words/s", 2500, more_is_better=True)
    if is_there():
        speed = _check_speed(folder / "deep", 20_000, "--deep")
        report("check_all_layers", speed, "words/s", 400, more_is_better=True)
    else:
        print("check_all_layers: the language model is not set up", file=sys.stderr)


def _check_speed(folder: Path, size: int, *options: str) -> float:
    """Words a second of ``check`` over one file of about ``size`` words."""
    story = write_story(folder, size, seed=9)
    texts = [p.read_text(encoding="utf-8") for p in sorted((story / "chapters").iterdir())]
    novel = folder / "novel.txt"
    novel.write_text("\n\n".join(texts), encoding="utf-8")
    words = len(novel.read_text(encoding="utf-8").split())
    command = [_BIN / "story-studio", "check", *options, "--format", "jsonl", str(novel)]
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL)
    return words / (time.perf_counter() - began)


def save(folder: Path, story: Path) -> None:
    """The main thread's part of saving a chapter of 20,000 words."""
    report("save_on_main_thread", time_on_main_thread(folder, story), "ms", 5)


def main() -> int:
    """Run all, or those named on the command line."""
    wanted = set(sys.argv[1:])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        story = write_story(folder / "long", 150_000)
        source = min((ROOT / "projects").iterdir())
        sample = Path(shutil.copytree(source, folder / "sample" / source.name))
        parts: dict[str, Callable[[], None]] = {
            "start": lambda: start(folder, sample, sample.name, "start_sample", 1.5),
            "start_long": lambda: start(folder, story, "A long story", "start_long", 1.7),
            "save": lambda: save(folder, story),
            "keys": lambda: keys(folder, story),
            "memory": lambda: memory(folder, story),
            "inside": lambda: inside(story),
            "check": lambda: check(folder),
        }
        for part, run in parts.items():
            if not wanted or part in wanted:
                run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
