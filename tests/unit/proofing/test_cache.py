"""Answers kept up to a weight, and let go when what they were about is gone."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.cache import EACH, WordBudgetCache

PUTS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 50)), max_size=60)


def test_a_value_comes_back() -> None:
    cache: WordBudgetCache[str] = WordBudgetCache(100)
    cache.put("a", "x", 10)
    assert cache.get("a") == "x"
    assert cache.get("b") is None


def test_the_least_recently_used_goes_when_the_budget_is_spent() -> None:
    cache: WordBudgetCache[str] = WordBudgetCache(100 + 2 * EACH)
    cache.put("a", "x", 60)
    cache.put("b", "y", 40)
    cache.get("a")
    cache.put("c", "z", 30)
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == ("x", None, "z")


def test_putting_again_does_not_count_twice() -> None:
    cache: WordBudgetCache[str] = WordBudgetCache(100 + 2 * EACH)
    for _ in range(5):
        cache.put("a", "x", 60)
    cache.put("b", "y", 40)
    assert len(cache) == 2


def test_one_value_larger_than_the_budget_is_still_kept() -> None:
    cache: WordBudgetCache[str] = WordBudgetCache(10)
    cache.put("a", "x", 60)
    assert cache.get("a") == "x"


def test_several_threads_may_ask_at_once() -> None:
    cache: WordBudgetCache[int] = WordBudgetCache(4 * (2 + EACH))

    def work(first: int) -> None:
        for number in range(10_000):
            key = (number * 7 + first) % 12
            if cache.get(key) is None:
                cache.put(key, number, 2)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(work, range(4)))
    finally:
        sys.setswitchinterval(before)
    assert len(cache) == 4


def test_lines_of_one_word_count_for_the_room_they_take() -> None:
    cache: WordBudgetCache[int] = WordBudgetCache(100 * (1 + EACH))
    for number in range(1000):
        cache.put(number, number, 1)
    assert len(cache) == 100


def test_what_is_not_wanted_goes_but_for_what_was_used_last() -> None:
    cache: WordBudgetCache[str] = WordBudgetCache(10_000)
    for key in ("old", "book", "older version", "last version"):
        cache.put(key, key.upper(), 20)
    cache.let_go(lambda key: key == "book", spare=20 + EACH)
    assert [cache.get(key) for key in ("old", "book", "older version", "last version")] == [
        *(None, "BOOK"),
        *(None, "LAST VERSION"),
    ]


def test_it_tells_what_came_since_something_was_let_go() -> None:
    cache: WordBudgetCache[str] = WordBudgetCache(10_000)
    cache.put("a", "x", 20)
    cache.put("a", "y", 20)
    assert cache.fresh == 20 + EACH
    cache.let_go(lambda _key: True, spare=0)
    assert (cache.fresh, cache.weight) == (0, 20 + EACH)


@given(PUTS, st.sets(st.integers(0, 30)), st.integers(0, 500))
def test_what_is_wanted_stays_and_the_rest_is_within_what_is_spared(
    puts: list[tuple[int, int]], wanted: set[int], spare: int
) -> None:
    cache: WordBudgetCache[int] = WordBudgetCache(100_000)
    weights = {}
    for key, words in puts:
        cache.put(key, words, words)
        weights[key] = words + EACH
    cache.let_go(wanted.__contains__, spare)
    left = {key for key in weights if cache.get(key) is not None}
    assert {key for key in weights if key in wanted} <= left
    assert sum(weights[key] for key in left - wanted) <= spare
    assert cache.weight == sum(weights[key] for key in left)
