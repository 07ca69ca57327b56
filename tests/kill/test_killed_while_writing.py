"""The program is killed at random instants: no file is damaged, at most a second of typing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ROUNDS = 15


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("kill")
    command = [sys.executable, "-m", "tests.helpers.killing", folder, "--rounds", str(ROUNDS), "--seed", "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_round_typed_before_it_was_killed(outcomes: list[dict[str, Any]]) -> None:
    assert len(outcomes) == ROUNDS
    assert sum(outcome["typed"] for outcome in outcomes) > ROUNDS


@pytest.mark.parametrize("figure", ["damaged", "lost_saved"])
def test_nothing_is_damaged_and_no_saved_word_lost(outcomes: list[dict[str, Any]], figure: str) -> None:
    assert [outcome for outcome in outcomes if outcome[figure]] == []


def test_at_most_one_second_of_typing_is_lost(outcomes: list[dict[str, Any]]) -> None:
    assert [outcome for outcome in outcomes if outcome["lost_seconds"] > 1.0] == []
