"""Parts rich text (RTF) into groups, control words and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])"
    r"|[\r\n]+|([^\\{}\r\n]{1,65536})|(\\)",
    re.DOTALL,
)


class RtfToken(NamedTuple):
    """One of: a control word (``word`` with its ``number``), a group's ``brace``, a ``byte``, or ``text``."""

    word: str = ""
    number: int | None = None
    brace: str = ""
    byte: int = -1
    text: str = ""
    end: int = 0


def read_rtf_tokens(data: str) -> Iterator[RtfToken]:
    """The tokens in order; ``end`` is where the next begins.

    Args:
        data: the file's bytes as Latin-1, one character for each.
    """
    at = 0
    while (found := _TOKEN.match(data, at)) is not None:
        at = found.end()
        word, number, byte, sign, brace, text, _lone = found.groups()
        if word:
            if word == "bin" and number and not number.startswith("-"):
                at = min(len(data), at + int(number))
            yield RtfToken(word=word, number=int(number) if number else None, end=at)
        elif byte:
            yield RtfToken(byte=int(byte, 16), end=at)
        elif sign:
            yield RtfToken(word=sign, end=at)
        elif brace:
            yield RtfToken(brace=brace, end=at)
        elif text:
            yield RtfToken(text=text, end=at)
