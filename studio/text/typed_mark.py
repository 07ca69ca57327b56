"""Quotation marks, dashes and dots as they are typed: what stands on the page in their place.

The story's own habit decides unless the writer chose otherwise, so that a text never mixes two styles.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import astuple, dataclass
from enum import StrEnum

from studio.text.word_list import word_set

_OPENERS = frozenset("([{<“‘„‚«/¿¡")
_DASHES = frozenset("—–―-")
_EMPHASIS = "*_"
_ENOUGH = 8  # marks of a chapter that speak for it; with fewer the whole story is asked
_REACH = 4000  # characters of a paragraph that are looked through
# Words that lack their beginning and are no words without the apostrophe, so that no quotation begins there.
_ELISIONS = word_set("tis twas twere twill twould em til bout cos cuz coz twixt nuff gainst neath")
_ELIDED = re.compile(r"(?<![^\s(\[“\"—–-])‘((?:\d\ds?)|[A-Za-z]+)\Z")
_KEYS = frozenset("\"'-. ,;:!?)…”\n")


class Habit(StrEnum):
    """Whether what is typed is set as in print."""

    STORY = "story"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class MarkCount:
    """How often each way to write stands in a text."""

    straight_double: int = 0
    curly_double: int = 0
    straight_single: int = 0
    curly_single: int = 0
    hyphens: int = 0
    em: int = 0
    spaced_en: int = 0
    dots: int = 0
    ellipses: int = 0
    other: int = 0

    @classmethod
    def of(cls, text: str) -> MarkCount:
        """The counts of ``text``; quick enough for a key press in a long chapter."""
        return cls(
            text.count('"'),
            text.count("“") + text.count("”"),
            text.count("'"),
            text.count("’") + text.count("‘"),
            text.count("--"),
            text.count("—"),
            text.count(" – "),
            text.count("..."),
            text.count("…"),
            text.count("«") + text.count("„") + text.count("「"),
        )

    def __add__(self, more: MarkCount) -> MarkCount:
        return MarkCount(*(a + b for a, b in zip(astuple(self), astuple(more), strict=True)))


@dataclass(frozen=True, slots=True)
class TypingStyle:
    """What typed marks become.

    Attributes:
        double, single: whether a typed straight mark becomes a curly one.
        dash: what two hyphens become; "" leaves them.
        spaced_dash: the same with a space before them.
        ellipsis: whether three dots become one sign.
    """

    double: bool = True
    single: bool = True
    dash: str = "—"
    spaced_dash: str = "—"
    ellipsis: bool = False


@dataclass(frozen=True, slots=True)
class TypedMark:
    """What a key puts on the page: ``inserted`` in the place of what stands from ``start`` to the caret."""

    start: int
    inserted: str


def typing_style(
    chapter: MarkCount,
    others: MarkCount,
    quotes: Habit = Habit.STORY,
    dashes: Habit = Habit.STORY,
    ellipses: Habit = Habit.STORY,
) -> TypingStyle:
    """The style of a chapter: as it has it itself, else as the other chapters have it, else as in print.

    Three dots stay three dots where nothing speaks for the one sign: many publishers want them so.
    """
    whole = chapter + others
    double, single = _curly(chapter, whole)
    if quotes is not Habit.STORY:
        double = single = quotes is Habit.ALWAYS
    dash = spaced = "—"
    told = whole if chapter.hyphens + chapter.em + chapter.spaced_en < _ENOUGH else chapter
    if told.spaced_en > told.em:
        spaced = "–"
    if dashes is Habit.NEVER or (dashes is Habit.STORY and told.hyphens > told.em + told.spaced_en):
        dash = spaced = ""
    told = whole if chapter.dots + chapter.ellipses < _ENOUGH else chapter
    ellipsis = told.ellipses > told.dots if ellipses is Habit.STORY else ellipses is Habit.ALWAYS
    return TypingStyle(double, single, dash, spaced, ellipsis)


def _curly(chapter: MarkCount, whole: MarkCount) -> tuple[bool, bool]:
    """Whether double and single marks are curly; of a kind that is nowhere, the other one tells."""
    double = chapter if chapter.straight_double + chapter.curly_double >= _ENOUGH else whole
    single = chapter if chapter.straight_single + chapter.curly_single >= _ENOUGH else whole
    doubles = double.curly_double - double.straight_double
    singles = single.curly_single - single.straight_single
    if not double.curly_double + double.straight_double:
        doubles = -1 if double.other else singles
    if not single.curly_single + single.straight_single:
        singles = doubles
    return doubles >= 0, singles >= 0


def typed_mark(text: str, start: int, typed: str, style: Callable[[], TypingStyle]) -> TypedMark | None:
    """What stands on the page when ``typed`` is typed at ``start`` of ``text``; None: what was typed.

    ``start`` counts code points, and is the first one of a selection that is typed over. ``style`` is asked
    only where it matters, as finding it takes a look at the whole chapter.
    """
    if typed not in _KEYS:
        return None
    line = text[max(text.rfind("\n", 0, start) + 1, start - _REACH) : start]
    if typed == '"' and (mark := _double(line)):
        return _elided(line, start, mark, style) or TypedMark(start, mark) if style().double else None
    if typed == "'":
        return _single(line, start) if style().single else None
    if typed == "-":
        return _dash(line, start, style)
    if typed == "." and line.endswith("..") and not line.endswith("..."):
        return TypedMark(start - 2, "…") if style().ellipsis else None
    return _elided(line, start, typed, style)


def _before(line: str) -> str:
    """The last character, emphasis looked through; "" at the beginning."""
    return line.rstrip(_EMPHASIS)[-1:]


def _opens_here(line: str) -> bool | None:
    """Whether a quotation opens behind ``line``, by what it ends with; None behind a dash: either may be."""
    before = _before(line)
    if before in _DASHES and before:
        return None
    if before in ("'", '"'):
        return _opens_here(line.rstrip(_EMPHASIS)[:-1])
    return not before or before.isspace() or before in _OPENERS


def _double(line: str) -> str:
    """“ or ”; "" for inches."""
    open_already = _is_open(line)
    before = _before(line)
    if before == "“":
        return "”"
    if before.isdigit() and not open_already:
        return ""
    opens = _opens_here(line)
    if opens is None:
        opens = not open_already
    return "“" if opens else "”"


def _single(line: str, start: int) -> TypedMark:
    """‘ or ’; an apostrophe inside or behind a word is ’."""
    if line.endswith((" ‘n", "\u00a0‘n")):
        return TypedMark(start - 2, "’n’")  # rock ’n’ roll
    opens = _opens_here(line)
    if opens is None:
        opens = line.count("‘") <= sum(1 for found in re.finditer("’(?!\\w)", line))
    return TypedMark(start, "‘" if opens else "’")


def _is_open(line: str) -> bool:
    """Whether a double quotation of the paragraph has no end yet."""
    is_open = False
    for sign in line:
        if sign == "“":
            is_open = True
        elif sign == "”":
            is_open = False
        elif sign == '"':
            is_open = not is_open
    return is_open


def _dash(line: str, start: int, style: Callable[[], TypingStyle]) -> TypedMark | None:
    """Two hyphens behind a word; at the beginning of a line they may become a scene break of three."""
    if not line.endswith("-") or line.endswith(("--", "<!-")) or not line.strip("- \t"):
        return None
    dash = style().spaced_dash if line[-2:-1].isspace() else style().dash
    return TypedMark(start - 1, dash) if dash else None


def _elided(line: str, start: int, typed: str, style: Callable[[], TypingStyle]) -> TypedMark | None:
    """‘tis becomes ’tis once the word is there to tell."""
    found = _ELIDED.search(line[-12:])
    if found is None:
        return None
    word = found[1]
    if (not word[0].isdigit() and word.lower() not in _ELISIONS) or not style().single:
        return None
    return TypedMark(start - len(word) - 1, f"’{word}{typed}")
