"""Lets each system call of an operation go wrong in turn and looks what is left, told and brought back.

Beside that, another program writes the chapter just before each call of the operations that write it.

Run as a program (see ``calls``) it prints one JSON object for each case. A case is an operation, the number
of a call, and what happens to that call: an error once, the same error from there on, half a write, the end
of the process.

Usage: python -m benchmarks.faults.failing_call FOLDER preload|python [--some N]
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Set
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.faults.layer import (
    KILL,
    KILL_AFTER,
    OTHER_REPLACES,
    OTHER_WRITES,
    SHORT_WRITE,
    FaultLayer,
    PreloadLayer,
    PythonLayer,
    compile_layer,
)
from benchmarks.faults.memory import memory
from benchmarks.figure import report
from benchmarks.story import ROOT
from studio.storage.atomic import write_atomic
from studio.storage.temporary import is_temporary
from tests.helpers.desk import ONE, TWO, Desk, make_story

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EINTR)
_TEXTS = {"One": "The ferry w1 left.\n\nIt was w2 late.\n", "Two": "Nobody w3 came.\n", "Three": "Rain w4.\n"}
_TYPED = "and w5 slowly "
_WORD = re.compile(r"\bw\d+\b")
_THEIRS = "w9"
_ALL_WORDS = {f"w{number}" for number in range(1, 6)}


@dataclass(slots=True)
class Case:
    """One call that went wrong.

    Attributes:
        call: its name; "" if the operation made fewer calls.
        wrong: what was not as it must be, each a few words.
    """

    operation: str
    number: int
    fault: int
    lasting: bool
    call: str = ""
    wrong: list[str] = field(default_factory=list)


def _save(desk: Desk) -> None:
    desk.session.save_now()


def _later_save(desk: Desk) -> None:
    desk.session.save_now()


def _snapshot(desk: Desk) -> None:
    desk.session.take_snapshot("by hand")


def _rename(desk: Desk) -> None:
    desk.session.rename_chapter(ONE, "The Ferry")


def _delete(desk: Desk) -> None:
    desk.session.delete_chapter(TWO)


def _put_back(desk: Desk) -> None:
    desk.session.undo_structure()


def _add(desk: Desk) -> None:
    desk.session.add_chapter("New", ONE)


def _move(desk: Desk) -> None:
    desk.session.move_chapter(ONE, 2)


def _replace(desk: Desk) -> None:
    desk.session.replace_text(ONE, desk.open().text.replace("ferry", "boat"))
    desk.session.save_now()


def _restore(desk: Desk) -> None:
    snapshots: list[object] = []
    desk.session.snapshots(ONE, snapshots.extend)
    if snapshots:
        desk.session.restore(ONE, snapshots[0])  # type: ignore[arg-type]


def _merge(desk: Desk) -> None:
    desk.session.check_files()
    desk.scheduler.advance(3.0)  # a file that was just written is given a moment
    desk.session.save_now()


def _export(desk: Desk) -> None:
    try:
        write_atomic(desk.root.parent / "export.txt", b"exported")
    except Exception as error:  # noqa: BLE001 - the dialog shows it
        desk.told["problem"].append(error)


OPERATIONS: dict[str, Callable[[Desk], None]] = {
    "first save": _save,
    "later save": _later_save,
    "snapshot": _snapshot,
    "rename": _rename,
    "delete": _delete,
    "put back": _put_back,
    "add": _add,
    "move": _move,
    "replace": _replace,
    "restore": _restore,
    "merge": _merge,
    "export": _export,
}


_WRITING = frozenset({"first save", "later save", "replace", "restore", "merge"})
"""The operations that write the chapter, in the midst of which another program writes it, too."""


class Table:
    """Sets a story up anew for each case, and judges."""

    def __init__(self, folder: Path, layer: FaultLayer) -> None:
        self._folder = folder
        self._layer = layer

    def calls(self, operation: str) -> list[str]:
        """The calls that the operation makes when all goes well."""
        desk = self._prepare(operation)
        self._layer.arm(-1, 0, False)
        OPERATIONS[operation](desk)
        names = self._layer.disarm()
        desk.session.close()
        return names

    def play(self, case: Case) -> Case:
        """Play one case; ``wrong`` says what was not as it must be."""
        desk = self._prepare(case.operation)
        if case.fault in (OTHER_WRITES, OTHER_REPLACES):
            self._interfere(case, desk)
        elif case.fault in (KILL, KILL_AFTER):
            self._kill(case, desk)
        else:
            self._fail(case, desk)
        return case

    def _prepare(self, operation: str) -> Desk:
        shutil.rmtree(self._folder, ignore_errors=True)
        desk = Desk(make_story(self._folder / "story", **_TEXTS))
        self._layer.watch(self._folder)
        desk.open()
        desk.open(TWO)
        if operation in {"later save", "restore"}:
            desk.type("x ", 0)
            desk.session.save_now()
            desk.session.take_snapshot("before", ONE)
        if operation == "put back":
            desk.session.delete_chapter(TWO)
        desk.type(_TYPED, 4)
        if operation == "merge":
            text = desk.on_disk()
            desk.file().write_text(text.replace("It was", "It really was"), encoding="utf-8")
        if operation != "first save":
            desk.scheduler.advance(0.5)  # the journal has it
        return desk

    # -- an error ------------------------------------------------------------------------------------

    def _fail(self, case: Case, desk: Desk) -> None:
        before = desk.open().text
        versions = self._versions() | {before.encode(), b"", b"exported"}
        for told in desk.told.values():
            told.clear()
        self._layer.arm(case.number, case.fault, case.lasting)
        try:
            OPERATIONS[case.operation](desk)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            case.wrong.append(f"raised {error!r}")
        names = self._layer.disarm()
        case.call = names[case.number] if case.number < len(names) else ""
        now = desk.open().text
        versions |= {now.encode()} | {fact.new.encode() for fact in desk.told["chapter_replaced"]}
        case.wrong += [f"not whole: {path.name}" for path in self._not_whole(versions)]
        if "save" in case.operation:
            self._judge_save(case, desk, before)
        self._judge_consistency(case, desk)
        self._judge_next_save(case, desk)
        self._judge_next_start(case, desk)

    def _judge_save(self, case: Case, desk: Desk, text: str) -> None:
        saved = any(state.saved for state in desk.told["chapter_saved"])
        if desk.open().text != text:
            case.wrong.append("the text is not in the window")
        if saved and desk.on_disk() != text:
            case.wrong.append("told to be saved but not on disk")
        if not saved and not desk.told["save_failed"]:
            case.wrong.append("not saved and not told")
        if saved and case.lasting and case.fault in (errno.ENOSPC, errno.EIO) and case.call == "fsync":
            case.wrong.append("told to be saved though the sync failed")

    def _judge_consistency(self, case: Case, desk: Desk) -> None:
        """What the window shows is on disk, or something was told."""
        project = desk.session.project
        assert project is not None
        shown = {chapter.path for chapter in project.chapters}
        if any(not path.exists() for path in shown) and not (
            desk.told["problem"] or desk.told["save_failed"]
        ):
            case.wrong.append("a chapter is shown that is not there")

    def _judge_next_save(self, case: Case, desk: Desk) -> None:
        chapter = desk.session.chapter(ONE)
        if chapter is None or chapter.conflict:
            return
        if not chapter.path.exists():
            case.wrong.append("the chapter's file has another name than the window knows")
            return
        desk.session.save_now()
        if chapter.path.read_text(encoding="utf-8") != chapter.text:
            desk.session.check_files()
            desk.scheduler.advance(3.0)
            desk.session.save_now()
        if chapter.path.read_text(encoding="utf-8") != chapter.text:
            case.wrong.append("the next save did not bring the text to disk")

    # -- another program ------------------------------------------------------------------------------

    def _interfere(self, case: Case, desk: Desk) -> None:
        """Another program writes the chapter just before the call; both sides' words must be somewhere."""
        before = desk.on_disk()
        self._layer.other(desk.file(), f"{before}\nNobody {_THEIRS} waved.\n")
        self._layer.arm(case.number, case.fault, False)
        try:
            OPERATIONS[case.operation](desk)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            case.wrong.append(f"raised {error!r}")
        names = self._layer.disarm()
        case.call = names[case.number] if case.number < len(names) else ""
        if _THEIRS not in self._words():
            case.wrong.append("what the other program wrote is nowhere")
        desk.session.check_files()
        desk.scheduler.advance(6.0)
        for question in desk.told["conflict_found"]:
            desk.session.resolve_conflict(question.id, question.result.assembled(lambda _: "both"))
        if lost := ({*_ALL_WORDS, _THEIRS} - self._words()) - set(_WORD.findall(desk.open().text)):
            case.wrong.append(f"lost {sorted(lost)}")
        self._judge_next_save(case, desk)
        self._judge_next_start(case, desk, {_THEIRS})

    # -- the end of the process ----------------------------------------------------------------------

    def _kill(self, case: Case, desk: Desk) -> None:
        versions = self._versions() | {desk.open().text.encode(), b"", b"exported"}
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            facts = desk.session.chapter_replaced
            facts.connect(lambda fact: os.write(write, fact.new.encode() + b"\0"))
            self._layer.arm(case.number, case.fault, False)
            OPERATIONS[case.operation](desk)
            self._layer.disarm()
            os._exit(0)
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            versions |= set(pipe.read().split(b"\0"))
        _, status = os.waitpid(child, 0)
        case.call = "" if os.WIFEXITED(status) else "killed"
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            case.wrong.append("the process ended by itself")
        case.wrong += [f"not whole: {path.name}" for path in self._not_whole(versions)]
        # The process that held the lock is this one, which lives: the lock is taken away as if it were dead.
        desk.session.story.places.lock.unlink(missing_ok=True)  # type: ignore[union-attr]
        self._judge_next_start(case, None)

    # -- what is left --------------------------------------------------------------------------------

    def _judge_next_start(self, case: Case, desk: Desk | None, besides: Set[str] = frozenset()) -> None:
        if desk is not None:
            desk.session.close()
        again = Desk(self._folder / "story")
        project = again.session.project
        if project is None or again.session.read_only:
            case.wrong.append("does not open for writing")
            return
        for chapter in project.chapters:
            again.open(chapter.id)
        again.scheduler.advance(31.0)  # what can wait is cleared half a minute after the start
        again.session.close()
        case.wrong += [f"complains: {problem.sentence}" for problem in again.told["problem"]]
        if (
            lost := (_ALL_WORDS | besides)
            - self._words()
            - ({"w5"} if self._may_lose_typing(case) else set())
        ):
            case.wrong.append(f"lost {sorted(lost)}")
        if desk is None:  # what this living process could not remove is cleared when it is gone
            left = [p for p in self._folder.rglob("*") if is_temporary(p.name)]
            case.wrong += [f"left {path.parent.name}/" for path in left if path.parent != self._folder]

    @staticmethod
    def _may_lose_typing(case: Case) -> bool:
        # Typed the moment before the kill: the journal's half second had not gone by.
        return case.operation == "first save" and case.fault in (KILL, KILL_AFTER)

    def _texts(self) -> list[Path]:
        found = [p for p in (self._folder / "story").rglob("*.md") if not p.name.startswith(".")]
        export = self._folder / "export.txt"
        return [*found, *([export] if export.exists() else [])]

    def _versions(self) -> set[bytes]:
        return {path.read_bytes() for path in self._texts()}

    def _words(self) -> set[str]:
        return {word for path in self._texts() for word in _WORD.findall(path.read_text(encoding="utf-8"))}

    def _not_whole(self, versions: set[bytes]) -> Iterator[Path]:
        yield from (path for path in self._texts() if path.read_bytes() not in versions)
        story = self._folder / "story" / "story.toml"
        try:
            tomllib.loads(story.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError):
            yield story


