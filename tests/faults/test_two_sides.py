"""The writer and another program change the same chapters at random: every word is somewhere."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from benchmarks.faults.two_sides import TwoSides

TestTwoSides = TwoSides.TestCase
TestTwoSides.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
