"""Answers kept by what was asked, so that an edit costs one paragraph and not a book."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

V = TypeVar("V")

EACH: Final = 10
"""Words that every value counts for beside its own: a line of one word takes far more room than the word."""


class WordBudgetCache(Generic[V]):
    """Keeps the most recently used values up to a total weight. Any thread may ask.

    The budget is given in words of text rather than in entries: a cache of a fixed number of entries
    that is a little too small for a book gives nothing back at all when the book is read again. While a
    paragraph is being written, each of its versions is kept: `let_go` drops those that are gone.
    """

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._weight = 0
        self._fresh = 0
        self._kept: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> V | None:
        """The value kept for ``key``, or None."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: V, words: int) -> None:
        """Keep ``value``; ``words`` is the length of the text it was made from."""
        with self._lock:
            old = self._kept.pop(key, None)
            weight = words + EACH
            self._weight += weight - (old[1] if old else 0)
            self._fresh += 0 if old else weight
            self._kept[key] = (value, weight)
            while self._weight > self._budget and len(self._kept) > 1:
                self._weight -= self._kept.popitem(last=False)[1][1]

    @property
    def fresh(self) -> int:
        """The weight (words) of what came since `let_go`, or since the beginning."""
        return self._fresh

    @property
    def weight(self) -> int:
        """The weight (words) of all that is kept."""
        return self._weight

    def let_go(self, is_wanted: Callable[[Hashable], bool], spare: int) -> None:
        """Forget what is not wanted any more, but for what of it was used last.

        Args:
            is_wanted: asked about each key, that used last first, while no other thread can use the cache:
                must be quick.
            spare: the weight (words) that what is not wanted may have.
        """
        with self._lock:
            gone: list[Hashable] = []
            for key, (_, weight) in reversed(self._kept.items()):
                if not is_wanted(key):
                    spare -= weight
                    if spare < 0:
                        gone.append(key)
            for key in gone:
                self._weight -= self._kept.pop(key)[1]
            self._fresh = 0

    def __len__(self) -> int:
        return len(self._kept)
