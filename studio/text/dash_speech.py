"""Speech that a dash opens at the beginning of a paragraph, as in Joyce or in most of Europe."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.text.span import Span
from studio.text.speech_verb import SPEECH_VERBS

_OPENING = re.compile(r"\s*(?:—|―|–|--)\s?(?=[A-ZÀ-ÖØ-Þ¿¡'’\"“…])")
_INSET = re.compile(r"\s(?:—|―|–|--)\s?(?=[a-zß-öø-ÿ])")
_NEXT_DASH = re.compile(r"\s?(?:—|―|–|--)[\s.,:;]")
_TAG = re.compile(
    r"[,.!?…]\s+(?:(?P<verb>[a-z]+)\s+(?:[A-Z][\w’'-]*|he|she|they|I|we|it|you|the|an?|his|her|my)\b"
    r"|(?:(?:[Tt]he|[Hh]is|[Hh]er|[Mm]y)\s+[\w’'-]+|(?:Mr|Mrs|Miss|Dr)\.?\s+[A-Z][\w’'-]*|[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)?"
    r"|he|she|they|we)\s+(?P<later>[a-z]+)\b)"
)
_STOP = re.compile(r"[.!?…]\s+(?=\S)")
_FINAL = re.compile(r"[.!?…,]")


def opens_with_dash(text: str) -> bool:
    """Whether the paragraph begins as dash speech does (a dash, then a capital) and has a final mark."""
    return bool(_OPENING.match(text)) and bool(_FINAL.search(text))


def uses_dashes(paragraphs: Sequence[str], quoted: int) -> bool:
    """Whether the chapter marks its speech with dashes; ``quoted`` counts paragraphs that open with a
    quotation mark."""
    dashed = sum(opens_with_dash(text) for text in paragraphs)
    return dashed > quoted and (dashed > 1 or quoted == 0)


def dash_speech(text: str) -> list[Span]:
    """The spoken parts of a paragraph that opens with a dash; what a tag says between is left out.

    The end of a tag is certain where a second dash closes it, and a guess (its sentence's end) elsewhere.
    """
    begin = _OPENING.match(text)
    if begin is None:
        return []
    at = begin.end() - len(begin.group().lstrip())
    spans: list[Span] = []
    for end, resume in _tags(text, at):
        if end >= at:
            _add(spans, text, at, end)
            at = resume
    _add(spans, text, at, len(text))
    return spans


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    body = text[start:end].rstrip()
    lead = len(body) - len(body.lstrip())
    if body.strip(" —–―-"):
        spans.append(Span(start + lead, start + len(body)))


def _tags(text: str, start: int) -> list[tuple[int, int]]:
    """Where the speech stops for a tag, and where it goes on after it, in order."""
    tags = []
    for inset in _INSET.finditer(text, start + 1):
        closing = _NEXT_DASH.search(text, inset.end())
        tags.append((inset.start(), closing.end() if closing else len(text)))
        if closing is None:
            break
    for tag in _TAG.finditer(text, start):
        if (tag["verb"] or tag["later"]) in SPEECH_VERBS:
            stop = _STOP.search(text, tag.end())
            tags.append((tag.start() + 1, stop.end() if stop else len(text)))
            if stop is None:
                break
    return sorted(tags)
