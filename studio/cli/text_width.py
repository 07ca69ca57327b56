"""How wide text is on a terminal, and cutting and filling it to a width."""

from __future__ import annotations

import unicodedata

_INVISIBLE = frozenset(("Mn", "Me", "Cf", "Cc", "Cs"))
_MORE = "…"
_LONGEST_DROPPED = 14


def width(text: str) -> int:
    """The columns that ``text`` takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def cut(text: str, columns: int) -> str:
    """``text``, shortened at its end if it is wider than ``columns``; between words where one is near."""
    if width(text) <= columns:
        return text
    return _whole_words(text, _fitting(text, columns - 1)).rstrip() + _MORE


def cut_start(text: str, columns: int) -> str:
    """``text``, shortened at its beginning if it is wider than ``columns``."""
    if width(text) <= columns:
        return text
    back = text[::-1]
    return _MORE + _whole_words(back, _fitting(back, columns - 1))[::-1].lstrip()


def _fitting(text: str, columns: int) -> str:
    taken = 0
    for at, char in enumerate(text):
        taken += _columns(char)
        if taken > columns:
            return text[:at]
    return text


def _whole_words(text: str, kept: str) -> str:
    """``kept``, the beginning of ``text``, without a last word of which a part is missing."""
    if text[len(kept) : len(kept) + 1].isspace():
        return kept
    space = kept.rfind(" ")
    return kept[:space] if space >= max(0, len(kept) - _LONGEST_DROPPED) else kept


def pad(text: str, columns: int) -> str:
    """``text`` cut or filled with spaces to exactly ``columns``."""
    text = cut(text, columns)
    return text + " " * (columns - width(text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in _INVISIBLE:
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
