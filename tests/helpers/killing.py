"""Processes that write a story and are killed at a random instant, and what must be left of their words.

Run as a program it does many rounds in processes forked from itself, so that Python starts only once, and
prints what each round left, one JSON object a line.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import struct
import sys
import time
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

from studio.app.autosave import AutosaveTiming
from studio.app.session import StorySession
from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.storage.load import load_project
from studio.storage.places import UserFolders
from tests.helpers.runner import ImmediateRunner, ManualScheduler
from tests.helpers.thread_runner import MainLoop

ACTIVITIES = ("typing", "saving", "outside", "snapshots", "moving")
BEGIN, END = "BEGIN\n", "END\n"
TITLES = ("One", "Two", "Three")
_ENTRY = struct.Struct("<cid")
_WORD = re.compile(r"\b[wo]\d+\b")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one round left.

    Attributes:
        typed: words typed before the kill.
        damaged: files that are neither the old nor the new version in whole.
        lost_saved: words that were said to be saved and are nowhere.
        lost: typed words that did not come back.
        lost_seconds: from the oldest lost word to the kill.
    """

    activity: str
    seed: int
    typed: int
    damaged: int
    lost_saved: int
    lost: int
    lost_seconds: float


def play(activity: str, seed: int, folder: Path) -> Outcome:
    """One round: fork a writer, kill it after a while, and look."""
    root, log = _prepare(activity, folder), folder / "log"
    chance = random.Random(seed)
    child = os.fork()
    if child == 0:
        _write_story(activity, seed, root, log)
    try:
        _live(activity, chance, root)
    finally:
        killed_at = time.monotonic()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return _judge(activity, seed, root, log, killed_at)


def _lines(activity: str) -> int:
    """How long the chapters are: long ones take long to save, so that the kill often falls into a save."""
    return 15_000 if activity == "saving" else 300


def _prepare(activity: str, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    root = folder / "story"
    (root / "chapters").mkdir(parents=True)
    for title in TITLES:
        filler = "".join(f"Line {number} of the tale.\n\n" for number in range(_lines(activity)))
        (root / "chapters" / f"{title}.md").write_text(BEGIN + filler + END)
    order = ", ".join(f'"{title}.md"' for title in TITLES)
    (root / "story.toml").write_text(f'title = "T"\norder = [{order}]\n')
    return root


def _live(activity: str, chance: random.Random, root: Path) -> None:
    """The time until the kill; another program may write meanwhile."""
    # Plain typing goes on for longer than the second that may be lost, or the journal would not be tested.
    end = time.monotonic() + 0.15 + chance.random() * (2.5 if activity == "typing" else 0.75)
    number = 0
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(left, 0.05))
        if activity == "outside":
            number += 1
            path = root / "chapters" / "One.md"
            text = path.read_text()
            other = path.with_name("~other")
            other.write_text(text.replace(END, f"o{number}\n\n{END}"))
            other.replace(path)


def _write_story(activity: str, seed: int, root: Path, log: Path) -> NoReturn:
    """The child: a session without a window that types until it is killed."""
    status = 1
    try:
        _Writer(activity, seed, root, log).run()
        status = 0
    finally:
        os._exit(status)


