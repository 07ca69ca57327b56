"""Spelling by LanguageTool's word lists, without its engine: quick, and asked once for each word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studio.proofing.engines.spelling_dictionary import Dictionary, RareWords
from studio.proofing.engines.spelling_suggest import Suggester
from studio.proofing.evidence import GrammarMatch
from studio.text.span import Span

RULE = "SPELLING"
KIND = "misspelling"
_MESSAGE = "This word is in no dictionary."
_CACHE_LIMIT = 20_000

_WORD = re.compile(r"(?<![\w@#/\\.])[^\W\d_]+(?:['’‑-][^\W\d_]+)*(?![\w@/\\])(?!\.\w)")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")


class SpellingEngine:
    """Marks every word that no English dictionary holds, names included: the rules know the story's names.

    Loads in some hundredths of a second; about 100,000 words a second, and a millisecond or two for each
    different unknown word; the first one takes a third of a second. Not for two threads at once.

    Raises:
        EngineError: when the word lists cannot be read.
    """

    def __init__(self, dictionary: Dictionary | None = None, rare: RareWords | None = None) -> None:
        self._rare = RareWords.load() if dictionary is None and rare is None else rare or RareWords()
        self._dictionary = dictionary or Dictionary.load()
        self._suggester = Suggester(self._dictionary)
        self._suggestions: dict[str, tuple[str, ...]] = {}
        self.fingerprint = "spelling-2"

    def check(self, text: str) -> tuple[GrammarMatch, ...]:
        """The unknown words of one paragraph, in order, each with its likeliest corrections."""
        addresses = [m.span() for m in _ADDRESS.finditer(text)] if "@" in text or "/" in text else []
        return tuple(
            GrammarMatch(span, RULE, "TYPOS", KIND, _MESSAGE, self._suggest(span.of(text)), "studio")
            for span in self._unknown(text)
            if not any(start <= span.start < end for start, end in addresses)
        )

    def check_many(self, texts: Sequence[str]) -> list[tuple[GrammarMatch, ...]]:
        """The unknown words of each paragraph: what is left of a grammar engine that is off or has failed."""
        return [self.check(text) for text in texts]

    def knows(self, word: str) -> bool:
        """Whether a dictionary holds the word."""
        return self._dictionary.knows(word)

    def _unknown(self, text: str) -> Iterator[Span]:
        for match in _WORD.finditer(text):
            word = match.group()
            if self._is_unknown(word):
                yield from self._unknown_parts(word, match.start())

    def _unknown_parts(self, word: str, start: int) -> Iterator[Span]:
        """The whole word, or of a hyphenated one the parts that are unknown: none of "non-plussed"."""
        if "-" not in word:
            yield Span(start, start + len(word))
            return
        if self._dictionary.knows(word.replace("-", "")):
            return
        for part in re.finditer(r"[^-‑]+", word):
            if self._is_unknown(part.group()):
                yield Span(start + part.start(), start + part.end())

    def _is_unknown(self, word: str) -> bool:
        return len(word) > 1 and not self._dictionary.knows(word) and word not in self._rare

    def _suggest(self, word: str) -> tuple[str, ...]:
        known = self._suggestions.get(word)
        if known is None:
            if len(self._suggestions) > _CACHE_LIMIT:
                self._suggestions.clear()
            known = self._suggestions[word] = self._suggester.suggest(word)
        return known
