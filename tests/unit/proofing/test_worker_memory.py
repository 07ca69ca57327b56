"""Memory given back in the middle of long work."""

from __future__ import annotations

from studio.proofing.worker.memory import EVERY, Trim


def test_the_heap_is_trimmed_at_once_and_then_after_each_interval() -> None:
    at = 100.0
    trim = Trim(lambda: at)
    assert trim.now_and_then()
    at += EVERY / 2
    assert not trim.now_and_then()
    at += EVERY / 2
    assert trim.now_and_then()
    assert not trim.now_and_then()
