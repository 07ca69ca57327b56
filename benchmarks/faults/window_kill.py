"""Kills the real window many times while keys are pressed in it.

Each figure is a line: name, value, unit, bar, met or missed.

Usage: sh scripts/with_display.sh 1280x720 -- python -m benchmarks.faults.window_kill [ROUNDS] [SEED]

Each round has its own story and home folder. Keys come from outside (XTEST); one counts as shown when the
screen was painted after it. A third of the rounds stop typing shortly before the kill, so that it falls into
the first save.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from Xlib import X, display

from benchmarks.faults.window_recovery import damage, recovered_keys, recovered_text
from benchmarks.figure import report
from benchmarks.key_latency import KeyProbe
from benchmarks.program import RunningProgram
from benchmarks.story import chapter, retold
from studio.model.edit import edit_between

_TITLE = "A short story"
_CHAPTERS = ("One", "Two", "Three")
_WORDS = 1500
_PATIENCE = 5.0  # seconds that child processes may outlive the window
_LETTERS = "etaoinshrdlu "


@dataclass(frozen=True, slots=True)
class Key:
    """A key that was pressed, with the instants of the press and of the repaint (None: none was seen)."""

    letter: str
    pressed: float
    shown: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one round left.

    Attributes:
        keys: how many were shown before the kill.
        damaged: files that are neither as they were nor as they were typed.
        garbled: 1 if what came back is not what was typed, from its first key on.
        lost: keys that were shown and did not come back.
        lost_seconds: from the press of the first of them to the kill.
        left: processes that lived on.
        from_journal: keys that came back and were not in the chapter's file.
    """

    keys: int
    damaged: int
    garbled: int
    lost: int
    lost_seconds: float
    left: int
    from_journal: int


class Killer:
    """Ends a process at a given instant, whatever else is going on."""

    def __init__(self, program: RunningProgram, seconds: float) -> None:
        self._program = program
        self.killed_at = float("inf")
        self._timer = threading.Timer(seconds, self._kill)
        self._timer.start()

    def _kill(self) -> None:
        self.killed_at = time.perf_counter()
        self._program.process.kill()

    def wait(self) -> float:
        """When it was."""
        self._timer.join()
        self._program.process.wait()
        return self.killed_at


def write_small_story(folder: Path, rng: random.Random) -> dict[Path, str]:
    """A story of three chapters; the texts of all its files."""
    paragraphs = retold(rng)
    (folder / "chapters").mkdir(parents=True)
    texts = {folder / "chapters" / f"{name}.md": chapter(_WORDS, paragraphs, rng) for name in _CHAPTERS}
    order = ", ".join(f'"{name}.md"' for name in _CHAPTERS)
    texts[folder / "story.toml"] = f'title = "{_TITLE}"\nlanguage = "en-US"\norder = [{order}]\n'
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    return texts


def type_until(probe: KeyProbe, rng: random.Random, end: float) -> list[Key]:
    """Press about nine keys a second until ``end``."""
    keys = []
    while time.perf_counter() < end:
        letter = rng.choice(_LETTERS)
        began = time.perf_counter()
        took = probe.press(letter)
        now = time.perf_counter()
        keys.append(Key(letter, now - took / 1000 if took else began, now if took else None))
    return keys


def play(folder: Path, seed: int) -> Outcome:
    """One round."""
    rng = random.Random(seed)
    story, home = folder / "story", folder / "home"
    texts = write_small_story(story, rng)
    program = RunningProgram(story, home)
    try:
        program.wait_for_title(_TITLE)
        probe = KeyProbe(seed)
        typing = rng.uniform(0.3, 5.0)
        pause = rng.uniform(0.8, 1.3) if seed % 3 == 0 else 0.0
        began = time.perf_counter()
        killer = Killer(program, typing + pause)
        keys = type_until(probe, rng, began + typing)
        killed_at = killer.wait()
    finally:
        program.stop()
    left = processes_left(home)
    return judge(story, home, texts, keys, killed_at, left)


def judge(
    story: Path, home: Path, texts: dict[Path, str], keys: list[Key], killed_at: float, left: int
) -> Outcome:
    """Compare what is on disk, and what the next start brings back, with what was typed."""
    target = story / "chapters" / f"{_CHAPTERS[0]}.md"
    typed = "".join(key.letter for key in keys if key.pressed < killed_at)
    damaged = damage(story, texts, target, typed)
    in_file = recovered_keys(texts[target], target.read_text(encoding="utf-8"), typed) or 0
    after = recovered_text(story, home, target)
    back = recovered_keys(texts[target], after, typed)
    garbled = 0
    if back is None:
        print(f"typed {typed!r}, came back {edit_between(texts[target], after)}", file=sys.stderr)
        garbled, back = 1, in_file
    shown = [key for key in keys if key.shown is not None and key.shown < killed_at]
    lost = max(0, len(shown) - back)
    seconds = killed_at - shown[back].pressed if lost else 0.0
    return Outcome(len(shown), damaged, garbled, lost, seconds, left, back - in_file)


def processes_left(home: Path) -> int:
    """How many processes with that home folder are alive after some patience; they are ended then."""
    end = time.perf_counter() + _PATIENCE
    while (found := list(_processes(home))) and time.perf_counter() < end:
        time.sleep(0.1)
    for process in found:
        print(f"left: {process.pid} {process.name()}", file=sys.stderr)
        process.kill()
    return len(found)


def _processes(home: Path) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        try:
            if process.environ().get("HOME") == str(home) and process.status() != psutil.STATUS_ZOMBIE:
                yield process
        except psutil.Error:
            continue


def rounds(count: int, seed: int) -> Iterator[Outcome]:
    """The outcome of each round; what one left is told on the error stream."""
    screen = display.Display()
    # A busy machine must not look like a key held down.
    screen.change_keyboard_control(auto_repeat_mode=X.AutoRepeatModeOff)
    screen.sync()
    for number in range(count):
        with tempfile.TemporaryDirectory() as name:
            try:
                outcome = play(Path(name), seed + number)
            except TimeoutError as error:
                print(error, file=sys.stderr)
                outcome = Outcome(0, 0, 0, 0, 0.0, 0, 0)  # told as a round without keys
        print(f"{number + 1}/{count} {outcome}", file=sys.stderr, flush=True)
        yield outcome


def main(arguments: list[str] | None = None) -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(description="Kill the window while keys are pressed in it.")
    parser.add_argument("rounds", type=int, nargs="?", default=100)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    options = parser.parse_args(arguments)
    outcomes = list(rounds(options.rounds, options.seed))
    print(
        f"{len(outcomes)} rounds, {sum(o.keys for o in outcomes)} keys shown, "
        f"{sum(o.from_journal for o in outcomes)} back from the journal, "
        f"{sum(o.lost for o in outcomes)} lost",
        file=sys.stderr,
    )
    met = [
        report("window_kill_rounds_without_keys", sum(not o.keys for o in outcomes), "rounds", 0),
        report("window_kill_files_damaged", sum(o.damaged for o in outcomes), "files", 0),
        report("window_kill_texts_garbled", sum(o.garbled for o in outcomes), "chapters", 0),
        report("window_kill_characters_lost_worst", max(o.lost for o in outcomes), "characters", 12),
        report("window_kill_typing_lost_worst", max(o.lost_seconds for o in outcomes), "s", 1.0),
        report("window_kill_processes_left", sum(o.left for o in outcomes), "processes", 0),
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
