"""Kills the session without a window many times while it writes.

Each figure is a line: name, value, unit, bar, met or missed.

Usage: python -m benchmarks.faults.kill [ROUNDS] [SEED]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

from benchmarks.figure import report
from benchmarks.story import ROOT


def rounds(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """The outcome of each round."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.helpers.killing", folder]
        options = ["--rounds", str(count), "--seed", str(seed)]
        with subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout or ():
                yield json.loads(line)


def main(arguments: list[str] | None = None) -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(description="Kill the session while it writes.")
    parser.add_argument("rounds", type=int, nargs="?", default=200)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    options = parser.parse_args(arguments)
    outcomes = list(rounds(options.rounds, options.seed))
    lost = max((outcome["lost_seconds"] for outcome in outcomes), default=0.0)
    met = [
        report("kill_rounds_not_run", options.rounds - len(outcomes), "rounds", 0),
        report("kill_files_damaged", sum(outcome["damaged"] for outcome in outcomes), "files", 0),
        report("kill_saved_words_lost", sum(outcome["lost_saved"] for outcome in outcomes), "words", 0),
        report("kill_typing_lost_worst", lost, "s", 1.0),
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
