"""Reads Markdown emphasis: which stretches of a paragraph are in italics or bold.

The rules are those of CommonMark 0.31 (section 6.2), without links and HTML.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from studio.export.protect import Protected

_DEEPEST = 40
"""How many open marks are searched for a partner."""
_RUN = re.compile(r"\\.|\*+|_+", re.DOTALL)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style, without the marks that gave it."""

    text: str
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Delimiter:
    """A mark at ``start`` of ``length`` characters (1 italics, 2 bold) that begins or ends emphasis."""

    start: int
    length: int
    opens: bool


@dataclass(slots=True)
class _Candidate:
    start: int
    length: int
    char: str
    opens: bool
    closes: bool
    original: int


def delimiters(paragraph: str) -> tuple[Delimiter, ...]:
    """The marks of ``paragraph`` that really begin or end emphasis, in order."""
    found: list[Delimiter] = []
    openers: list[_Candidate] = []
    for closer in _candidates(paragraph):
        while closer.closes and closer.length:
            at = _opener_for(openers, closer)
            if at is None:
                break
            del openers[at + 1 :]
            opener = openers[at]
            length = 2 if opener.length > 1 and closer.length > 1 else 1
            opener.length -= length
            found.append(Delimiter(opener.start + opener.length, length, opens=True))
            found.append(Delimiter(closer.start, length, opens=False))
            closer.start += length
            closer.length -= length
            if not opener.length:
                openers.pop()
        if closer.opens and closer.length:
            openers.append(closer)
    return tuple(sorted(found, key=lambda mark: mark.start))


def read_runs(paragraph: str) -> tuple[Run, ...]:
    """``paragraph`` as runs of plain, italic and bold text; escaped marks are written as themselves."""
    return tuple(_joined(_runs(paragraph)))


def unescape(text: str) -> str:
    """``text`` with Markdown's backslashes before marks taken away."""
    return _ESCAPE.sub(r"\1", text)


def _runs(paragraph: str) -> Iterator[Run]:
    done = italic = bold = 0
    for mark in delimiters(paragraph):
        yield Run(unescape(paragraph[done : mark.start]), italic > 0, bold > 0)
        step = 1 if mark.opens else -1
        if mark.length == 1:
            italic += step
        else:
            bold += step
        done = mark.start + mark.length
    yield Run(unescape(paragraph[done:]), italic > 0, bold > 0)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    held: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if held is not None and (held.italic, held.bold) == (run.italic, run.bold):
            held = Run(held.text + run.text, run.italic, run.bold)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _candidates(paragraph: str) -> Iterator[_Candidate]:
    if "*" not in paragraph and "_" not in paragraph:
        return
    protected = Protected(paragraph)
    for found in _RUN.finditer(paragraph):
        char = found.group()[0]
        if char == "\\" or protected.touches(found.start(), found.end()):
            continue
        before = paragraph[max(0, found.start() - 1) : found.start()]
        after = paragraph[found.end() : found.end() + 1]
        left, right = _flanks(before, after)
        opens = left and (char == "*" or not right or _punctuation(before))
        closes = right and (char == "*" or not left or _punctuation(after))
        length = len(found.group())
        yield _Candidate(found.start(), length, char, opens, closes, length)


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of marks is left-flanking and right-flanking."""
    space_before, space_after = not before or before.isspace(), not after or after.isspace()
    mark_before, mark_after = _punctuation(before), _punctuation(after)
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    return left, right


def _punctuation(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] in "PS"


def _opener_for(openers: list[_Candidate], closer: _Candidate) -> int | None:
    for at in range(len(openers) - 1, max(-1, len(openers) - _DEEPEST), -1):
        opener = openers[at]
        if opener.char != closer.char:
            continue
        both_ways = opener.closes or closer.opens
        total = opener.original + closer.original
        odd = total % 3 == 0 and (opener.original % 3 or closer.original % 3)
        if not (both_ways and odd):
            return at
    return None
