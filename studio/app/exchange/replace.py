"""Find and replace in one chapter's text: pure functions, offsets in code points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from studio.model.edit import TextEdit
from studio.text.span import Span

_SINGLE_QUOTES = "'’‘ʼ‛`´"
_DOUBLE_QUOTES = '"“”„‟«»'
_DASHES = "-‐‑–—―−"
_ELLIPSIS = re.compile(r"\.{3}|…")
_DASH_RUN = re.compile(f"--+|[{_DASHES}]")


@dataclass(frozen=True, slots=True)
class FindOptions:
    """How a search compares.

    Attributes:
        match_case: "Ferry" does not find "ferry"; otherwise a replacement keeps a capital first letter.
        whole_word: a hit must not go on as a word on either side.
        loose_marks: straight and curly quotes, hyphens and dashes, "..." and "…", and every kind of
            space (a single line end in hard-wrapped text among them) are taken for the same.
    """

    match_case: bool = False
    whole_word: bool = False
    loose_marks: bool = True


def _letter(character: str) -> str:
    """A pattern for ``character`` in its composed or decomposed form."""
    composed = unicodedata.normalize("NFC", character)
    decomposed = unicodedata.normalize("NFD", character)
    if composed == decomposed:
        return re.escape(character)
    forms = dict.fromkeys((decomposed, composed, character))
    return "(?:" + "|".join(re.escape(form) for form in forms) + ")"


def _loose(query: str) -> str:
    """A pattern that takes marks of one kind for the same."""
    parts: list[str] = []
    at = 0
    while at < len(query):
        character = query[at]
        ellipsis = _ELLIPSIS.match(query, at)
        dash = _DASH_RUN.match(query, at)
        length = 1
        if character in _SINGLE_QUOTES:
            parts.append(f"[{_SINGLE_QUOTES}]")
        elif character in _DOUBLE_QUOTES:
            parts.append(f"[{_DOUBLE_QUOTES}]")
        elif ellipsis:
            length = len(ellipsis.group())
            parts.append(r"(?:\.{3}|…)")
        elif dash:
            length = len(dash.group())
            parts.append(f"(?:--+|[{_DASHES}])")
        elif character.isspace():
            length = len(query[at:]) - len(query[at:].lstrip())
            parts.append(r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*(?=\S))")
        else:
            parts.append(_letter(character))
        at += length
    return "".join(parts)


def _pattern(query: str, options: FindOptions) -> re.Pattern[str]:
    body = _loose(query) if options.loose_marks else "".join(_letter(c) for c in query)
    if options.whole_word:
        before = r"(?<!\w)" if query[0].isalnum() else ""
        after = r"(?!\w)" if query[-1].isalnum() else ""
        body = f"{before}{body}{after}"
    return re.compile(body, 0 if options.match_case else re.IGNORECASE)


def find_all(text: str, query: str, options: FindOptions | None = None) -> tuple[Span, ...]:
    """Every hit of ``query`` in ``text``, in order, none overlapping; none for an empty query."""
    query = unicodedata.normalize("NFC", query)
    if not query:
        return ()
    pattern = _pattern(query, options or FindOptions())
    return tuple(Span(hit.start(), hit.end()) for hit in pattern.finditer(text) if hit.end() > hit.start())


def replacement_for(found: str, query: str, replacement: str, options: FindOptions) -> str:
    """What ``found`` becomes: the replacement, with the capital that ``found`` began with.

    The capital is kept only where case does not count and neither the query nor the replacement was
    typed with one.
    """
    if options.match_case or not replacement or not found[:1].isupper():
        return replacement
    if query[:1].isupper() or not replacement[:1].islower():
        return replacement
    return replacement[0].upper() + replacement[1:]


def replacement_edits(
    text: str, hits: Sequence[Span], query: str, replacement: str, options: FindOptions | None = None
) -> tuple[TextEdit, ...]:
    """The edits that replace ``hits``, offsets all in the old ``text``, in order; hits that would not
    change are left out."""
    chosen = options or FindOptions()
    edits = []
    for hit in hits:
        found = hit.of(text)
        new = replacement_for(found, query, replacement, chosen)
        if new != found:
            edits.append(TextEdit(hit.start, len(hit), new))
    return tuple(edits)


def apply_edits(text: str, edits: Sequence[TextEdit]) -> str:
    """``text`` after ``edits``, whose offsets all count in the old text, sorted, none overlapping.

    Raises:
        ValueError: if the edits overlap or are out of order.
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        if edit.start < at:
            raise ValueError(f"an edit at {edit.start} overlaps the one that ends at {at}")
        parts.append(text[at : edit.start])
        parts.append(edit.inserted)
        at = edit.start + edit.removed
    parts.append(text[at:])
    return "".join(parts)


def hit_after(hits: Sequence[Span], offset: int) -> int | None:
    """The index of the first hit that starts at or after ``offset``; the first of all when none does."""
    if not hits:
        return None
    return next((i for i, hit in enumerate(hits) if hit.start >= offset), 0)


def hit_before(hits: Sequence[Span], offset: int) -> int | None:
    """The index of the last hit that starts before ``offset``; the last of all when none does."""
    if not hits:
        return None
    earlier = [i for i, hit in enumerate(hits) if hit.start < offset]
    return earlier[-1] if earlier else len(hits) - 1
