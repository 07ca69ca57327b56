"""Words from strangers, made fit to stand in a sentence."""

from __future__ import annotations

import re

_UNFIT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]+"
)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LONGEST = 400


def one_line(text: str) -> str:
    """``text`` in one line of moderate length: signs that turn, break or hide what follows become "�"."""
    clean = _UNFIT.sub("�", text)
    return clean if len(clean) <= _LONGEST else f"{clean[: _LONGEST // 2]} … {clean[-(_LONGEST // 3) :]}"


def without_turning(text: str) -> str:
    """``text`` without the signs that turn the direction of writing and so make a name look like another."""
    return _TURNING.sub("", text)
