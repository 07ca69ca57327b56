"""One change of a text, as the editor reports it and the journal keeps it."""

from __future__ import annotations

from dataclasses import dataclass

_STEP = 4096


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace ``removed`` code points from ``start`` on by ``inserted``.

    Raises:
        ValueError: if ``start`` or ``removed`` is negative.
    """

    start: int
    removed: int
    inserted: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.removed < 0:
            raise ValueError(f"an edit cannot remove {self.removed} characters at {self.start}")

    @property
    def end(self) -> int:
        """Where the removed stretch ends in the text before the edit."""
        return self.start + self.removed

    @property
    def growth(self) -> int:
        """By how many code points the text grows; negative if it shrinks."""
        return len(self.inserted) - self.removed

    def apply(self, text: str) -> str:
        """``text`` after the edit.

        Raises:
            ValueError: if the edit reaches beyond the end of ``text``.
        """
        if self.end > len(text):
            raise ValueError(f"an edit up to {self.end} does not fit a text of {len(text)} characters")
        return text[: self.start] + self.inserted + text[self.end :]

    def may_lead(self, before: str, after: str) -> bool:
        """Whether ``after`` may be ``before`` with this edit, as far as can be told without reading it."""
        return (
            self.end <= len(before)
            and len(after) == len(before) + self.growth
            and after.startswith(self.inserted, self.start)
        )

    def removed_from(self, text: str) -> str:
        """What the edit takes out of ``text``, the text before it."""
        return text[self.start : self.end]

    def inverse(self, text: str) -> TextEdit:
        """The edit that undoes this one; ``text`` is the text before it."""
        return TextEdit(self.start, len(self.inserted), self.removed_from(text))

    def shifted(self, offset: int) -> int:
        """Where ``offset`` of the old text lies in the new one; a removed place goes to the edit's end."""
        if offset < self.start:
            return offset
        return max(offset + self.growth, self.start + len(self.inserted))


def edit_between(old: str, new: str) -> TextEdit:
    """The smallest single edit that turns ``old`` into ``new``; an empty one if they are equal."""
    limit = min(len(old), len(new))
    start = _common_start(old, new, limit)
    tail = _common_end(old, new, limit - start)
    return TextEdit(start, len(old) - start - tail, new[start : len(new) - tail])


def _common_start(old: str, new: str, limit: int) -> int:
    # Whole stretches are compared first: slices compare at memory speed, single characters do not.
    at = 0
    while at + _STEP <= limit and old[at : at + _STEP] == new[at : at + _STEP]:
        at += _STEP
    while at < limit and old[at] == new[at]:
        at += 1
    return at


def _common_end(old: str, new: str, limit: int) -> int:
    count, a, b = 0, len(old), len(new)
    while count + _STEP <= limit and old[a - count - _STEP : a - count] == new[b - count - _STEP : b - count]:
        count += _STEP
    while count < limit and old[a - count - 1] == new[b - count - 1]:
        count += 1
    return count
