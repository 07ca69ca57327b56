"""The floor: figures that may rise and not fall."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.quality.score import Score

FLOOR = Path(__file__).with_name("floor.json")
SLACK = 1
"""Slips or findings by which a count may be off: another processor rounds the encoder's sums otherwise."""


def counts(score: Score) -> dict[str, dict[str, int]]:
    """The counts that are kept: by kind, and for the texts without slips."""
    kept = {
        kind: {"planted": t.planted, "hit": t.hit, "first": t.first, "false": t.found - t.right}
        for kind, t in sorted(score.kinds.items())
    }
    every = score.all
    kept["all"] = {
        "planted": every.planted,
        "hit": every.hit,
        "first": every.first,
        "false": every.found - every.right,
    }
    kept["clean"] = {"alarms": score.alarms, "words": score.clean_words}
    return kept


def fallen(score: Score, floor: dict[str, dict[str, int]]) -> list[str]:
    """One sentence for each figure that is worse than the floor says."""
    now = counts(score)
    worse = []
    for kind, least in floor.items():
        have = now.get(kind, {})
        slack = 0 if kind == "all" else SLACK
        worse += [
            f"{kind}: {name} was {least[name]}, is {have.get(name, 0)}"
            for name in ("hit", "first")
            if name in least and have.get(name, 0) < least[name] - slack
        ]
        worse += [
            f"{kind}: {name} was {least[name]}, is {have.get(name, 0)}"
            for name in ("false", "alarms")
            if name in least and have.get(name, 0) > least[name] + slack
        ]
    return worse


def read_floor() -> dict[str, dict[str, int]]:
    """The floor as committed."""
    kept: dict[str, dict[str, int]] = json.loads(FLOOR.read_text(encoding="utf-8"))
    return kept


def write_floor(score: Score) -> None:
    """Make the figures of now the floor."""
    FLOOR.write_text(json.dumps(counts(score), indent=1) + "\n", encoding="utf-8")
