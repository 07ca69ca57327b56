"""Counts that no word was lost on the way from one text to another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from studio.text.scene import is_scene_mark

_IGNORED = re.compile("[*_\\\\\u200b\u2060\ufeff\u00ad]+")
_WORD = re.compile(r"\w+")
_MANY = 4000
"""Beyond so many words on a side, differences are found by counting, as comparing takes their square."""


@dataclass(frozen=True, slots=True)
class WordAccount:
    """How the words of two texts compare.

    Attributes:
        before, after: how many words each has.
        missing: words that only the first has, in its order.
        added: words that only the second has.
    """

    before: int
    after: int
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every word is there, in the same order, and no other."""
        return not self.missing and not self.added


class WordsLost(Exception):  # noqa: N818 - a fact about a text
    """Words would be lost or changed by an export; the text says which, for the writer."""

    def __init__(self, account_: WordAccount) -> None:
        shown = ", ".join(f"“{word}”" for word in (account_.missing or account_.added)[:5])
        verb = "be missing from" if account_.missing else "be new in"
        super().__init__(f"Nothing was exported, because some words would {verb} the text: {shown}.")
        self.account = account_


def account(before: str, after: str) -> WordAccount:
    """Compare the words of two texts; typography, Markdown's marks and scene marks are no words."""
    return compare_words(plain_words(before), plain_words(after))


def plain_words(text: str) -> tuple[str, ...]:
    """The words of ``text``, parted at every mark: what stands around and between them does not count."""
    return all_words("\n".join(line for line in text.splitlines() if not is_scene_mark(line)))


def all_words(text: str) -> tuple[str, ...]:
    """As ``plain_words``, with those that are part of scene marks ("oOo")."""
    return tuple(_WORD.findall(_IGNORED.sub("", text)))


def compare_words(before: Sequence[str], after: Sequence[str]) -> WordAccount:
    """Compare two lists of words, each in order."""
    if before == after:
        return WordAccount(len(before), len(after))
    start, end = _same_ends(before, after)
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    missing, added = _counted(old, new) if max(len(old), len(new)) > _MANY else _matched(old, new)
    return WordAccount(len(before), len(after), missing, added)


def _same_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    shorter = min(len(before), len(after))
    start = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    rest = shorter - start
    end = next((i for i in range(rest) if before[-1 - i] != after[-1 - i]), rest)
    return start, end


def _matched(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    missing: list[str] = []
    added: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag != "equal":
            missing += old[i1:i2]
            added += new[j1:j2]
    return tuple(missing), tuple(added)


def _counted(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    missing = tuple((Counter(old) - Counter(new)).elements())
    added = tuple((Counter(new) - Counter(old)).elements())
    if not missing and not added:  # the same words in another order
        at = next(i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
        return (old[at],), (new[at],)
    return missing, added
