"""Each system call of an operation goes wrong in turn: whole files, a told writer, the next save works.

The layer below the C library needs a compiler, which ``make test`` sees to; a machine without one fails here
and says so, while the layer within Python is tested everywhere.
"""

from __future__ import annotations

import sys
from typing import Any

import pytest

from benchmarks.faults.failing_call import OPERATIONS, play_all
from benchmarks.faults.layer import KILL

_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="LD_PRELOAD is Linux's")


@pytest.fixture(scope="module", params=[pytest.param("preload", marks=_LINUX), "python"])
def outcomes(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    return play_all(request.param, some=61)


def test_all_goes_on_as_it_must(outcomes: list[dict[str, Any]]) -> None:
    assert [outcome for outcome in outcomes if outcome["wrong"]] == []


def test_calls_were_really_struck(outcomes: list[dict[str, Any]]) -> None:
    assert len({outcome["operation"] for outcome in outcomes}) >= len(OPERATIONS) - 3
    assert KILL in {outcome["fault"] for outcome in outcomes}
    assert {"fsync", "write"} & {outcome["call"] for outcome in outcomes}
    assert sum(outcome["call"] != "" for outcome in outcomes) > 0.8 * len(outcomes)