def cases(table: Table, some: int = 1) -> Iterator[Case]:
    """Every case, or every ``some``-th."""
    # An interrupted call is made again for as long as it is interrupted, so that error never lasts.
    faults = [(e, lasting) for e in ERRORS for lasting in (False, True) if not (lasting and e == errno.EINTR)]
    faults += [(SHORT_WRITE, False), (KILL, False), (KILL_AFTER, False)]
    others = [(OTHER_WRITES, False), (OTHER_REPLACES, False)]
    count = 0
    for operation in OPERATIONS:
        names = table.calls(operation)
        for number, name in enumerate(names):
            for fault, lasting in [*faults, *(others if operation in _WRITING else [])]:
                if fault == SHORT_WRITE and name not in {"write", "pwrite"}:
                    continue
                count += 1
                if count % some == 0:
                    yield Case(operation, number, fault, lasting)


def play_all(layer: str, some: int = 1) -> list[dict[str, Any]]:
    """The outcome of each case (``Case``), or of every ``some``-th, played in a process of its own.

    Raises:
        RuntimeError: the layer cannot be made here, or the process broke.
    """
    with tempfile.TemporaryDirectory(dir=memory()) as name:
        environment = dict(os.environ)
        if layer == "preload":
            library = compile_layer(Path(name))
            if library is None:
                raise RuntimeError("This needs Linux and a C compiler; please install one (on Debian: gcc).")
            environment["LD_PRELOAD"] = str(library)
        command = [sys.executable, "-m", "benchmarks.faults.failing_call", name, layer, "--some", str(some)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def report_all(arguments: list[str] | None = None) -> int:
    """Run every case with the lower layer and report; with the upper one where there is no compiler."""
    parser = argparse.ArgumentParser(description="Let each system call go wrong in turn.")
    parser.add_argument("some", type=int, nargs="?", default=1, help="play every N-th case only")
    options = parser.parse_args(arguments)
    can_compile = sys.platform.startswith("linux") and any(map(shutil.which, ("cc", "gcc", "clang")))
    layer = "preload" if can_compile else "python"
    print(f"system calls fail by the layer “{layer}”", file=sys.stderr)
    outcomes = play_all(layer, options.some)
    wrong = [outcome for outcome in outcomes if outcome["wrong"]]
    for outcome in wrong[:20]:
        print(outcome, file=sys.stderr)
    instants = [outcome for outcome in outcomes if outcome["fault"] in (OTHER_WRITES, OTHER_REPLACES)]
    saves = [outcome for outcome in outcomes if "save" in outcome["operation"]]
    met = [
        report("failing_calls_of_saves", len(saves), "cases", 1200 // options.some, more_is_better=True),
        report("failing_calls_of_saves_wrong", sum(bool(o["wrong"]) for o in saves), "cases", 0),
        report("others_write_amid_saves", len(instants), "cases", 1000 // options.some, more_is_better=True),
        report("others_write_amid_saves_lost", sum(bool(o["wrong"]) for o in instants), "cases", 0),
        report("failing_calls_of_all", len(outcomes), "cases", 8000 // options.some, more_is_better=True),
        report("failing_calls_of_all_wrong", len(wrong), "cases", 0),
    ]
    return 0 if all(met) else 1


def main() -> int:
    """Play the cases."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("layer", choices=["preload", "python"])
    parser.add_argument("--some", type=int, default=1, help="play every N-th case only")
    options = parser.parse_args()
    layer = PreloadLayer() if options.layer == "preload" else PythonLayer()
    with layer.installed() if isinstance(layer, PythonLayer) else nullcontext():
        table = Table(options.folder / "case", layer)
        for operation in OPERATIONS:
            table.calls(operation)  # everything is imported before anything fails
        for case in cases(table, options.some):
            sys.stdout.write(json.dumps(asdict(table.play(case))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
