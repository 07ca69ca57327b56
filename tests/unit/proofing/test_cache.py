import sys
from concurrent.futures import ThreadPoolExecutor

from studio.proofing.cache import WordBudgetCache


def test_a_value_comes_back() -> None:
    cache: WordBudgetCache[str] = WordBudgetCache(100)
    cache.put("a", "x", 10)
    assert cache.get("a") == "x"
    assert cache.get("b") is None


def test_the_least_recently_used_goes_when_the_budget_is_spent() -> None:
    cache: WordBudgetCache[str] = WordBudgetCache(100)
    cache.put("a", "x", 60)
    cache.put("b", "y", 40)
    cache.get("a")
    cache.put("c", "z", 30)
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == ("x", None, "z")


def test_putting_again_does_not_count_twice() -> None:
    cache: WordBudgetCache[str] = WordBudgetCache(100)
    for _ in range(5):
        cache.put("a", "x", 60)
    cache.put("b", "y", 40)
    assert len(cache) == 2


def test_one_value_larger_than_the_budget_is_still_kept() -> None:
    cache: WordBudgetCache[str] = WordBudgetCache(10)
    cache.put("a", "x", 60)
    assert cache.get("a") == "x"


def test_several_threads_may_ask_at_once() -> None:
    cache: WordBudgetCache[int] = WordBudgetCache(8)

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
