"""How wide text is on a terminal, and cutting and filling it to a width."""

from __future__ import annotations

import unicodedata

_INVISIBLE = frozenset(("Mn", "Me", "Cf", "Cc", "Cs"))
_MORE = "…"


def width(text: str) -> int:
    """The columns that ``text`` takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def cut(text: str, columns: int) -> str:
    """``text``, shortened at its end if it is wider than ``columns``."""
    if width(text) <= columns:
        return text
    taken, kept = 1, []
    for char in text:
        taken += _columns(char)
        if taken > columns:
            break
        kept.append(char)
    return "".join(kept).rstrip() + _MORE


def cut_start(text: str, columns: int) -> str:
    """``text``, shortened at its beginning if it is wider than ``columns``."""
    if width(text) <= columns:
        return text
    return _MORE + cut(text[::-1], columns)[::-1].lstrip(_MORE).lstrip()


def pad(text: str, columns: int) -> str:
    """``text`` cut or filled with spaces to exactly ``columns``."""
    text = cut(text, columns)
    return text + " " * (columns - width(text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in _INVISIBLE:
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
