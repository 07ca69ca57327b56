"""Engines that load at the first question, tell how they are, and fail without taking the rest along."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from studio.proofing.evidence import (
    EngineError,
    GrammarEngine,
    GrammarMatch,
    Judge,
    Judgement,
    Marker,
    Tagger,
    Token,
    WordMark,
)

E = TypeVar("E", bound=Tagger | Marker | GrammarEngine | Judge)

_LOG = logging.getLogger(__name__)


class _Lazy(Generic[E]):
    """Holds the engine once it is loaded; a load that fails is remembered and not tried again."""

    def __init__(self, name: str, make: Callable[[], E], tell: Callable[[str, str, str], None]) -> None:
        self._name = name
        self._make = make
        self._tell = tell
        self._engine: E | None = None
        self._failure: EngineError | None = None
        self._lock = threading.Lock()

    @property
    def fingerprint(self) -> str:
        """The engine's own; the mere name until it is loaded."""
        return self._engine.fingerprint if self._engine is not None else self._name

    def engine(self) -> E:
        """The engine, loaded now if need be.

        Raises:
            EngineError: when it could not be loaded, now or before.
        """
        with self._lock:
            if self._failure is not None:
                raise self._failure
            if self._engine is None:
                self._load()
            assert self._engine is not None
            return self._engine

    def close(self) -> None:
        """Stop the engine if it was started."""
        stop = getattr(self._engine, "close", None)
        if stop is not None:
            stop()

    def _load(self) -> None:
        self._tell(self._name, "loading", "")
        try:
            self._engine = self._make()
        except Exception as error:  # a foreign library may raise anything, and must not stop us
            _LOG.warning("engine %s did not load", self._name, exc_info=True)
            sentence = str(error) if isinstance(error, EngineError) else f"It could not be loaded ({error})."
            self._failure = EngineError(sentence)
            self._tell(self._name, "failed", sentence)
            raise self._failure from error
        self._tell(self._name, "ready", "")


class LazyTagger(_Lazy[Tagger]):
    """A tagger that loads when first asked."""

    def tag(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """See ``Tagger``."""
        return self.engine().tag(texts)


class LazyMarker(_Lazy[Marker]):
    """An encoder that loads when first asked."""

    def mark(self, texts: Sequence[str], wanted: Sequence[int]) -> list[tuple[WordMark, ...]]:
        """See ``Marker``."""
        return self.engine().mark(texts, wanted)


class LazyGrammar(_Lazy[GrammarEngine]):
    """A grammar engine that loads when first asked."""

    def check_many(self, texts: Sequence[str]) -> list[tuple[GrammarMatch, ...]]:
        """See ``GrammarEngine``."""
        return self.engine().check_many(texts)


class LazyJudge(_Lazy[Judge]):
    """A language model that loads when first asked."""

    def judge(
        self, before: str, texts: Sequence[str], marks: Sequence[tuple[WordMark, ...] | None]
    ) -> list[tuple[Judgement, ...]]:
        """See ``Judge``."""
        return self.engine().judge(before, texts, marks)
