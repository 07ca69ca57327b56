"""Power is lost at moments of a writer's work: every text is whole, what was saved is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.faults.power import Work, losses, model_agrees, recorded


@pytest.fixture(scope="module")
def work() -> Iterator[Work]:
    with recorded() as done:
        assert model_agrees(done), "the record misses something that was done"
        yield done


def test_no_loss_of_power_takes_what_was_saved(work: Work) -> None:
    outcomes = list(losses(work, seed=3, every=7, most=6))
    assert len(outcomes) > 40
    assert [outcome for outcome in outcomes if outcome is not None] == []


@pytest.mark.parametrize("forgotten", ["files", "folders"])
def test_a_program_that_forgets_to_sync_is_found_out(work: Work, forgotten: str) -> None:
    assert any(losses(work, seed=3, every=5, most=6, leave_out=forgotten))
