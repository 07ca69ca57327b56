"""What stands around a quotation mark: the facts that tell what it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum, auto
from itertools import islice


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DOUBLES = frozenset('"“”')
SINGLES = frozenset("'‘’")
MARKS = DOUBLES | SINGLES
EMPHASIS = frozenset("*_")
DASHES = frozenset("—–―-")
OPEN_BRACKETS = frozenset("([{<«¿¡>/")
RIGHT_PUNCTUATION = frozenset(".,;:!?)]}…»/")
SENTENCE_MARKS = frozenset(".,;:!?…—–-")

SURE_ELISIONS = _words(
    """tis twas twere twill twould twouldn twasn tisn twixt tween em n nuff nother fraid gainst neath
    spose scuse zat splain sdeath sblood member twon bout cos cuz coz lection nough er ave aven avin ow ead
    ard arf ospital ouse ouses ome orse orses ot ullo ello eard imself erself alf appen appened appy umble
    undred ungry urry urt un uns"""
)
"""Words that lack their beginning and are no words without the apostrophe."""

POSSIBLE_ELISIONS = _words(
    """til till cause round way kay night morning evening ere im is ad as e ell elp and ear fore phone bus
    flu ope old at it d s ll ve re m t"""
)
"""Words that may lack their beginning, but may also be the first word of a quotation."""

ORDINARY_WORDS = _words("it at is as and old ad ear")
"""Those of them that begin a sentence more often than they lack an h."""

_CLIPPED = re.compile(
    r"[^\W\d_]*(?:in|s)|o|an|th|wi|ol|mo|t|d|lil|tha|wha|jus|mus|fo|fer|mos|las|nex", re.IGNORECASE
)
_DECADE = re.compile(r"\d0s\b")
_SHORT_YEAR = re.compile(r"\d\d\b")
_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]*\Z")
_FEET_BEFORE = re.compile(r"\d\s?['’′]\s?\d+(?:\.\d+|[½¼¾⅓⅔⅛]|\s\d/\d)?\s?\Z")
_INCHES_AFTER = re.compile(r"\d{1,2}(?!\d)|\s\d+(?:\.\d+|[½¼¾⅓⅔⅛])?\s?(?:[\"″”]|'')")


_FARTHEST = 300
"""Marks that are looked at for one that closes; prose has never as many."""

_LONGEST_ROW = 32
"""Marks side by side that are looked through."""


class Side(Enum):
    """What a mark touches on one side."""

    NOTHING = auto()
    """The end of the paragraph, a space, a bracket that faces the mark."""
    DASH = auto()
    ELLIPSIS = auto()
    PUNCTUATION = auto()
    WORD = auto()


class Firmness(Enum):
    """How clearly a later mark must be a closing one to count."""

    LOOSE = auto()
    FIRM = auto()
    STRICT = auto()


class Context:
    """A paragraph, asked about what stands around its marks. Emphasis marks are looked through."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offsets = tuple(i for i, char in enumerate(text) if char in MARKS)

    def before(self, offset: int) -> int:
        """The offset of the character before, emphasis skipped; -1 at the beginning."""
        at = offset - 1
        end = max(0, offset - _LONGEST_ROW)
        while at >= end and self.text[at] in EMPHASIS:
            at -= 1
        return at

    def left(self, offset: int) -> Side:
        """What stands before, other marks skipped as well."""
        at = self.before(offset)
        end = max(0, offset - _LONGEST_ROW)
        while at >= end and self.text[at] in MARKS:
            at = self.before(at)
        return self.left_of_character(at)

    def left_of_character(self, at: int) -> Side:
        """What the character at ``at`` is to a mark behind it."""
        if at < 0 or self.text[at].isspace() or self.text[at] in OPEN_BRACKETS:
            return Side.NOTHING
        return self._side(at)

    def right(self, offset: int) -> Side:
        """What stands behind, other marks skipped as well."""
        at = offset + 1
        end = min(len(self.text), offset + _LONGEST_ROW)
        while at < end and (self.text[at] in EMPHASIS or self.text[at] in MARKS):
            at += 1
        if at >= end or self.text[at].isspace():
            return Side.NOTHING
        return self._side(at)

    def _side(self, at: int) -> Side:
        char = self.text[at]
        if char in DASHES:
            return Side.DASH
        if char == "…" or self.text[max(0, at - 1) : at + 2].count(".") > 1:
            return Side.ELLIPSIS
        return Side.PUNCTUATION if char in RIGHT_PUNCTUATION else Side.WORD

    def within_word(self, offset: int) -> bool:
        """Whether letters or digits stand on both sides, so that the mark is an apostrophe."""
        at = self.before(offset)
        after = offset + 1
        end = min(len(self.text), offset + _LONGEST_ROW)
        while after < end and self.text[after] in EMPHASIS:
            after += 1
        inside = at >= 0 and after < len(self.text)
        return inside and self.text[at].isalnum() and self.text[after].isalnum()

    def word_after(self, offset: int) -> str:
        """The word that begins right behind the mark, in lower case; "" if none does."""
        found = _WORD.match(self.text, offset + 1)
        return found.group().lower() if found else ""

    def clipped_before(self, offset: int) -> bool:
        """Whether the word before often ends in an apostrophe: "dogs'", "goin'", "th'"."""
        word = _LAST_WORD.search(self.text, max(0, offset - 30), offset)
        return bool(word and _CLIPPED.fullmatch(word.group()))

    def letter_named(self, offset: int) -> bool:
        """Whether the mark begins a single letter in quotation marks of its own."""
        return self.text[offset + 2 : offset + 3] in tuple(SINGLES) and self.text[offset + 1].isalpha()

    def after_pause(self, offset: int) -> bool:
        """Whether a comma or stop comes before, a space between."""
        return self.text[max(0, offset - 4) : offset].rstrip()[-1:] in tuple(".,:;!?…—")

    def capital_after(self, offset: int) -> bool:
        """Whether a capital letter follows."""
        return self.text[offset + 1 : offset + 2].isupper()

    def decade_after(self, offset: int) -> bool:
        """Whether "90s" or the like follows."""
        return bool(_DECADE.match(self.text, offset + 1))

    def year_after(self, offset: int) -> bool:
        """Whether two digits follow, as in '45."""
        return bool(_SHORT_YEAR.match(self.text, offset + 1))

    def feet(self, offset: int) -> bool:
        """Whether the mark stands between a number of feet and one of inches."""
        return self._digit_before(offset) and bool(_INCHES_AFTER.match(self.text, offset + 1))

    def inches_of_feet(self, offset: int) -> bool:
        """Whether the mark ends inches that follow feet."""
        return bool(_FEET_BEFORE.search(self.text, max(0, offset - 16), offset))

    def measure(self, offset: int) -> bool:
        """Whether the mark could stand for feet or inches by itself: a digit before, no word after."""
        return self._digit_before(offset) and self.right(offset) is not Side.WORD

    def and_between(self, offset: int) -> bool:
        """Whether the mark belongs to the n of "rock 'n' roll"."""
        for start in (offset, offset - 2):
            if start < 0 or self.text[start + 1 : start + 2] not in ("n", "N"):
                continue
            if self.text[start] in SINGLES and self.text[start + 2 : start + 3] in tuple(SINGLES):
                before = self.text[max(0, start - 8) : start].rstrip(" ")
                after = self.text[start + 3 : start + 6].lstrip(" ")
                if before[-1:].isalnum() and after[:1].isalnum() and not before.endswith("letter"):
                    return True
        return False

    def closer_follows(
        self, offset: int, firmness: Firmness, *, inside_double: bool, reach: int | None = None
    ) -> bool:
        """Whether a single mark that closes comes before another that opens.

        ``inside_double`` ends the search where the double quotation around ends, ``reach`` after so many
        characters.
        """
        for at in self._offsets_after(offset):
            if reach is not None and at > offset + reach:
                return False
            if self.text[at] in DOUBLES:
                if inside_double and self.left(at) is not Side.NOTHING and self.right(at) is not Side.WORD:
                    return False
            elif self.within_word(at) or self.and_between(at) or self.feet(at):
                continue
            elif self.left(at) is Side.NOTHING:
                if not self._elided(at) and self.text[at] != "’":
                    return False
            elif self._closes(at, firmness):
                return True
        return False

    def double_closer_follows(self, offset: int) -> bool:
        """Whether the next double mark looks like a closing one."""
        for at in self._offsets_after(offset):
            if self.text[at] in DOUBLES:
                return self.left(at) is not Side.NOTHING and self.right(at) is not Side.WORD
        return False

    def _offsets_after(self, offset: int) -> Iterator[int]:
        first = bisect_right(self.offsets, offset)
        return islice(self.offsets, first, first + _FARTHEST)

    def _elided(self, offset: int) -> bool:
        word = self.word_after(offset)
        return word in SURE_ELISIONS or word in POSSIBLE_ELISIONS or self.decade_after(offset)

    def _closes(self, offset: int, firmness: Firmness) -> bool:
        if self.right(offset) is Side.WORD:
            return False
        at = self.before(offset)
        end = max(0, offset - _LONGEST_ROW)
        while at >= end and self.text[at] in DOUBLES:
            at = self.before(at)
        if at >= 0 and self.text[at] in SENTENCE_MARKS:
            return True
        if firmness is Firmness.FIRM:
            return not self.clipped_before(offset)
        return firmness is Firmness.LOOSE

    def _digit_before(self, offset: int) -> bool:
        return offset > 0 and (self.text[offset - 1].isdigit() or self.text[offset - 1] in "½¼¾⅓⅔⅛")
