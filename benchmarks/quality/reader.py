"""What reads the texts: the studio, the studio with something left out, and its peers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.quality.document import Document
from studio.model.cast import Cast
from studio.proofing.assembly import build_proofreader, known_word
from studio.proofing.checker import Checker, ParagraphView, StoryContext
from studio.proofing.deep.place import is_there
from studio.proofing.evidence import GrammarMatch, Token, WordMark
from studio.proofing.evidence_source import Engines
from studio.proofing.finding import Category, Finding
from studio.proofing.message import EngineChoice
from studio.proofing.pipeline import Proofreader
from studio.proofing.registry import all_checkers
from studio.text.span import Span

Found = list[tuple[Document, tuple[Finding, ...]]]


@dataclass(slots=True)
class Clock:
    """CPU seconds by what spent them."""

    spent: dict[str, float] = field(default_factory=dict)

    def run(self, name: str, call: Callable[[], Any]) -> Any:
        """What ``call`` gives; its time is added to ``name``."""
        began = time.process_time()
        try:
            return call()
        finally:
            self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - began


class _Remembering:
    """An engine that is asked once for each text, so that leaving out a rule costs no second tagging."""

    def __init__(self, name: str, make: Callable[[], Any], clock: Clock) -> None:
        self._name, self._make, self._clock = name, make, clock
        self._engine: Any = None
        self._known: dict[Any, Any] = {}

    @property
    def engine(self) -> Any:
        """The engine, loaded when it is first needed."""
        if self._engine is None:
            self._engine = self._make()
        return self._engine

    @property
    def fingerprint(self) -> str:
        return self._name

    def _each(self, texts: Sequence[str], ask: Callable[[list[str]], list[Any]]) -> list[Any]:
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if missing:
            answers = self._clock.run(self._name, lambda: ask(missing))
            self._known.update(zip(missing, answers, strict=True))
        return [self._known[text] for text in texts]

    def tag(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        return self._each(texts, self.engine.tag)

    def check_many(self, texts: Sequence[str]) -> list[tuple[GrammarMatch, ...]]:
        return self._each(texts, self.engine.check_many)

    def mark(self, texts: Sequence[str], wanted: Sequence[int]) -> list[tuple[WordMark, ...]]:
        keys = [
            (texts[i - 1] if i else "", texts[i], texts[i + 1] if i + 1 < len(texts) else "") for i in wanted
        ]
        missing = [i for i, key in zip(wanted, keys, strict=True) if key not in self._known]
        if missing:
            engine = self.engine
            answers = self._clock.run(self._name, lambda: engine.mark(texts, missing))
            self._known.update(
                (key, answer)
                for answer, i in zip(answers, missing, strict=True)
                for key in [(texts[i - 1] if i else "", texts[i], texts[i + 1] if i + 1 < len(texts) else "")]
            )
        return [self._known[key] for key in keys]


class _Timed:
    """A checker that tells how long it took."""

    def __init__(self, checker: Checker, clock: Clock) -> None:
        self._checker, self._clock = checker, clock
        self.rules = checker.rules

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        found: list[Finding] = self._clock.run(
            kind_of(self._checker), lambda: list(self._checker.check(paragraph, story))
        )
        return found


def kind_of(checker: Checker) -> str:
    """The kind of a rule: the folder it lies in."""
    return type(checker).__module__.split(".")[-2]


class Studio:
    """The studio's proofreader, whole or with some of it left out; the engines are asked once."""

    def __init__(self) -> None:
        self.clock = Clock()
        self._engines = {
            "tags": _Remembering("tags", _tagger, self.clock),
            "encoder": _Remembering("encoder", _encoder, self.clock),
            "languagetool": _Remembering("languagetool", _rules, self.clock),
            "spelling": _Remembering("spelling", _spelling, self.clock),
        }
        self.checkers = all_checkers()

    def read(self, documents: Sequence[Document], without: frozenset[str] = frozenset()) -> Found:
        """What is found in each document.

        Args:
            without: kinds of rules ("dialogue") and engines ("encoder") that are left out.
        """
        kinds = {kind_of(checker) for checker in self.checkers}
        rules = [
            _Timed(checker, self.clock)
            for checker in self.checkers
            if kind_of(checker) not in without & kinds
        ]
        engines = Engines(
            tagger=self._engine("tags", without),
            marker=self._engine("encoder", without),
            grammar=self._engine("languagetool", without),
            spare=self._engine("spelling", without),
        )
        reader = Proofreader(engines, rules)
        stories = dict(_stories(documents))
        return [(d, reader.check_chapter(d.text, stories[d.story]).findings) for d in documents]

    def _engine(self, name: str, without: frozenset[str]) -> Any:
        return None if name in without else self._engines[name]


