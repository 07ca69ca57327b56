"""Answers kept by what was asked, so that an edit costs one paragraph and not a book."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class WordBudgetCache(Generic[V]):
    """Keeps the most recently used values up to a total weight. Any thread may ask.

    The budget is given in words of text rather than in entries: a cache of a fixed number of entries
    that is a little too small for a book gives nothing back at all when the book is read again.
    """

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._weight = 0
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
            self._weight += words - (old[1] if old else 0)
            self._kept[key] = (value, words)
            while self._weight > self._budget and len(self._kept) > 1:
                self._weight -= self._kept.popitem(last=False)[1][1]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._weight = 0

    def __len__(self) -> int:
        return len(self._kept)