class _Writer:
    def __init__(self, activity: str, seed: int, root: Path, log: Path) -> None:
        self._activity = activity
        self._chance = random.Random(seed)
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._loop = MainLoop()
        # Saving all the time makes kills in the middle of a save likely; the journal keeps its real pace.
        timing = AutosaveTiming(idle=0.02, longest=0.05) if activity != "typing" else AutosaveTiming()
        home = UserFolders.inside(root.parent / "home")
        self._session = StorySession(self._loop, self._loop, home.places, timing=timing)
        self._session.chapter_moved.connect(lambda moved: setattr(self, "_id", moved.new))
        self._id = ChapterId("chapters/One.md")
        self._count = 0
        self._session.open(root)
        self._root = root

    def run(self) -> None:
        while self._session.chapter(self._id) is None:
            self._loop.run_for(0.01)
            if self._session.project is not None:
                self._session.open_chapter(self._id, lambda chapter: None)
        self._session.chapter_saved.connect(self._saved)
        for step in range(100_000):
            self._type()
            if step % 5 == 0:
                self._act(step)
            self._loop.run_for(self._chance.choice([0.001, 0.004, 0.02]))

    def _type(self) -> None:
        chapter = self._session.chapter(self._id)
        if chapter is None:
            return
        self._count += 1
        at = chapter.text.find("\n\n", self._chance.randrange(len(chapter.text) // 2)) + 2
        self._session.edited(self._id, TextEdit(max(at, len(BEGIN)), 0, f"w{self._count} "))
        self._note(b"T", self._count)

    def _saved(self, state: object) -> None:
        if getattr(state, "saved", False):
            self._note(b"S", self._count)

    def _note(self, kind: bytes, number: int) -> None:
        os.write(self._log, _ENTRY.pack(kind, number, time.monotonic()))

    def _act(self, step: int) -> None:
        session = self._session
        if self._activity == "outside":
            session.check_files()
        elif self._activity == "snapshots":
            session.take_snapshot(f"number {step}")
            session.replace_text(self._id, session.chapter(self._id).text + "")  # type: ignore[union-attr]
        elif self._activity == "moving":
            session.move_chapter(ChapterId("chapters/Three.md"), step % 3)
            session.rename_chapter(self._id, f"One {step}")


def _judge(activity: str, seed: int, root: Path, log: Path, killed_at: float) -> Outcome:
    typed, saved = _read_log(log)
    damaged = sum(1 for path in (root / "chapters").glob("*.md") if not _is_whole(path.read_text(), activity))
    try:
        tomllib.loads((root / "story.toml").read_text())
    except tomllib.TOMLDecodeError:
        damaged += 1
    on_disk = _words(root)
    live = _recover(root)
    there = on_disk | live | _words(root)
    lost = [number for number in typed if f"w{number}" not in there]
    return Outcome(
        activity=activity,
        seed=seed,
        typed=len(typed),
        damaged=damaged,
        lost_saved=sum(1 for number in range(1, saved + 1) if f"w{number}" not in on_disk),
        lost=len(lost),
        lost_seconds=round(killed_at - typed[lost[0]], 3) if lost else 0.0,
    )


def _read_log(log: Path) -> tuple[dict[int, float], int]:
    data = log.read_bytes() if log.exists() else b""
    typed: dict[int, float] = {}
    saved = 0
    for kind, number, at in _ENTRY.iter_unpack(data[: len(data) - len(data) % _ENTRY.size]):
        if kind == b"T":
            typed[number] = at
        else:
            saved = number
    return typed, saved


def _is_whole(text: str, activity: str) -> bool:
    return text.startswith(BEGIN) and text.endswith(END) and text.count("of the tale.") == _lines(activity)


def _words(root: Path) -> set[str]:
    """All words in the chapters and the history."""
    found: set[str] = set()
    for path in root.rglob("*.md"):
        found.update(_WORD.findall(path.read_text()))
    return found


def _recover(root: Path) -> set[str]:
    """The words after the next start, in every chapter; recovered text is saved by closing."""
    places = UserFolders.inside(root.parent / "home").places
    session = StorySession(ImmediateRunner(), ManualScheduler(), places)
    session.open(root)
    found: set[str] = set()
    result = load_project(root, places)
    for chapter in result.project.chapters if result.project else ():
        session.open_chapter(chapter.id, lambda opened: found.update(_WORD.findall(opened.text)))
    session.close()
    return found


def main() -> int:
    """Play rounds with rising seeds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for number in range(options.rounds):
        activity = ACTIVITIES[number % len(ACTIVITIES)]
        outcome = play(activity, options.seed + number, options.folder / "round")
        sys.stdout.write(json.dumps(asdict(outcome)) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
