"""What a rule shows of itself: a slip, and its mending. The rules' tests run on these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A text with one slip.

    Attributes:
        text: one paragraph.
        marked: the characters that the finding covers.
        fix: the paragraph after its first suggestion is applied.
        names: names of the story, for rules that ask.
        after: the following paragraph.
    """

    text: str
    marked: str
    fix: str
    names: tuple[str, ...] = ()
    after: str = ""
