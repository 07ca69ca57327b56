from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.app.debounce import Debounce
from studio.app.tasks import Cancel


class Hand:
    """A clock and timers moved by the test; counts the timers that were made."""

    def __init__(self) -> None:
        self.time = 0.0
        self.made = 0
        self.timers: list[tuple[float, Callable[[], None]]] = []

    def now(self) -> float:
        return self.time

    def call_later(self, seconds: float, call: Callable[[], None]) -> Cancel:
        entry = (self.time + seconds, call)
        self.made += 1
        self.timers.append(entry)
        return lambda: self.timers.remove(entry) if entry in self.timers else None

    def move(self, seconds: float) -> None:
        end = self.time + seconds
        while due := [t for t in self.timers if t[0] <= end + 1e-9]:
            entry = min(due, key=lambda t: t[0])
            self.timers.remove(entry)
            self.time = max(self.time, entry[0])
            entry[1]()
        self.time = end


def debounce(patience: float | None = None) -> tuple[Debounce, Hand, list[float]]:
    hand, calls = Hand(), []  # type: ignore[var-annotated]
    return Debounce(hand, lambda: calls.append(hand.time), patience), hand, calls


def test_the_call_comes_after_the_last_asking() -> None:
    one, hand, calls = debounce()
    one.ask(1.0)
    hand.move(0.6)
    one.ask(1.0)
    hand.move(5.0)
    assert calls == [pytest.approx(1.6)]


def test_a_call_is_brought_forward_when_it_is_wanted_sooner() -> None:
    one, hand, calls = debounce()
    one.ask(1.0)
    one.ask(0.1)
    hand.move(5.0)
    assert calls == [pytest.approx(0.1)]


def test_patience_ends() -> None:
    one, hand, calls = debounce(2.0)
    for _ in range(10):
        one.ask(1.0)
        hand.move(0.5)
    assert calls[0] == pytest.approx(2.0)


def test_what_is_cancelled_does_not_come() -> None:
    one, hand, calls = debounce()
    one.ask(1.0)
    one.cancel()
    hand.move(5.0)
    assert calls == []
    one.ask(1.0)
    hand.move(5.0)
    assert len(calls) == 1


def test_a_row_of_keys_does_not_make_a_timer_each() -> None:
    one, hand, calls = debounce()
    for _ in range(100):
        one.ask(0.4)
        hand.move(0.1)
    assert calls == []
    assert hand.made < 40


@given(st.lists(st.tuples(st.floats(0, 2), st.floats(0, 2)), min_size=1, max_size=20))
def test_each_asking_is_answered_once_and_not_before_its_time(asked: list[tuple[float, float]]) -> None:
    one, hand, calls = debounce()
    for seconds, pause in asked:
        before = len(calls)
        one.ask(seconds)
        hand.move(pause)
        assert len(calls) - before == (pause >= seconds - 0.001) or abs(pause - seconds) < 0.01
    hand.move(10.0)
    assert len(calls) >= 1
    assert not hand.timers
