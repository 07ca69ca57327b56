"""Remembers what was answered, so that an edit sends one paragraph and not four hundred."""

from __future__ import annotations

from collections import Counter

from studio.proofing.finding import Finding
from studio.proofing.pipeline import ParagraphFindings

_Key = tuple[str, int]  # a paragraph's text, and how many paragraphs with the same text were seen before it


class SentLedger:
    """The answers sent for each chapter, by paragraph text, independent of position."""

    def __init__(self) -> None:
        self._sent: dict[str, dict[_Key, tuple[Finding, ...]]] = {}
        self._now: dict[_Key, tuple[Finding, ...]] = {}
        self._seen: Counter[str] = Counter()
        self._numbers: dict[int, int] = {}

    def begin(self, chapter: str) -> None:
        """A reading of ``chapter`` starts."""
        self._sent.setdefault(chapter, {})
        self._now = {}
        self._seen = Counter()
        self._numbers = {}

    def is_news(self, chapter: str, text: str, result: ParagraphFindings) -> bool:
        """Whether the paragraph's answer differs from what was sent; it counts as sent from now on.

        ``text`` is the chapter's.
        """
        paragraph = result.span.of(text)
        number = self._numbers.get(result.span.start)
        if number is None:  # else it is told a second time in this reading
            number = self._numbers[result.span.start] = self._seen[paragraph]
            self._seen[paragraph] += 1
        key = (paragraph, number)
        answer = tuple(f.shift(-result.span.start) for f in result.findings)
        known = self._sent[chapter]
        news = known.get(key) != answer if key in known else True
        known[key] = self._now[key] = answer
        return news

    def finish(self, chapter: str) -> None:
        """The reading is complete: paragraphs that are gone are forgotten."""
        self._sent[chapter] = self._now

    def forget(self, chapter: str) -> None:
        """Nothing counts as sent for ``chapter``."""
        self._sent.pop(chapter, None)
