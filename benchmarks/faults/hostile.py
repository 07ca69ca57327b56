"""Feeds hostile files to all that opens or imports files, each in a process of its own.

A step that takes more than two seconds of processor time, or waits for ten and does nothing, is a hang.
After each case everything outside the file itself and the folder the program may write to must be as it was,
and no server may have been asked. Each figure is a line: name, value, unit, bar, met or missed.

Usage: python -m benchmarks.faults.hostile [CASES] [SEED] [--only NUMBER] [--family NAME]
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import re
import select
import shutil
import signal
import socket
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.faults import hostile_child
from benchmarks.faults.hostile_case import Case, write_case
from benchmarks.figure import report

CPU_SECONDS = 2.0
WAIT_SECONDS = 10.0
_UNCLEAR = re.compile(
    r"Traceback|Errno|\bError\b|Exception|0x[0-9a-f]{6}|object at|<class|\(\)"
    r"|[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)
_LONGEST = 700


@dataclass(slots=True)
class Outcome:
    """What became of one case."""

    case: Case
    crashes: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    slowest: float = 0.0


def run_case(case: Case) -> Outcome:
    """Do with the case what the program does, and look at what came of it."""
    outcome = Outcome(case)
    before = _tree(case)
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        _be_child(case, read, write)
    os.close(write)
    facts = _follow(pid, read, outcome)
    os.close(read)
    after = _tree(case)
    outcome.outside += [
        f"changed {path}"
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    ]
    if facts.get("leaked"):
        outcome.outside.append("read what lies outside")
    _judge(facts, outcome)
    return outcome


def _be_child(case: Case, read: int, write: int) -> None:
    status = 1
    try:
        os.close(read)
        os.chdir(case.folder / "home")
        nothing = os.open(os.devnull, os.O_RDWR)
        for handle in (0, 1, 2):
            os.dup2(nothing, handle)
        hostile_child.run(case, write)
        status = 0
    finally:
        os._exit(status)


def _follow(pid: int, handle: int, outcome: Outcome) -> dict[str, Any]:
    """Read the child's lines, and end it when a step takes too long; the last line."""
    buffer, step, facts = b"", "start", {}
    used, end = _cpu(pid), time.monotonic() + WAIT_SECONDS
    while True:
        ready = select.select([handle], [], [], 0.05)[0]
        piece = os.read(handle, 1 << 16) if ready else b""
        if ready and not piece:
            break
        *lines, buffer = (buffer + piece).split(b"\n")
        for line in lines:
            row = json.loads(line)
            if "begin" in row:
                step, used, end = row["begin"], _cpu(pid), time.monotonic() + WAIT_SECONDS
            elif "end" in row:
                outcome.slowest = max(outcome.slowest, row["seconds"])
                if row["seconds"] > CPU_SECONDS:
                    outcome.hangs.append(f"{row['end']} took {row['seconds']:.1f} s")
                if row["crash"]:
                    outcome.crashes.append(f"{row['end']}: {row['crash']}")
                step, end = f"after {row['end']}", time.monotonic() + WAIT_SECONDS
            else:
                facts = row
        spent = _cpu(pid) - used
        waited = time.monotonic() - end + WAIT_SECONDS
        # On a busy machine a step may wait long for its turn; one that waits and does nothing is stuck.
        stuck = waited > WAIT_SECONDS and spent < 0.1
        if spent > CPU_SECONDS + 0.2 or stuck or waited > 6 * WAIT_SECONDS:
            outcome.hangs.append(f"{step} had not ended after {spent:.1f} s")
            os.kill(pid, signal.SIGKILL)
            facts = facts or {"killed": True}
            break
    _, status = os.waitpid(pid, 0)
    if not facts:
        outcome.crashes.append(f"the process ended in “{step}” with status {status}")
    return facts


def _cpu(pid: int) -> float:
    try:
        fields = (
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        )
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _judge(facts: dict[str, Any], outcome: Outcome) -> None:
    outcome.sentences = facts.get("sentences", [])
    if facts.get("killed") or not facts:
        return
    if not outcome.sentences and (outcome.case.must_say or not facts["opened"]):
        outcome.unsaid.append("nothing was said")
    for sentence in outcome.sentences:
        if not is_clear(sentence):
            outcome.unsaid.append(f"not clear: {sentence[:300]!r}")


def is_clear(sentence: str) -> bool:
    """Whether that can be shown to a writer: one line, one sentence's end, nothing of the machine's own."""
    return (
        bool(sentence)
        and sentence.endswith((".", "?", "…"))
        and len(sentence) <= _LONGEST
        and not _UNCLEAR.search(sentence)
    )


def _tree(case: Case) -> dict[str, str]:
    """Everything in the case's folder but the target and what the program may write, with its content."""
    found: dict[str, str] = {}
    allowed = {case.folder / "home", case.target} if not case.is_import else {case.folder / "home"}
    for root, folders, files in os.walk(case.folder):
        here = Path(root)
        folders[:] = [name for name in folders if here / name not in allowed or (here / name).is_symlink()]
        for name in [*files, *folders]:
            path = here / name
            if path in allowed:
                continue
            status = path.lstat()
            content = ""
            if stat.S_ISREG(status.st_mode):
                digest = _digest(path) if status.st_size < 100_000 else ""
                content = f"{status.st_size} {status.st_mtime_ns} {digest}"
            found[str(path.relative_to(case.folder))] = f"{stat.S_IFMT(status.st_mode)} {content}"
    return found


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextlib.contextmanager
def listening() -> Iterator[socket.socket]:
    """A server that nobody may ask."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def was_asked(server: socket.socket) -> bool:
    """Whether somebody did."""
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def outcomes(numbers: list[int], seed: int) -> Iterator[Outcome]:
    """Each case in turn; its files are removed afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="hostile-") as folder,
        listening() as server,
    ):
        for number in numbers:
            case = write_case(number, seed, Path(folder) / f"case-{number:03}", server.getsockname()[1])
            outcome = run_case(case)
            if was_asked(server):
                outcome.outside.append("asked a server")
            yield outcome
            shutil.rmtree(case.folder, ignore_errors=True)


def main(arguments: list[str] | None = None) -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(description="Open and import hostile files.")
    parser.add_argument("cases", type=int, nargs="?", default=500)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument(
        "--only", type=int, action="append", help="run this case only, and say what came of it"
    )
    parser.add_argument("--family", help="run the cases of this family only")
    options = parser.parse_args(arguments)
    numbers = options.only or list(range(options.cases))
    if options.family:
        from benchmarks.faults.hostile_case import families

        every = list(families())
        numbers = [n for n in numbers if every[n % len(every)] == options.family]
    totals = dict.fromkeys(("crashes", "outside", "hangs", "unsaid"), 0)
    for outcome in outcomes(numbers, options.seed):
        for name in totals:
            told = getattr(outcome, name)
            totals[name] += bool(told)
            for each in told[:3]:
                print(f"case {outcome.case.number} {outcome.case.family} {name}: {each}", file=sys.stderr)
        if options.only:
            print(outcome.case.target, outcome.slowest, *outcome.sentences, sep="\n", file=sys.stderr)
    met = [
        report("hostile_crashes", totals["crashes"], "files", 0),
        report("hostile_outside_writes", totals["outside"], "files", 0),
        report("hostile_hangs", totals["hangs"], "files", 0),
        report("hostile_without_sentence", totals["unsaid"], "files", 0),
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
