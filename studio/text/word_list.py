"""Word lists written as plain text in the source."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``, parted by white space."""
    return frozenset(text.split())
