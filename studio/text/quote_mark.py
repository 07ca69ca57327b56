"""Quotation marks and what each could be, judged by the characters beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from studio.text.word_list import word_set

NEVER = 20.0
"""A cost that no sensible reading pays."""


class Family(StrEnum):
    """Marks that open and close each other."""

    DOUBLE = "double"
    SINGLE = "single"
    GUILLEMET = "guillemet"
    CORNER = "corner"


@dataclass(frozen=True, slots=True)
class Habits:
    """Habits of a chapter that change what a mark means.

    Attributes:
        low_opening: „ opens, so “ closes (and ‚ opens, ‘ closes), as in German.
        inward: » opens and « closes, as in German and Danish.
        one_shape: every double mark is ”, as in Swedish, or every single one ’.
    """

    low_opening: bool = False
    inward: bool = False
    one_shape: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark with the cost of each reading; the cheapest reading of a whole paragraph wins.

    ``literal`` is the cost of its being no quotation mark at all: an apostrophe, inches, a slip.
    """

    offset: int
    opening: float
    closing: float
    literal: float


_PATTERNS = MappingProxyType(
    {
        Family.DOUBLE: re.compile('["“”„‟＂]'),
        Family.SINGLE: re.compile("['‘’‚`]"),
        Family.GUILLEMET: re.compile("[«»]"),
        Family.CORNER: re.compile("[「」『』]"),
    }
)
_ELISIONS = word_set(
    """
    tis twas twere twill twould tisn twasn em im er is e er un im ere ow ave ad as ome im eard ead ouse
    cause cos cuz coz til till bout round neath tween gainst nother nuff course sides spect fraid cept
    stead scuse n m s d ll ve re kay sup sfar pon low least more way long most fore gin bye
    """
)
_CUT_SHORT = re.compile(r"(?:in|[oO]|an|th|wi|[oO]l|mo|li|wid|jus|tha|mus|po|fo|yo|de|ha|d)$")
_DECADE = re.compile(r"\d\ds?\b")
_WORD = re.compile(r"[^\W\d_]+")
_OPENERS = frozenset("([{<“‘„‚«»—–-―/¿¡")
_DASHES = frozenset("—–-―")
_FINAL = frozenset(".,!?…;:—–-―")
_QUOTES = frozenset("\"'“”„‟‘’‚«»`")


def find_marks(text: str, family: Family, habits: Habits) -> list[Mark]:
    """The marks of one family in ``text`` that could open or close something, in order."""
    marks = []
    for match in _PATTERNS[family].finditer(text):
        at = match.start()
        before, after = _beside(text, at)
        sign = match.group()
        if family is Family.SINGLE:
            if sign in "'’`" and before.isalnum() and after.isalnum():
                continue
            mark = _single(text, at, sign, before, after, habits)
        elif family is Family.DOUBLE:
            mark = _double(at, sign, before, after, habits, sentence_before=_ended(text, at))
        else:
            mark = _pointed(at, sign, habits)
        marks.append(mark)
    return marks


def _beside(text: str, at: int) -> tuple[str, str]:
    """The characters around a mark, "" at the ends; emphasis between them is looked through."""
    left, right = at - 1, at + 1
    while left >= 0 and text[left] in "*_":
        left -= 1
    while right < len(text) and text[right] in "*_":
        right += 1
    return (text[left] if left >= 0 else ""), (text[right] if right < len(text) else "")


def _ended(text: str, at: int) -> bool:
    lead = text[max(0, at - 3) : at].rstrip()
    return lead[-1:] in tuple(".!?,…")


def opening_cost(before: str, after: str) -> float:
    """How badly the place suits an opening mark."""
    if not before or before.isspace() or (before in _OPENERS and before not in _DASHES):
        cost = 0.0
    elif before in _QUOTES:
        cost = 0.5
    elif before in _DASHES:
        cost = 0.7
    else:
        cost = 4.0 if before.isalnum() else 2.0
    if not after or after.isspace():
        return cost + 2.5
    return cost + (2.0 if after in ",;:!?)" else 0.0)


def closing_cost(before: str, after: str) -> float:
    """How badly the place suits a closing mark."""
    if not before:
        return 6.0
    cost = 0.0 if before in _FINAL or before in _QUOTES else 0.5
    if before.isspace():
        cost = 2.5
    if not after or after.isspace() or after in _FINAL or after in _QUOTES or after in ")]}":
        return cost
    return cost + 2.0


def _double(at: int, sign: str, before: str, after: str, habits: Habits, *, sentence_before: bool) -> Mark:
    opening, closing = opening_cost(before, after), closing_cost(before, after)
    if before.isspace() and after.islower() and sentence_before:
        opening += 0.5
    literal = 0.6 if before.isdigit() and not after.isalnum() and sign in '"”' else 6.0
    opens = "„‟" if habits.low_opening else "“„‟"
    closes = "“”" if habits.low_opening else "”"
    if sign in opens:
        closing += 4.0
    elif sign in closes and not habits.one_shape:
        opening += 3.0
    return Mark(at, opening, closing, literal)


def _single(text: str, at: int, sign: str, before: str, after: str, habits: Habits) -> Mark:
    opening, closing = opening_cost(before, after), closing_cost(before, after)
    leads = after.isalnum() and not before.isalnum()
    trails = before.isalnum() and not after.isalnum()
    literal = 3.0
    if leads:
        elided = _is_elision(text, at + 1)
        literal = 0.2 if elided else 2.0
        opening += 0.8 if elided else 0.0
    elif trails:
        literal = 0.3 if before in "sSzx" or _CUT_SHORT.search(text, max(0, at - 4), at) else 1.4
        closing += 0.0 if after and after in ".,;:!?" else 0.3
    if sign in "‘‚`":
        closing += 0.0 if habits.low_opening and sign == "‘" else 4.0
        literal += 1.0
    elif sign == "’" and not habits.one_shape:
        opening += 3.0
        literal = min(literal, 0.3) if leads else literal
    return Mark(at, opening, closing, literal)


def _pointed(at: int, sign: str, habits: Habits) -> Mark:
    opens = (sign == "»") if habits.inward and sign in "«»" else sign in "«「『"
    return Mark(at, 0.0 if opens else NEVER, NEVER if opens else 0.0, 6.0)


def _is_elision(text: str, at: int) -> bool:
    if _DECADE.match(text, at):
        return True
    word = _WORD.match(text, at)
    return word is not None and word.group().lower() in _ELISIONS
