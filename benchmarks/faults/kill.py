"""Kills the session without a window at random instants, in two processes at a time.

Each figure is a line: name, value, unit, bar, met or missed. Each operation is told on the error stream.

Usage: python -m benchmarks.faults.kill [KILLS] [SEED]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.figure import report
from benchmarks.story import ROOT

_PROCESSES = 2


def rounds(count: int, seed: int) -> list[dict[str, Any]]:
    """The outcome of each round (``session_kill.Outcome``)."""
    outcomes = []
    with tempfile.TemporaryDirectory() as name:
        running = [_start(Path(name), count, seed, part) for part in range(_PROCESSES)]
        for process in running:
            lines, _ = process.communicate()
            outcomes += [json.loads(line) for line in lines.splitlines()]
    return outcomes


def _start(folder: Path, count: int, seed: int, part: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.faults.session_kill", str(folder / str(part))]
    options = ["--rounds", str(count), "--seed", str(seed), "--part", f"{part}/{_PROCESSES}"]
    return subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def tell(outcomes: Iterable[dict[str, Any]]) -> None:
    """One line for each operation, and all that went wrong, on the error stream."""
    by_operation: dict[str, list[dict[str, Any]]] = {}
    for outcome in outcomes:
        by_operation.setdefault(outcome["operation"], []).append(outcome)
        wrong = {key: outcome[key] for key in ("damaged", "lost_saved", "problems", "left") if outcome[key]}
        if wrong or outcome["lost_seconds"] > 1.0:
            print(outcome["seed"], outcome["operation"], outcome["lost_seconds"], wrong, file=sys.stderr)
    for operation, played in by_operation.items():
        total = {key: sum(outcome[key] for outcome in played) for key in ("typed", "deeds", "lost")}
        wrong = {k: sum(len(o[k]) for o in played) for k in ("damaged", "lost_saved", "problems", "left")}
        worst = max(outcome["lost_seconds"] for outcome in played)
        print(f"{operation}: {len(played)} kills {total} {wrong} worst {worst:.2f} s", file=sys.stderr)


def main(arguments: list[str] | None = None) -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(description="Kill the session while it writes.")
    parser.add_argument("rounds", type=int, nargs="?", default=2000)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    options = parser.parse_args(arguments)
    outcomes = rounds(options.rounds, options.seed)
    tell(outcomes)

    def count(key: str) -> int:
        return sum(len(outcome[key]) for outcome in outcomes)

    lost = max((outcome["lost_seconds"] for outcome in outcomes), default=0.0)
    met = [
        report("kill_rounds", len(outcomes), "kills", options.rounds, more_is_better=True),
        report("kill_files_damaged", count("damaged"), "files", 0),
        report("kill_saved_words_lost", count("lost_saved"), "words", 0),
        report("kill_typing_lost_worst", lost, "s", 1.0),
        report("kill_complaints_at_next_start", count("problems"), "sentences", 0),
        report("kill_temporary_files_left", count("left"), "files", 0),
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
