"""Loses power at every moment of a writer's work and starts again with each thing that may be left.

Usage: python -m benchmarks.faults.power [RECORDS]
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults.memory import memory
from benchmarks.faults.power_record import Disk, Recorder
from benchmarks.figure import report
from studio.storage.atomic import write_atomic
from studio.storage.snapshot import Snapshot
from studio.storage.temporary import is_temporary
from tests.helpers.desk import ONE, TWO, Desk, make_story

_TEXTS = {"One": "The ferry w1 left.\n\nIt was w2 late.\n", "Two": "Nobody w3 came.\n", "Three": "Rain w4.\n"}
_WORD = re.compile(r"\bw\d+\b")
_CACHE = ".story-studio"


@dataclass(frozen=True, slots=True)
class Loss:
    """What was wrong after one loss of power: after how many events, and what."""

    after: int
    event: str
    wrong: str


class Work:
    """A session that is recorded while it does everything once; in another order for each ``seed`` but 0."""

    def __init__(self, folder: Path, seed: int = 0) -> None:
        self.folder = folder
        self._seed = seed
        self.desk = Desk(make_story(folder / "story", **_TEXTS))
        self.desk.open()
        self.desk.open(TWO)
        self._count = 4
        self.versions: set[bytes] = {b"", *(text.encode() for text in _TEXTS.values())}
        session = self.desk.session
        session.chapter_edited.connect(lambda fact: self._version(fact.id))
        session.chapter_replaced.connect(lambda fact: self.versions.add(fact.new.encode()))
        self.recorder = Recorder(folder, _CACHE)

    def run(self) -> None:
        """Type and save between all that can be done with a story."""
        session = self.desk.session
        deeds: list[Callable[[], object]] = [
            lambda: session.take_snapshot("by hand"),
            lambda: session.rename_chapter(ONE, "The Ferry"),
            lambda: session.delete_chapter(TWO),
            session.undo_structure,
            lambda: session.add_chapter("New", ONE),
            lambda: session.move_chapter(TWO, 0),
            lambda: session.replace_text(ONE, self.desk.open().text.replace("ferry", "boat")),
            self._restore,
            self._merge,
        ]
        if self._seed:
            random.Random(self._seed).shuffle(deeds)
        with self.recorder.installed():
            self._type("the journal has this")
            self.desk.scheduler.advance(0.5)
            self._safe()
            self._save()
            for deed in deeds:
                self._type()
                deed()
                self._save()
            self._type()
            session.close()
            self._safe()

    def _restore(self) -> None:
        snapshots: list[Snapshot] = []
        self.desk.session.snapshots(self.desk.open().id, snapshots.extend)
        if snapshots:
            self.desk.session.restore(ONE, snapshots[0])

    def _merge(self) -> None:
        """Another program adds a line; it writes with all care, so that the model knows of it."""
        path = self.desk.open().path
        text = path.read_text(encoding="utf-8") + "\nAnother line.\n"
        self.versions.add(text.encode())
        write_atomic(path, text.encode())
        self.desk.session.check_files()

    def _type(self, words: str = "slowly") -> None:
        self._count += 1
        self.desk.type(f"and w{self._count} {words} ", 4)

    def _save(self) -> None:
        self.desk.session.save_now()
        self._safe()

    def _safe(self) -> None:
        self.recorder.note(f"w{self._count}")

    def _version(self, chapter_id: str) -> None:
        self.versions.add(self.desk.session.chapter(chapter_id).text.encode())  # type: ignore[arg-type,union-attr]


@contextmanager
def recorded(seed: int = 0) -> Iterator[Work]:
    """A folder with a finished record; its files are the model's playground."""
    with tempfile.TemporaryDirectory(dir=memory()) as name:
        work = Work(Path(name).resolve() / "disk", seed)
        work.run()
        yield work


def model_agrees(work: Work) -> bool:
    """Whether the model ends with the very files that are really there: then the record has everything."""
    disk = Disk(work.recorder.start)
    for event in work.recorder.events:
        disk.take(event)
    real = {p: p.read_bytes() for p in work.folder.rglob("*") if p.is_file() and _CACHE not in p.parts}
    return disk.now() == real


def losses(
    work: Work, seed: int, every: int = 1, most: int = 48, leave_out: str = ""
) -> Iterator[Loss | None]:
    """Lose power after every ``every``-th event; None for each loss that was survived.

    With ``leave_out`` "files" or "folders", their syncs are left out, as if the program had forgotten them.
    """
    chance = random.Random(seed)
    disk, safe = Disk(work.recorder.start), {f"w{number}" for number in range(1, 5)}
    seen: set[int] = set()
    for number, event in enumerate(work.recorder.events):
        kind = "folders" if event.path.suffix == "" else "files"
        if event.what != "sync" or kind != leave_out:
            disk.take(event)
        if event.what == "note":
            safe |= {f"w{n}" for n in range(1, int(event.note[1:]) + 1)}
        if number % every:
            continue
        for state in disk.after_loss(chance, most):
            key = hash((frozenset(state.items()), len(safe)))
            if key not in seen:
                seen.add(key)
                wrong = _judge(work, state, safe)
                yield Loss(number, f"{event.what} {event.path.name}", wrong) if wrong else None


def _judge(work: Work, state: dict[Path, bytes], safe: set[str]) -> str:
    """Write the files as they were left and start again; "" if all is well."""
    shutil.rmtree(work.folder, ignore_errors=True)
    for path, data in state.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    root = work.folder / "story"
    for path, data in state.items():
        if path.suffix == ".md" and not is_temporary(path.name) and data not in work.versions:
            return f"{path.relative_to(root)} is not whole"
    try:
        tomllib.loads((root / "story.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "story.toml is not whole"
    again = Desk(root)
    if again.session.project is None or again.session.read_only:
        return "it does not open for writing"
    for chapter in again.session.project.chapters:
        again.open(chapter.id)
    again.session.close()
    texts = [path.read_text(encoding="utf-8") for path in root.rglob("*.md") if not is_temporary(path.name)]
    lost = safe - {word for text in texts for word in _WORD.findall(text)}
    return f"lost {sorted(lost)}" if lost else ""


def main(arguments: list[str] | None = None) -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(description="Lose power at every moment.")
    parser.add_argument("records", type=int, nargs="?", default=6)
    options = parser.parse_args(arguments)
    outcomes: list[Loss | None] = []
    incomplete = 0
    for seed in range(options.records):
        with recorded(seed) as work:
            incomplete += not model_agrees(work)
            outcomes += losses(work, seed)
    wrong = [outcome for outcome in outcomes if outcome is not None]
    for loss in wrong[:20]:
        print(loss, file=sys.stderr)
    met = [
        report("power_records_incomplete", incomplete, "records", 0),
        report("power_losses", len(outcomes), "losses", 300 * options.records, more_is_better=True),
        report("power_texts_or_words_lost", len(wrong), "losses", 0),
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
