"""A plain typed event that needs no Qt: facts told to whoever listens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Event(Generic[T]):
    """Calls its listeners in the order they came, on the thread that emits (always the main thread)."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], None]] = []

    def connect(self, listener: Callable[[T], None]) -> None:
        """From now on tell ``listener``."""
        self._listeners.append(listener)

    def disconnect(self, listener: Callable[[T], None]) -> None:
        """Tell ``listener`` no more; quiet if it was not connected."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def emit(self, fact: T) -> None:
        """Tell every listener."""
        for listener in tuple(self._listeners):
            listener(fact)
