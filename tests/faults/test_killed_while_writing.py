"""The session is killed at random instants: no file is damaged, no saved word lost, and little typed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from benchmarks.faults.kill import rounds
from benchmarks.faults.session_kill import Outcome
from benchmarks.faults.writer import OPERATIONS

KILLS = 48


@pytest.fixture(scope="module")
def outcomes() -> list[dict[str, Any]]:
    return rounds(KILLS, seed=7)


def test_every_operation_was_killed_at_work(outcomes: list[dict[str, Any]]) -> None:
    assert len(outcomes) == KILLS
    assert {outcome["operation"] for outcome in outcomes} == set(OPERATIONS)
    assert set(asdict(Outcome("", 0))) == set(outcomes[0])
    assert sum(outcome["typed"] for outcome in outcomes) > KILLS
    assert sum(outcome["deeds"] for outcome in outcomes) > KILLS


@pytest.mark.parametrize("figure", ["damaged", "lost_saved"])
def test_nothing_is_damaged_and_no_saved_word_lost(outcomes: list[dict[str, Any]], figure: str) -> None:
    assert [outcome for outcome in outcomes if outcome[figure]] == []


def test_at_most_one_second_of_typing_is_lost(outcomes: list[dict[str, Any]]) -> None:
    assert [outcome for outcome in outcomes if outcome["lost_seconds"] > 1.0] == []
