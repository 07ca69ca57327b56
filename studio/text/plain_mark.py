"""Typographic marks as plain ones, for readers that learnt from plain text."""

from __future__ import annotations

_TYPOGRAPHIC = "‘’‚‛“”„‟—–―…\u00a0"
_PLAIN = "''''\"\"\"\"---. "


def plain_marks(text: str) -> str:
    """``text`` with straight quotation marks, hyphens for dashes, a full stop for an ellipsis and common
    spaces; every character stays at its offset.

    The encoder's training text is made plain by the same table (``training/style.py``; a test compares them).
    """
    return text.translate(str.maketrans(_TYPOGRAPHIC, _PLAIN))
