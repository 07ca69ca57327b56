"""Kills the program many times while it writes; one line a figure: name, value, unit, bar, met or missed.

Usage: python benchmarks/faults/kill.py [ROUNDS] [SEED]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def rounds(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """The outcome of each round."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.helpers.killing", folder]
        options = ["--rounds", str(count), "--seed", str(seed)]
        with subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout or ():
                yield json.loads(line)


def say(name: str, value: float, unit: str, bar: float) -> bool:
    """Print one figure; whether it met its bar."""
    met = value <= bar
    print(name, f"{value:g}", unit, f"{bar:g}", "met" if met else "missed", sep="\t")
    return met


def main() -> int:
    """Run and report."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    outcomes = list(rounds(count, seed))
    met = [
        say("kill: rounds that did not run", count - len(outcomes), "rounds", 0),
        say("kill: damaged files", sum(outcome["damaged"] for outcome in outcomes), "files", 0),
        say("kill: lost saved words", sum(outcome["lost_saved"] for outcome in outcomes), "words", 0),
        say("kill: typing lost, worst", max((o["lost_seconds"] for o in outcomes), default=0), "s", 1),
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
