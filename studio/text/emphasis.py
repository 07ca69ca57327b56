"""Stretches in italics as plain text marks them: *so* or _so_."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.text.span import Span

_RUN = re.compile(
    r"(?<![\w*\\])\*(?P<star>[^\s*](?:[^*\n]|\n(?!\s*\n))*?)(?<=[^\s*\\])\*(?![\w*])"
    r"|(?<![\w_\\])_(?P<line>[^\s_](?:[^_\n]|\n(?!\s*\n))*?)(?<=[^\s_\\])_(?![\w_])"
    r"|(?<![\w*\\])\*(?P<letter>[^\s*])\*(?![\w*])|(?<![\w_\\])_(?P<mark>[^\s_])_(?![\w_])"
)


def italics(text: str) -> Iterator[Span]:
    """The stretches in single asterisks or underscores, marks included, in order, never nested."""
    if "*" not in text and "_" not in text:
        return
    for match in _RUN.finditer(text):
        yield Span(*match.span())
