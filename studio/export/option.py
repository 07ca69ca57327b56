"""What cleaning does: every choice with its values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuoteMarks(StrEnum):
    """The shape of quotation marks and apostrophes."""

    KEEP = "keep"
    STRAIGHT = "straight"
    CURLY = "curly"


class QuoteStyle(StrEnum):
    """Which mark speech has: American is double outside and single inside, British the other way."""

    KEEP = "keep"
    AMERICAN = "american"
    BRITISH = "british"


class DashStyle(StrEnum):
    """How a break in a sentence looks: a closed em dash, or an en dash between spaces."""

    KEEP = "keep"
    EM = "em"
    SPACED_EN = "spaced-en"


class EllipsisStyle(StrEnum):
    """One character (…), three dots (...), or three dots with spaces (. . .)."""

    KEEP = "keep"
    CHARACTER = "character"
    DOTS = "dots"
    SPACED = "spaced"


class BlankLines(StrEnum):
    """Between paragraphs: as they are, one blank line, or none."""

    KEEP = "keep"
    ONE = "one"
    NONE = "none"


class Markdown(StrEnum):
    """Whether emphasis and heading marks stay in the text."""

    KEEP = "keep"
    STRIP = "strip"


@dataclass(frozen=True, slots=True)
class CleanOptions:
    """The choices of one export.

    Attributes:
        spaces: runs of spaces made one, spaces before commas and stops removed, indents and invisible
            characters removed.
        trailing_spaces: spaces at line ends removed.
        scene_mark: what every marked scene break becomes, such as "* * *"; "" keeps each as it is.
        headings: whether each chapter begins with its title.
    """

    spaces: bool = True
    trailing_spaces: bool = True
    marks: QuoteMarks = QuoteMarks.CURLY
    style: QuoteStyle = QuoteStyle.KEEP
    dashes: DashStyle = DashStyle.EM
    ellipses: EllipsisStyle = EllipsisStyle.CHARACTER
    scene_mark: str = "* * *"
    blank_lines: BlankLines = BlankLines.ONE
    markdown: Markdown = Markdown.KEEP
    headings: bool = True


KEEP_ALL = CleanOptions(
    spaces=False,
    trailing_spaces=False,
    marks=QuoteMarks.KEEP,
    dashes=DashStyle.KEEP,
    ellipses=EllipsisStyle.KEEP,
    scene_mark="",
    blank_lines=BlankLines.KEEP,
)
"""Changes nothing."""
