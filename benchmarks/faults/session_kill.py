"""Kills the session without a window at random instants and looks what is left, round after round.

Run as a program it plays rounds in processes forked from itself, so that Python starts only once, and prints
what each round left, one JSON object a line. A story lives through several kills before a new one begins, so
that what one kill left is where the next one strikes.

Usage: python -m benchmarks.faults.session_kill FOLDER [--rounds N] [--seed N] [--part I/N]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.faults.other_program import OtherProgram
from benchmarks.faults.side_log import Told, mark, read_log
from benchmarks.faults.writer import OPERATIONS, run_writer
from studio.app.exchange.export_service import ExportRequest, prepare, render
from studio.app.session.session import StorySession
from studio.export.layout import Format
from studio.export.manuscript import Manuscript, ManuscriptChapter
from studio.storage.places import UserFolders
from studio.storage.temporary import is_temporary
from tests.helpers.runner import ImmediateRunner, ManualScheduler

KILLS_OF_ONE_STORY = 4
_TITLES = ("One", "Two", "Three", "Four")
_WORD = re.compile(r"\b[wo]\d+\b")
_EXPECTED = (
    "which is gone, was kept as",
    "in the moment in which it was saved",
)  # what opening may say after a kill


@dataclass(slots=True)
class Outcome:
    """What one round left.

    Attributes:
        ready: whether the story was open when the kill came.
        deeds: operations that had ended.
        typed: words typed in this round.
        damaged: files that are no version that the writer or the other program ever had.
        lost_saved: words that were told to be saved, in this round or before, and are nowhere.
        lost: words typed that did not come back.
        lost_seconds: from the oldest lost word to the kill.
        problems: what the next start complained about.
        left: temporary files after the next start.
    """

    operation: str
    seed: int
    ready: bool = False
    deeds: int = 0
    typed: int = 0
    damaged: list[str] = field(default_factory=list)
    lost_saved: list[str] = field(default_factory=list)
    lost: int = 0
    lost_seconds: float = 0.0
    problems: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


class Story:
    """A story in ``folder`` that is written, killed and looked at several times."""

    def __init__(self, folder: Path, lines: int) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.root, self.home = folder / "story", folder / "home"
        self._folder = folder
        self._safe: set[str] = set()
        self._count = 0
        self._rounds = 0
        (self.root / "chapters").mkdir(parents=True)
        (folder / "exports").mkdir()
        for title in _TITLES:
            filler = "".join(f"The harbour of {title} in line {n}. It was low.\n\n" for n in range(lines))
            (self.root / "chapters" / f"{title}.md").write_text(filler)
        order = ", ".join(f'"{title}.md"' for title in _TITLES)
        (self.root / "story.toml").write_text(f'title = "T"\norder = [{order}]\n')
        self._versions = {mark(path.read_bytes()) for path in self._texts()}

    def play(self, operation: str, seed: int) -> Outcome:
        """One round: a writer begins, is killed, and what is left is compared with what it said."""
        self._rounds += 1
        chance = random.Random(seed)
        log = self._folder / f"log-{self._rounds}"
        other = OtherProgram(self.root, seed, self._count) if operation == "merging" else None
        child = os.fork()
        if child == 0:
            run_writer(operation, seed, self.root, self.home, log, self._count + 1)
        try:
            _live(operation, chance, log, other)
        finally:
            killed_at = time.monotonic()
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
        told = read_log(log)
        if other is not None:
            told.versions |= other.versions
        outcome = Outcome(operation, seed, told.ready, told.deeds, len(told.typed))
        if os.WIFEXITED(status):
            outcome.problems.append(f"the writer ended by itself ({os.WEXITSTATUS(status)})")
        self._judge(outcome, told, killed_at, other)
        return outcome

    def _judge(self, outcome: Outcome, told: Told, killed_at: float, other: OtherProgram | None) -> None:
        self._count = max([self._count, *told.typed])
        self._versions |= told.versions
        outcome.damaged = [str(p.relative_to(self._folder)) for p in self._damaged()]
        on_disk = self._words()
        self._safe |= {f"w{number}" for number in told.saved} | (other.words if other else set())
        self._safe -= other.overwritten if other else set()
        outcome.lost_saved = sorted(self._safe - on_disk)
        outcome.problems += self._start_again()
        found = self._words()
        there = found | (other.overwritten if other else set())
        outcome.lost_saved += sorted((self._safe & on_disk) - there)
        lost = [number for number in told.typed if f"w{number}" not in there]
        outcome.lost = len(lost)
        outcome.lost_seconds = round(killed_at - told.typed[lost[0]], 3) if lost else 0.0
        outcome.left = [str(p.relative_to(self._folder)) for p in self._temporaries()]
        # A word that the other program overwrote unread is nobody's loss, but it is gone.
        self._safe = (self._safe | {f"w{n}" for n in told.typed}) & found
        self._versions |= {mark(path.read_bytes()) for path in self._texts()}

    def _texts(self) -> Iterator[Path]:
        """Chapters, snapshots, trash."""
        return (path for path in self.root.rglob("*.md") if not path.name.startswith("."))

    def _damaged(self) -> Iterator[Path]:
        for path in (*self._texts(), *(self._folder / "exports").glob("story.*")):
            if mark(path.read_bytes()) not in self._versions:
                yield path
        try:
            tomllib.loads((self.root / "story.toml").read_text())["order"]
        except (tomllib.TOMLDecodeError, KeyError, OSError):
            yield self.root / "story.toml"

    def _words(self) -> set[str]:
        return {word for path in self._texts() for word in _WORD.findall(path.read_text())}

    def _temporaries(self) -> Iterator[Path]:
        return (p for p in self._folder.rglob("*") if is_temporary(p.name))

    def _start_again(self) -> list[str]:
        """Open the story with every chapter, take what comes back, close; what was complained about."""
        clock = ManualScheduler()
        session = StorySession(ImmediateRunner(), clock, UserFolders.inside(self.home).places)
        said: list[str] = []
        session.problem.connect(lambda problem: said.append(problem.sentence))
        session.save_failed.connect(lambda problem: said.append(problem.sentence))
        session.open(self.root)
        project = session.project
        if project is None or session.read_only:
            return [*said, "it does not open for writing"]
        for chapter in project.chapters:
            session.open_chapter(chapter.id, lambda opened: None)
            if session.chapter(chapter.id) is None:
                said.append(f"{chapter.id} does not open")
        clock.advance(31.0)  # what can wait is cleared half a minute after the start
        if not session.close():
            said.append("not everything could be saved")
        return [sentence for sentence in said if not any(part in sentence for part in _EXPECTED)]


def _live(operation: str, chance: random.Random, log: Path, other: OtherProgram | None) -> None:
    """The time until the kill: counted from the start for opening, else from when the story is open."""
    if operation == "opening":
        time.sleep(chance.random() * 0.08)
        return
    limit = time.monotonic() + 20
    while time.monotonic() < limit and not (log.exists() and read_log(log).ready):
        time.sleep(0.002)
    # Plain typing goes on for longer than the second that may be lost, or the journal would not be tested.
    end = time.monotonic() + chance.random() * (2.5 if operation == "typing" else 0.3)
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(left, chance.uniform(0.002, 0.03)))
        if other is not None:
            other.write()


def rounds(folder: Path, count: int, seed: int, part: int = 0, parts: int = 1) -> Iterator[Outcome]:
    """Play every ``parts``-th of ``count`` rounds."""
    story = None
    for turn, number in enumerate(range(part, count, parts)):
        # The operations shift from story to story, so that each follows each.
        operation = OPERATIONS[(number // parts + number // (parts * KILLS_OF_ONE_STORY)) % len(OPERATIONS)]
        if story is None or turn % KILLS_OF_ONE_STORY == 0:
            lines = 4000 if (turn // KILLS_OF_ONE_STORY) % 8 == 7 else 40
            story = Story(folder / "round", lines)
        yield story.play(operation, seed + number)


def _warm_up() -> None:
    """Import what exporting needs, once for all writers."""
    for wanted in Format:
        request = ExportRequest(wanted)
        render(
            prepare(Manuscript("T", "A", "en-US", (ManuscriptChapter("One", "It was."),)), request), request
        )


def main() -> int:
    """Play rounds with rising seeds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", default="0/1", help="which share of the rounds, as 0/2 and 1/2")
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    _warm_up()
    for outcome in rounds(options.folder, options.rounds, options.seed, part, parts):
        sys.stdout.write(json.dumps(asdict(outcome)) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
