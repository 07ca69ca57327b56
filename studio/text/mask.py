"""Hides markup from engines that read plain prose, without moving a character."""

from __future__ import annotations

import re

_MARKUP = re.compile(
    r"""
      (?m:^\#{1,6}(?=\s))                           # heading
    | (?m:^>[ ]?)                                   # block quotation
    | (?<![\w\\*])\*{1,3}(?=[^\s*])                 # emphasis begins
    | (?<=[^\s*\\])\*{1,3}(?![\w*])                 # emphasis ends
    | (?<![\w\\_])_{1,3}(?=[^\s_])
    | (?<=[^\s_\\])_{1,3}(?![\w_])
    | ~~(?=\S) | (?<=\S)~~                          # struck out
    | `+
    | <!--[^>]{0,400}--> | </?[A-Za-z][^<>\n]{0,80}>
    | \\(?=[*_`~\#\\\[\]])                          # escape
    """,
    re.VERBOSE,
)


def mask_markup(text: str, filler: str = " ") -> str:
    """``text`` with each character of Markdown or HTML markup replaced by ``filler``, length unchanged.

    A lone asterisk, a scene break's asterisks and underscores inside words stay.

    Raises:
        ValueError: if ``filler`` is not one character of the Basic Multilingual Plane.
    """
    if len(filler) != 1 or filler > "\uffff":
        raise ValueError("the filler must be one character of the Basic Multilingual Plane")
    return _MARKUP.sub(lambda match: filler * len(match.group()), text)