def with_close_reading(documents: Sequence[Document]) -> Found:
    """The studio as shipped, the language model reading along.

    Raises:
        ImportError: the set-up has not made the model.
    """
    if not is_there():
        raise ImportError
    reader = build_proofreader(EngineChoice(deep=True, dialect="en-GB"), threads=2)
    stories = dict(_stories(documents))
    try:
        return [(d, reader.check_chapter(d.text, stories[d.story]).findings) for d in documents]
    finally:
        reader.close()


def _stories(documents: Sequence[Document]) -> Iterator[tuple[str, StoryContext]]:
    known = known_word()
    for story in dict.fromkeys(document.story for document in documents):
        texts = [document.text for document in documents if document.story == story]
        yield story, StoryContext(cast=Cast.learn(texts, (), (), known), dialect="en-GB")


def _tagger() -> Any:
    from studio.proofing.engines.tagger import SpacyTagger

    return SpacyTagger()


def _encoder() -> Any:
    from studio.proofing.engines.encoder import EncoderMarker

    return EncoderMarker()


def _rules() -> Any:
    from studio.proofing.engines.rules_engine import RulesEngine

    return RulesEngine("en-GB")


def _spelling() -> Any:
    from studio.proofing.engines.spelling import SpellingEngine

    return SpellingEngine()


# -- peers -------------------------------------------------------------------------------------------


def languagetool(documents: Sequence[Document]) -> Found:
    """LanguageTool's English rules as they come, in process, its own speller included."""
    import lingotweaker_data_en
    import lt_py

    engine = lt_py.Engine("en-GB", data_dir=str(lingotweaker_data_en.data_dir()))
    return [(d, tuple(_peer_findings(d.text, engine.check(d.text)))) for d in documents]


def _peer_findings(text: str, matches: Iterable[Any]) -> Iterator[Finding]:
    data = text.encode()
    for match in matches:
        start = len(data[: match["offset"]].decode(errors="ignore"))
        end = len(data[: match["offset"] + match["length"]].decode(errors="ignore"))
        kind = Category.GRAMMAR_OTHER
        if match["issue_type"] == "misspelling":
            kind = Category.SPELLING
        elif match["category_id"] in {"PUNCTUATION", "TYPOGRAPHY"}:
            kind = Category.PUNCTUATION
        elif match["issue_type"] in {"style", "register", "locale-violation"}:
            kind = Category.STYLE
        fixes = tuple(str(fix) for fix in match["suggestions"][:5])
        yield Finding(
            Span(start, end), kind, str(match["rule_id"]), str(match["message"]), fixes, "languagetool"
        )


def harper(documents: Sequence[Document]) -> Found:
    """Harper, if ``harper-py`` is installed (it is no dependency of the studio).

    Raises:
        ImportError: it is not.
    """
    import harper as harper_py  # type: ignore[import-not-found]

    linter = harper_py.Linter(harper_py.Dialect.BRITISH)
    return [(d, tuple(_harper_findings(linter.lint(d.text)))) for d in documents]


def _harper_findings(lints: Iterable[Any]) -> Iterator[Finding]:
    kinds = {"Spelling": Category.SPELLING, "Punctuation": Category.PUNCTUATION, "Style": Category.STYLE}
    for lint in lints:
        kind = str(lint.lint_kind)
        fixes = tuple(str(fix.replacement_text) for fix in lint.suggestions)
        category = kinds.get(kind, Category.GRAMMAR_OTHER)
        yield Finding(
            Span(lint.span.start, lint.span.end), category, kind, str(lint.message), fixes, "harper"
        )
