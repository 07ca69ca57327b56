"""Checks out another branch of a long story with git while it is open, back and forth.

The right text must be in every open chapter, the list of chapters right, nothing written back, nobody asked.

Usage: python -m benchmarks.faults.checkout [CHAPTERS] [TIMES]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.figure import report
from studio.app.session.session import StorySession
from studio.storage.chapter_file import read_chapter
from studio.storage.places import UserFolders
from studio.storage.watcher import FolderWatcher
from tests.helpers.thread_runner import MainLoop

_OPEN = 12
_LIMIT = 20.0  # seconds for one checkout to be noticed
_IGNORED = ".story-studio/\n"


@dataclass(slots=True)
class Outcome:
    """What went wrong over all checkouts.

    Attributes:
        checkouts: how many there were.
        wrong: open chapters and lists that did not become right in time.
        written: what git sees as changed or new afterwards.
        asked: questions and complaints.
        slowest: seconds from a checkout's end until everything was right.
    """

    checkouts: int = 0
    wrong: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    slowest: float = 0.0


def git(root: Path, *arguments: str) -> str:
    """Run git in ``root``, untouched by the user's own settings; its output."""
    settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=/dev/null"]
    command = ["git", "-C", str(root), *settings, "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def make_repository(root: Path, chapters: int) -> None:
    """A story with two branches: in "second" every chapter is changed, some are new, gone or renamed."""
    folder = root / "chapters"
    folder.mkdir(parents=True)
    names = [f"Chapter {number:03}.md" for number in range(chapters)]
    for name in names:
        (folder / name).write_text(f"The first draft of {name}.\n\n" + "It was late. " * 200 + "\n")
    _write_order(root, names)
    (root / ".gitignore").write_text(_IGNORED)
    git(root, "init", "-q", "-b", "first")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "First")
    git(root, "checkout", "-q", "-b", "second")
    for number, name in enumerate(names):
        path = folder / name
        path.write_text(path.read_text().replace("first", "second") + f"One more line {number}.\n")
    gone, names[-1] = names[-2:], "A new name.md"
    (folder / gone[1]).rename(folder / names[-1])
    (folder / names.pop(-2)).unlink()
    (folder / "New.md").write_text("A new chapter.\n")
    names.insert(3, "New.md")
    _write_order(root, names)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Second")
    git(root, "checkout", "-q", "first")


def _write_order(root: Path, names: list[str]) -> None:
    order = "".join(f'    "{name}",\n' for name in names)
    (root / "story.toml").write_text(f'title = "Long"\norder = [\n{order}]\n')


def play(folder: Path, chapters: int, times: int) -> Outcome:
    """Open the story and check out back and forth."""
    root = folder / "story"
    make_repository(root, chapters)
    outcome = Outcome()
    loop = MainLoop()
    session = StorySession(loop, loop, UserFolders.inside(folder / "home").places, _watcher)
    _listen(session, outcome)
    session.open(root)
    _until(loop, lambda: session.project is not None)
    assert session.project is not None
    listed = session.project.chapters
    for chapter in (*listed[:_OPEN], *listed[-3:]):
        session.open_chapter(chapter.id, lambda opened: None)
    loop.run_for(0.5)
    outcome.asked.clear()
    for number in range(times):
        branch = ("second", "first")[number % 2]
        git(root, "checkout", "-q", branch)
        began = time.monotonic()
        if not _until(loop, lambda: not _differences(session, root)):
            outcome.wrong += [f"{branch}: {difference}" for difference in _differences(session, root)]
        outcome.slowest = max(outcome.slowest, time.monotonic() - began)
        outcome.checkouts += 1
        if number % 5 == 4:
            loop.run_for(1.5)  # longer than autosave waits
        outcome.written += git(root, "status", "--porcelain").splitlines()
    loop.run_for(1.5)
    session.close()
    outcome.written += git(root, "status", "--porcelain").splitlines()
    loop.stop()
    return outcome


def _listen(session: StorySession, outcome: Outcome) -> None:
    session.conflict_found.connect(lambda conflict: outcome.asked.append(f"conflict in {conflict.id}"))
    session.problem.connect(lambda problem: outcome.asked.append(problem.sentence))
    session.save_failed.connect(lambda problem: outcome.asked.append(problem.sentence))


def _watcher(root: Path, on_change: Any, recursive: bool) -> FolderWatcher:
    return FolderWatcher(root, on_change, recursive)


def _until(loop: MainLoop, done: Callable[[], bool]) -> bool:
    end = time.monotonic() + _LIMIT
    while not done():
        if time.monotonic() > end:
            return False
        loop.run_for(0.02)
    return True


def _differences(session: StorySession, root: Path) -> list[str]:
    """Where the session does not show what lies on disk."""
    project, story = session.project, session.story
    if project is None or story is None:
        return ["no story"]
    shown = [chapter.path.name for chapter in project.chapters]
    listed = [line.strip(' ",') for line in (root / "story.toml").read_text().splitlines()[2:-1]]
    found = [] if shown == listed else [f"{len(shown)} chapters in the list, {len(listed)} on disk"]
    return found + [
        f"{chapter.id} has another text"
        for chapter in story.chapters.values()
        if chapter.path.exists() and chapter.text != read_chapter(chapter.path).text
    ]


def main(arguments: list[str] | None = None) -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(description="Check out another branch while the story is open.")
    parser.add_argument("chapters", type=int, nargs="?", default=200)
    parser.add_argument("times", type=int, nargs="?", default=20)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        outcome = play(Path(name).resolve(), options.chapters, options.times)
    for kind in ("wrong", "written", "asked"):
        for line in getattr(outcome, kind)[:10]:
            print(f"{kind}: {line}", file=sys.stderr)
    met = [
        report("checkout_times", outcome.checkouts, "checkouts", options.times, more_is_better=True),
        report("checkout_wrong_texts", len(outcome.wrong), "texts", 0),
        report("checkout_files_written_back", len(outcome.written), "files", 0),
        report("checkout_questions_and_notices", len(outcome.asked), "sentences", 0),
        report("checkout_noticed_after", outcome.slowest, "s", 3.0),
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
