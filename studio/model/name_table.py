"""How often each capitalised word of a text stands where names stand: a table that can be kept and summed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from studio.model.name_list import COMMON, PARTICLES, SPEECH_VERBS, TITLES
from studio.model.name_word import bare, is_action, is_place_preposition, looks_like_name

_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ‑-][^\W\d_]+)*|[.!?…]+|[\"“”„«»'’‘()\[\],;:—–]|--+|\d+|\n")
_LOWER = re.compile(r"(?<![\w'’-])[^\W\d_A-Z][^\W\d_A-Z]*(?:['’-][^\W\d_A-Z]+)*")
_BLANK = re.compile(r"\n[ \t]*\n")
_ABBREVIATIONS = TITLES | frozenset(("Jr", "Sr", "Messrs", "Hon", "No", "vs"))


@dataclass(frozen=True, slots=True)
class NameTable:
    """Counts from one text; tables of several texts are summed.

    Attributes:
        lower: how often each word stands in lower case.
        middle: how often each bare capitalised word stands inside a sentence.
        start: the same at the start of a sentence or of speech, and in capitals throughout.
        context: how often it stands as only names do, by "kind:word"; kinds are "title" (after a title),
            "speech" (beside a speech verb), "call" (spoken to), "owner" (possessive), "act" (before a
            verb), "place" (after a preposition of place), "the" (after the article).
        runs: capitalised words in a row, "Ilvane Marrow"; "^" before a run that opens a sentence.
        joined: two names linked by "and", "or" or a comma, "a|b" in the order of the alphabet.
    """

    lower: Mapping[str, int] = field(default_factory=dict)
    middle: Mapping[str, int] = field(default_factory=dict)
    start: Mapping[str, int] = field(default_factory=dict)
    context: Mapping[str, int] = field(default_factory=dict)
    runs: Mapping[str, int] = field(default_factory=dict)
    joined: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> NameTable:
        """Count one text (a chapter, say), hard-wrapped or not; about 0.3 s for 100,000 words."""
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        reader = _Reader()
        for paragraph in _paragraphs(text):
            reader.read(paragraph)
        lower = Counter(word.replace("’", "'") for word in _LOWER.findall(text))
        return cls(lower, reader.middle, reader.start, reader.context, reader.runs, reader.joined)

    @classmethod
    def sum(cls, tables: Iterable[NameTable]) -> NameTable:
        """One table for all the texts."""
        totals: tuple[Counter[str], ...] = tuple(Counter() for _ in range(6))
        for table in tables:
            for total, part in zip(totals, table.parts(), strict=True):
                total.update(part)
        return cls(*totals)

    def parts(self) -> tuple[Mapping[str, int], ...]:
        """The six counts in the order of the constructor, all of plain strings and numbers (for caches)."""
        return (self.lower, self.middle, self.start, self.context, self.runs, self.joined)

    def seen(self, word: str) -> int:
        """How often the bare capitalised ``word`` was seen."""
        return self.middle.get(word, 0) + self.start.get(word, 0)

    def seen_as(self, kind: str, word: str) -> int:
        """How often ``word`` stood in the context ``kind``."""
        return self.context.get(f"{kind}:{word}", 0)


def _paragraphs(text: str) -> Iterator[str]:
    """Lines, or blocks of lines where the text is hard-wrapped; headings are left out."""
    for block in _BLANK.split(text):
        lines = block.split("\n")
        wrapped = len(lines) > 2 and sum(50 <= len(line) <= 85 for line in lines[:-1]) > len(lines) * 0.6
        for paragraph in [" ".join(lines)] if wrapped else lines:
            if paragraph and not _is_heading(paragraph):
                yield paragraph


def _is_heading(paragraph: str) -> bool:
    """A short line with no end mark whose words are mostly capitalised: its capitals prove nothing."""
    line = paragraph.strip().strip("*_#").strip()
    words = line.split()
    if not words or len(words) > 12:
        return len(line) > 3 and line.isupper()
    if paragraph.lstrip().startswith("#") or line.isupper():
        return True
    if line[-1] in ".!?…,;:\"”’'»-—–":
        return False
    return len(words) > 1 and sum(word[0].isupper() or len(word) < 4 for word in words) >= len(words) * 0.75


class _Reader:
    """Walks paragraphs token by token, keeping what is needed to judge the next capital."""

    def __init__(self) -> None:
        self.middle: Counter[str] = Counter()
        self.start: Counter[str] = Counter()
        self.context: Counter[str] = Counter()
        self.runs: Counter[str] = Counter()
        self.joined: Counter[str] = Counter()

    def read(self, paragraph: str) -> None:
        """Count the capitalised words of one paragraph."""
        tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(paragraph)]
        fresh = True  # the next word opens a sentence or speech
        run: list[str] = []
        run_fresh = False
        for at, (token, start, end) in enumerate(tokens):
            first = token[0]
            if not first.isalpha():
                fresh = self._after_mark(token, start, end, paragraph, tokens[at - 1][0] if at else "", fresh)
                if run and not (first == "." and run[-1] in _ABBREVIATIONS | _INITIALS):
                    self._close(run, run_fresh)
                    run = []
                continue
            if not looks_like_name(token):
                if run and not (
                    token in PARTICLES and at + 1 < len(tokens) and tokens[at + 1][0][0].isupper()
                ):
                    self._close(run, run_fresh)
                    run = []
                elif run:
                    run.append(token)
                fresh = False
                continue
            word = bare(token)
            self._count(word, token, at, tokens, fresh)
            if not run:
                run_fresh = fresh
            run.append(word)
            if word != token:  # a possessive ends the name
                self._close(run, run_fresh)
                run = []
            fresh = False
        self._close(run, run_fresh)

    @staticmethod
    def _after_mark(token: str, start: int, end: int, text: str, before: str, fresh: bool) -> bool:
        first = token[0]
        if first in "!?…:":
            return True
        if first == ".":
            return len(token) > 1 or not (before in _ABBREVIATIONS or (len(before) == 1 and before.isupper()))
        if first in "“„«([‘":
            return True
        if first in "\"'’”»":
            opens = (
                (start == 0 or text[start - 1] in " \t—–-*_([")
                and end < len(text)
                and not text[end].isspace()
            )
            return True if opens else fresh
        return fresh if first in ")]-—–" else False

    def _count(self, word: str, token: str, at: int, tokens: list[tuple[str, int, int]], fresh: bool) -> None:
        shouted = len(word) > 1 and word.isupper()
        (self.start if fresh or shouted else self.middle)[word] += 1
        before = tokens[at - 1][0] if at else ""
        if before == "." and at > 1:
            before = tokens[at - 2][0] if tokens[at - 2][0] in _ABBREVIATIONS else before
        after = tokens[at + 1][0] if at + 1 < len(tokens) else ""
        low = before.lower()
        note = self.context
        if before in TITLES and word not in TITLES:
            note[f"title:{word}"] += 1
        if after in SPEECH_VERBS or before in SPEECH_VERBS:
            note[f"speech:{word}"] += 1
        elif is_action(after):
            note[f"act:{word}"] += 1
        if word != token:
            note[f"owner:{word}"] += 1
        if is_place_preposition(low):
            note[f"place:{word}"] += 1
        elif low == "the":
            note[f"the:{word}"] += 1
        if before == "," and after[:1] in (".", "!", "?", "…") and after:
            note[f"call:{word}"] += 1
        self._join(word, at, tokens)

    def _join(self, word: str, at: int, tokens: list[tuple[str, int, int]]) -> None:
        if at < 2 or tokens[at - 1][0] not in ("and", "or", ","):
            return
        other = tokens[at - 2][0]
        if other[0].isupper() and other.lower() not in COMMON:
            self.joined["|".join(sorted((word, bare(other))))] += 1

    def _close(self, run: list[str], fresh: bool) -> None:
        while run and run[-1] in PARTICLES:
            run = run[:-1]
        if len(run) > 1:
            self.runs[("^" if fresh else "") + " ".join(run[:5])] += 1


_INITIALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
