"""Asks the engines for evidence, keeps their answers, and goes on when one of them fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from studio.proofing.cache import WordBudgetCache
from studio.proofing.calm import marks_to_weigh
from studio.proofing.evidence import EngineError, GrammarEngine, GrammarMatch, Marker, Tagger, Token, WordMark
from studio.proofing.present import Present
from studio.text.word import rough_count

I = TypeVar("I")  # noqa: E741 - an item asked about
A = TypeVar("A")

_TOKEN_BUDGET = 30_000  # words; tokens are large, and only the neighbourhood of an edit is asked for again
_ANSWER_BUDGET = 600_000
_MARK, _TRACE, _MATCH = 15, 3, 6  # words of text that take as much room as a mark, one without candidates,
# and a grammar match


@dataclass(slots=True)
class Engines:
    """The engines at hand; None where one is missing or off.

    ``spare`` answers in place of ``grammar`` when that is off or fails.
    """

    tagger: Tagger | None = None
    marker: Marker | None = None
    grammar: GrammarEngine | None = None
    spare: GrammarEngine | None = None


class EvidenceSource:
    """Evidence by paragraph text. Each of the three methods may be called from a thread of its own."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._tokens: WordBudgetCache[tuple[Token, ...]] = WordBudgetCache(_TOKEN_BUDGET)
        self._marks: WordBudgetCache[tuple[WordMark, ...]] = WordBudgetCache(_ANSWER_BUDGET)
        self._grammar: WordBudgetCache[tuple[GrammarMatch, ...]] = WordBudgetCache(_ANSWER_BUDGET)
        self.problems: dict[str, str] = {}
        """What failed, by engine ("tagger", "marker", "grammar"), with a sentence for the writer."""

    def close(self) -> None:
        """Stop engines that hold something outside this process."""
        for engine in (self._engines.tagger, self._engines.marker, self._engines.grammar):
            stop = getattr(engine, "close", None)
            if stop is not None:
                stop()

    @property
    def whole(self) -> bool:
        """Whether every engine at hand has answered so far; if not, results must not be kept."""
        return not self.problems

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """Changes when an engine or its data changes."""
        engines = (self._engines.tagger, self._engines.marker, self._engines.grammar, self._engines.spare)
        return tuple(e.fingerprint if e else "" for e in engines)

    def tokens(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """The tokens of each paragraph; empty without a tagger."""
        tagger = self._engines.tagger
        if tagger is None:
            return [()] * len(texts)
        missing = [t for t in dict.fromkeys(texts) if self._tokens.get(t) is None]
        fresh = dict(zip(missing, self._ask("tagger", tagger.tag, missing), strict=True)) if missing else {}
        out = [fresh[t] if t in fresh else self._tokens.get(t) or () for t in texts]
        if "tagger" not in self.problems:
            for text, tokens in fresh.items():
                self._tokens.put(text, tokens, len(tokens) + 1)
        return out

    def marks(self, texts: Sequence[str], wanted: Sequence[int]) -> list[tuple[WordMark, ...]]:
        """The encoder's doubts on ``texts[i] for i in wanted``, the other texts being context."""
        marker = self._engines.marker
        if marker is None:
            return [()] * len(wanted)
        keys = {
            i: (texts[i], texts[i - 1] if i else "", texts[i + 1] if i + 1 < len(texts) else "")
            for i in wanted
        }
        missing = [i for i in wanted if self._marks.get(keys[i]) is None]
        fresh: dict[int, tuple[WordMark, ...]] = {}
        if missing:
            answers = self._ask("marker", lambda some: marker.mark(texts, some), missing)
            fresh = dict(zip(missing, answers, strict=True))
            if "marker" not in self.problems:
                for index, marks in fresh.items():
                    self._marks.put(keys[index], marks, rough_count(texts[index]) + _room(marks))
        return [fresh[i] if i in fresh else self._marks.get(keys[i]) or () for i in wanted]

    def to_weigh(self, text: str, marks: Sequence[WordMark]) -> tuple[WordMark, ...] | None:
        """What of a paragraph's marks a language model is told; None where it need not read the paragraph."""
        if self._engines.marker is None or "marker" in self.problems:
            return ()  # nobody has looked for doubts
        return marks_to_weigh(text, marks)

    def grammar(self, texts: Sequence[str]) -> list[tuple[GrammarMatch, ...]]:
        """The grammar matches of each paragraph."""
        engine = self._engines.grammar or self._engines.spare
        if engine is None:
            return [()] * len(texts)
        missing = [t for t in dict.fromkeys(texts) if self._grammar.get((engine.fingerprint, t)) is None]
        fresh: dict[str, tuple[GrammarMatch, ...]] = {}
        if missing:
            answers = self._ask("grammar", engine.check_many, missing)
            spare = self._engines.spare
            if "grammar" in self.problems and spare is not None and spare is not engine:
                answers = self._ask("spelling", spare.check_many, missing)
            fresh = dict(zip(missing, answers, strict=True))
        if "grammar" not in self.problems:
            for text, found in fresh.items():
                words = rough_count(text)
                self._grammar.put((engine.fingerprint, text), found, words + _MATCH * len(found))
        return [fresh[t] if t in fresh else self._grammar.get((engine.fingerprint, t)) or () for t in texts]

    @property
    def fresh(self) -> int:
        """The weight (words) of the marks that came since `let_go`: what takes most room."""
        return self._marks.fresh

    def let_go(self, present: Present, spare: int) -> None:
        """Forget answers to what stands nowhere any more, but for ``spare`` words' worth, asked for last."""
        self._tokens.let_go(present.texts.__contains__, spare)
        self._marks.let_go(present.places.__contains__, spare)
        self._grammar.let_go(lambda key: isinstance(key, tuple) and key[1] in present.texts, spare)

    def _ask(
        self, name: str, call: Callable[[Sequence[I]], list[tuple[A, ...]]], items: Sequence[I]
    ) -> list[tuple[A, ...]]:
        try:
            answers = call(items)
        except EngineError as error:
            self.problems[name] = str(error)
            return [()] * len(items)
        self.problems.pop(name, None)
        return answers


def _room(marks: Sequence[WordMark]) -> int:
    """How many words of text take as much room."""
    return sum(_MARK if mark.candidates else _TRACE for mark in marks)
