"""The language model's judgements by paragraph: asked for, remembered, kept between sessions."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from studio.proofing.cache import WordBudgetCache
from studio.proofing.evidence import EngineError, Judge, Judgement, WordMark
from studio.text.word import rough_count

SEEN_BEFORE = 300
"""Code points in front of a paragraph that its judgements depend on."""
_BUDGET = 600_000  # words
_LATELY = 60_000  # words of paragraphs that may be edited next


class JudgementStore(Protocol):
    """Keeps judgements on disk."""

    def get(self, key: str) -> tuple[Judgement, ...] | None:
        """What is kept under ``key``."""

    def put(self, key: str, judgements: tuple[Judgement, ...]) -> None:
        """Keep."""


@dataclass(frozen=True, slots=True)
class DeepPage:
    """A paragraph for the language model: ``before`` is the text in front of it.

    ``marks`` are the encoder's doubts; None where it need not be read.
    """

    before: str
    text: str
    marks: tuple[WordMark, ...] | None = ()


class JudgementSource:
    """Judgements by text. Any thread may ask.

    Args:
        judge: the language model; None where it is off.
        at_once: ask it whenever something is not known; otherwise only what is known is told.
        store: keeps results between sessions.
    """

    def __init__(self, judge: Judge | None, *, at_once: bool, store: JudgementStore | None = None) -> None:
        self._judge = judge
        self._name = judge.fingerprint if judge is not None else ""
        self._at_once = at_once
        self._store = store
        self._known: WordBudgetCache[tuple[Judgement, ...]] = WordBudgetCache(_BUDGET)
        self._parts: WordBudgetCache[tuple[Judgement, ...]] = WordBudgetCache(_LATELY)
        self._lately: WordBudgetCache[tuple[str, tuple[Judgement, ...]]] = WordBudgetCache(_LATELY)
        self.problem = ""
        """Why the model failed, for the writer; "" while it has not."""

    @property
    def judge(self) -> Judge | None:
        """The language model; None where it is off."""
        return self._judge

    @property
    def name(self) -> str:
        """The judge's, with which results are kept."""
        return self._name

    def use(self, store: JudgementStore | None) -> None:
        """Keep results in ``store`` from now on; what is known stays known."""
        self._store = store

    @property
    def at_once(self) -> bool:
        """Whether asking means reading."""
        return self._at_once and self._judge is not None

    def known(self, before: str, text: str) -> tuple[Judgement, ...] | None:
        """The judgements on a paragraph, None if it was not read, or not all of it."""
        return self._whole(self._key(before, text), before, text)

    def _whole(self, key: str, before: str, text: str) -> tuple[Judgement, ...] | None:
        if not text.strip():
            return ()
        found = self._known.get(key)
        if found is None and self._store is not None:
            found = self._store.get(key)
            if found is not None and any(each.span.end > len(text) for each in found):
                found = None  # no answer to this paragraph, whatever wrote it
            if found is not None:
                self._known.put(key, found, rough_count(text))
        if found is not None:
            self._lately.put(before[-SEEN_BEFORE:], (text, found), rough_count(text))
        return found

    def so_far(self, before: str, text: str) -> tuple[Judgement, ...] | None:
        """The judgements on a paragraph, or on an edited part of it; None if nothing of it was read."""
        key = self._key(before, text)
        found = self._whole(key, before, text)
        return found if found is not None else self._parts.get(key)

    def state(self, before: str, text: str) -> int:
        """How much of a paragraph was read: 0 nothing, 1 an edited part, 2 all of it."""
        key = self._key(before, text)
        if self._whole(key, before, text) is not None:
            return 2
        return int(self._parts.get(key) is not None)

    def earlier(self, before: str) -> tuple[str, tuple[Judgement, ...]] | None:
        """What stood behind ``before`` when it was last judged, whole or in part, and what was said of it."""
        return self._lately.get(before[-SEEN_BEFORE:])

    def learn_part(self, before: str, text: str, judgements: tuple[Judgement, ...]) -> None:
        """Take over what was judged of a paragraph of which only a part was looked at again."""
        words = rough_count(text)
        self._parts.put(self._key(before, text), judgements, words)
        self._lately.put(before[-SEEN_BEFORE:], (text, judgements), words)

    def learn(self, before: str, text: str, judgements: tuple[Judgement, ...]) -> None:
        """Take over what was judged elsewhere."""
        key = self._key(before, text)
        words = rough_count(text)
        self._known.put(key, judgements, words)
        self._lately.put(before[-SEEN_BEFORE:], (text, judgements), words)
        if self._store is not None:
            self._store.put(key, judgements)

    def let_go(self, pages: Collection[tuple[str, str]], spare: int) -> None:
        """Forget what is of none of ``pages``, but for ``spare`` words' worth, asked for last.

        What is kept on disk stays there.

        Args:
            pages: what stands before each paragraph of the story, and its text.
        """
        befores = {before[-SEEN_BEFORE:] for before, _ in pages}
        keys = {self._key(before, text) for before, text in pages}
        self._known.let_go(keys.__contains__, spare)
        self._parts.let_go(keys.__contains__, spare)
        self._lately.let_go(befores.__contains__, spare)

    def of(self, pages: Sequence[DeepPage]) -> list[tuple[Judgement, ...]]:
        """The judgements on paragraphs of which each follows the one before it, or begins a new run."""
        known = [self.known(page.before, page.text) for page in pages]
        if not self.at_once:
            return [found or () for found in known]
        for run in _runs(pages, known):
            for n, found in zip(run, self._ask([pages[n] for n in run]), strict=True):
                known[n] = found
        return [found or () for found in known]

    def _ask(self, run: Sequence[DeepPage]) -> list[tuple[Judgement, ...]]:
        assert self._judge is not None
        try:
            found = self._judge.judge(run[0].before, [p.text for p in run], [p.marks for p in run])
        except EngineError as error:
            self.problem = str(error)
            return [()] * len(run)
        for page, judgements in zip(run, found, strict=True):
            self.learn(page.before, page.text, judgements)
        return found

    def _key(self, before: str, text: str) -> str:
        whole = "\0".join((self._name, before[-SEEN_BEFORE:], text))
        return hashlib.sha256(whole.encode(errors="surrogatepass")).hexdigest()[:24]


def _runs(pages: Sequence[DeepPage], known: Sequence[object | None]) -> list[list[int]]:
    """The unknown pages, those that follow each other together."""
    runs: list[list[int]] = []
    for n, page in enumerate(pages):
        if known[n] is not None:
            continue
        follows = runs and runs[-1][-1] == n - 1 and page.before.endswith(pages[n - 1].text[-SEEN_BEFORE:])
        if follows:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs
