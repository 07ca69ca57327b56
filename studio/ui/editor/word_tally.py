"""Word counts that follow the writing without counting everything again."""

from __future__ import annotations

from studio.model.edit import TextEdit
from studio.text.word import count_words

_REACH = 400  # a run without any space that is longer than this is counted in two parts at worst


class WordTally:
    """The number of words of one chapter."""

    def __init__(self, text: str) -> None:
        self.words = count_words(text)

    def edit(self, before: str, edit: TextEdit, after: str) -> int:
        """Follow ``edit`` from ``before`` to ``after``; returns by how many words the chapter grew.

        Only the stretch between the nearest spaces around the edit is counted.
        """
        start = _space_before(before, edit.start)
        tail = _space_after(before, edit.end) - edit.end
        old = count_words(before[start : edit.end + tail])
        new = count_words(after[start : edit.start + len(edit.inserted) + tail])
        self.words += new - old
        return new - old


def _space_before(text: str, offset: int) -> int:
    at, limit = offset, max(0, offset - _REACH)
    while at > limit and not text[at - 1].isspace():
        at -= 1
    return at


def _space_after(text: str, offset: int) -> int:
    at, limit = offset, min(len(text), offset + _REACH)
    while at < limit and not text[at].isspace():
        at += 1
    return at
