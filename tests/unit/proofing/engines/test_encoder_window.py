"""Windows of the encoder: every wanted piece is answered once, with context."""

from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.engines.encoder_window import Window, WindowPlan

PLAN = WindowPlan(size=20, margin=3, context=5)


def ranges(bounds: list[int]) -> list[tuple[int, int]]:
    ordered = sorted(bounds)
    return list(zip(ordered[0::2], ordered[1::2], strict=False))


@given(st.lists(st.integers(0, 200), max_size=12), st.integers(0, 50))
def test_each_wanted_piece_is_answered_once_and_seen_with_its_margin(bounds: list[int], more: int) -> None:
    wanted = ranges(bounds)
    total = max([*bounds, 0]) + more
    answered: list[int] = []
    for window in PLAN.windows(total, wanted):
        assert 0 < window.end - window.start <= PLAN.size
        assert window.start <= max(0, window.first - PLAN.margin)
        assert window.end >= min(total, window.last + PLAN.margin)
        answered += range(window.first, window.last)
    assert sorted(set(answered)) == sorted(answered)
    assert {n for start, end in wanted for n in range(start, end)} <= set(answered)


def test_a_short_range_is_read_in_a_short_window() -> None:
    assert list(PLAN.windows(1000, [(100, 105)])) == [Window(95, 110, 100, 105)]


def test_near_ranges_share_a_window() -> None:
    assert len(list(PLAN.windows(1000, [(100, 103), (105, 108)]))) == 1


def test_nothing_wanted_is_nothing_read() -> None:
    assert list(PLAN.windows(1000, [(5, 5)])) == []
