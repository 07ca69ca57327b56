"""Sentences by their marks alone: quick, and needing no engine."""

from __future__ import annotations

import re

from studio.text.span import Span
from studio.text.word_list import word_set

_ABBREVIATIONS = word_set(
    """
    mr mrs ms mx dr prof rev fr sr jr st mt capt col gen lt sgt maj cmdr adm gov sen rep hon mme mlle
    messrs vs etc e.g i.e viz cf no vol pp ca approx inc ltd co corp dept est fig jan feb mar apr jun
    jul aug sep sept oct nov dec mon tue wed thu fri sat sun a.m p.m
    """
)
_ENDS_SENTENCES_TOO = word_set("etc inc ltd co corp jr sr a.m p.m")
_END = re.compile(r"[.!?…]+[\"'”’»)\]*_]*(?=\s|$)|\n[ \t]*\n")
_LAST_WORD = re.compile(r"[\w.]*\w$")
_NEXT = re.compile(r"[\s\"'“‘«(\[*_—–-]*(\w?)")


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences in order, white space around them left out; marks of speech belong to their sentence.

    A mark followed by a small letter ends no sentence ("Stop!" he said), nor does the full stop of an
    abbreviation or an initial. Text without any final mark is one sentence.
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if _is_end(text, match):
            _add(spans, text, start, match.end())
            start = match.end()
    _add(spans, text, start, len(text))
    return tuple(spans)


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    if lead < len(piece):
        spans.append(Span(start + lead, start + len(piece.rstrip())))


def _is_end(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark[0] == "\n":
        return True
    following = _NEXT.match(text, match.end())
    letter = following.group(1) if following else ""
    if letter and letter.islower():
        return False
    if mark[0] == "." and mark[1:2] not in (".", "!", "?"):
        return not _is_abbreviation(text, match.start(), followed=bool(letter))
    return True


def _is_abbreviation(text: str, dot: int, *, followed: bool) -> bool:
    found = _LAST_WORD.search(text, max(0, dot - 12), dot)
    word = found.group() if found else ""
    if not followed:
        return False
    if len(word) == 1 and word.isalpha() and word.isupper() and word != "I":
        return True
    lower = word.lower()
    return lower in _ABBREVIATIONS and lower not in _ENDS_SENTENCES_TOO
