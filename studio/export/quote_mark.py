"""Tells what each quotation mark of a paragraph is: opening, closing, an apostrophe, or a measure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from studio.export.quote_context import (
    DOUBLES,
    ORDINARY_WORDS,
    POSSIBLE_ELISIONS,
    SURE_ELISIONS,
    Context,
    Firmness,
    Side,
)


class Role(Enum):
    """What a mark does."""

    OPEN_DOUBLE = auto()
    CLOSE_DOUBLE = auto()
    OPEN_SINGLE = auto()
    CLOSE_SINGLE = auto()
    APOSTROPHE = auto()
    LEFT_ALONE = auto()
    """Feet, inches, and marks whose part cannot be told."""


_PHRASE = 70
"""Characters within which a phrase set off by single marks ends."""

OPENING = frozenset((Role.OPEN_DOUBLE, Role.OPEN_SINGLE))
CLOSING = frozenset((Role.CLOSE_DOUBLE, Role.CLOSE_SINGLE))


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark at ``offset`` of its paragraph.

    ``partner`` is the offset of the other mark of a closed quotation, None where there is none.
    """

    offset: int
    role: Role
    partner: int | None = None


def read_marks(paragraph: str) -> tuple[Mark, ...]:
    """Every straight or curly quotation mark and apostrophe of ``paragraph``, in order."""
    return _Reader(paragraph).read()


class _Reader:
    """Walks over the marks once, with the quotations that are open at each."""

    def __init__(self, paragraph: str) -> None:
        self._context = Context(paragraph)
        self._text = paragraph
        self._roles: dict[int, Role] = {}
        self._open: list[int] = []
        self._partners: dict[int, int] = {}
        self._german = "„" in paragraph

    def read(self) -> tuple[Mark, ...]:
        for offset in self._context.offsets:
            role = self._double(offset) if self._text[offset] in DOUBLES else self._single(offset)
            self._roles[offset] = role
            if role in OPENING:
                self._open.append(offset)
            elif role in CLOSING:
                self._close(offset, Role.OPEN_DOUBLE if role is Role.CLOSE_DOUBLE else Role.OPEN_SINGLE)
        return tuple(Mark(at, role, self._partners.get(at)) for at, role in self._roles.items())

    def _close(self, offset: int, opening: Role) -> None:
        at = next((i for i in reversed(self._open) if self._roles[i] is opening), None)
        if at is None:
            return
        del self._open[self._open.index(at) :]
        self._partners[at], self._partners[offset] = offset, at

    def _is_open(self, opening: Role) -> bool:
        """Whether a quotation of that mark is open, single ones only within the innermost double one."""
        for at in reversed(self._open):
            if self._roles[at] is opening:
                return True
            if opening is Role.OPEN_SINGLE:
                return False
        return False

    def _left(self, offset: int) -> Side:
        """What stands before; an opening mark counts as nothing, another mark as part of a word."""
        at = self._context.before(offset)
        role = self._roles.get(at)
        if role is None:
            return self._context.left_of_character(at)
        return Side.NOTHING if role in OPENING else Side.WORD

    def _double(self, offset: int) -> Role:
        char, left, right = self._text[offset], self._left(offset), self._context.right(offset)
        if char != '"':
            return self._curly_double(char, left, right)
        is_open = self._is_open(Role.OPEN_DOUBLE)
        if self._inches(offset, is_open=is_open):
            return Role.LEFT_ALONE
        if left is Side.NOTHING:
            return self._double_after_nothing(offset, right, is_open=is_open)
        if left in (Side.DASH, Side.ELLIPSIS):
            opens = not is_open and right is not Side.NOTHING
            return Role.OPEN_DOUBLE if opens else Role.CLOSE_DOUBLE
        if right is not Side.WORD or is_open:
            return Role.CLOSE_DOUBLE
        return Role.OPEN_DOUBLE if left is Side.PUNCTUATION else Role.LEFT_ALONE

    def _curly_double(self, char: str, left: Side, right: Side) -> Role:
        """A curly mark is what it looks like, unless it faces the wrong way on both sides."""
        faces_left = left in (Side.WORD, Side.PUNCTUATION) and right in (Side.NOTHING, Side.PUNCTUATION)
        faces_right = left is Side.NOTHING and right is Side.WORD
        if char == "“":
            return Role.CLOSE_DOUBLE if faces_left and not self._german else Role.OPEN_DOUBLE
        return Role.OPEN_DOUBLE if faces_right and not self._german else Role.CLOSE_DOUBLE

    def _double_after_nothing(self, offset: int, right: Side, *, is_open: bool) -> Role:
        at_end = offset + 1 == len(self._text)
        if right is Side.NOTHING:
            return Role.CLOSE_DOUBLE if is_open or at_end else Role.OPEN_DOUBLE
        if right is Side.PUNCTUATION and is_open and self._context.left(offset) is Side.NOTHING:
            return Role.CLOSE_DOUBLE
        return Role.OPEN_DOUBLE

    def _inches(self, offset: int, *, is_open: bool) -> bool:
        if self._context.inches_of_feet(offset):
            return True
        return self._context.measure(offset) and (not is_open or self._context.double_closer_follows(offset))

    def _single(self, offset: int) -> Role:
        context = self._context
        if context.feet(offset):
            return Role.LEFT_ALONE
        if context.within_word(offset) or context.and_between(offset):
            return Role.APOSTROPHE
        left, right = self._left(offset), context.right(offset)
        if left is Side.NOTHING:
            return self._single_after_nothing(offset, right)
        if right is not Side.WORD:
            return self._single_before_nothing(offset, left)
        return self._single_between(offset, left)

    def _single_after_nothing(self, offset: int, right: Side) -> Role:
        char, is_open = self._text[offset], self._is_open(Role.OPEN_SINGLE)
        if right is Side.WORD:
            return self._single_before_word(offset)
        if char == "‘":
            return Role.OPEN_SINGLE
        if right in (Side.DASH, Side.ELLIPSIS) and not is_open and char == "'":
            return Role.OPEN_SINGLE
        if is_open:
            return Role.CLOSE_SINGLE
        return Role.LEFT_ALONE if char == "'" else Role.APOSTROPHE

    def _single_before_word(self, offset: int) -> Role:
        """A mark at the beginning of a word: a quotation opens, or the word lacks its beginning."""
        char = self._text[offset]
        if self._elision(offset) or char == "’":
            return Role.APOSTROPHE
        if char == "‘":
            return Role.OPEN_SINGLE
        capital = self._context.capital_after(offset)
        if self._is_open(Role.OPEN_SINGLE):
            return Role.OPEN_SINGLE if capital and self._context.after_pause(offset) else Role.APOSTROPHE
        opens = capital or self._closer(offset, Firmness.LOOSE, self._reach(offset))
        return Role.OPEN_SINGLE if opens else Role.APOSTROPHE

    def _elision(self, offset: int) -> bool:
        word = self._context.word_after(offset)
        if self._context.decade_after(offset):
            return True
        if self._context.letter_named(offset) or (
            word in ORDINARY_WORDS
            and (self._context.capital_after(offset) or self._context.after_pause(offset))
        ):
            return False
        is_open = self._is_open(Role.OPEN_SINGLE)
        if word in SURE_ELISIONS:
            return is_open or not self._closer(offset, Firmness.STRICT)
        if word in POSSIBLE_ELISIONS or self._context.year_after(offset):
            return is_open or not self._closer(offset, Firmness.FIRM, self._reach(offset))
        return False

    def _single_before_nothing(self, offset: int, left: Side) -> Role:
        """A mark at the end of a word: a quotation closes, or the word lacks its end."""
        if not self._is_open(Role.OPEN_SINGLE):
            if self._context.measure(offset):
                return Role.LEFT_ALONE
            return Role.APOSTROPHE if left is Side.WORD else Role.CLOSE_SINGLE
        if left is Side.WORD and self._closer(offset, Firmness.STRICT):
            return Role.LEFT_ALONE if self._context.measure(offset) else Role.APOSTROPHE
        return Role.CLOSE_SINGLE

    def _single_between(self, offset: int, left: Side) -> Role:
        """A mark before a word, with a dash or a stop right before it."""
        if self._is_open(Role.OPEN_SINGLE):
            return Role.CLOSE_SINGLE if not self._elision(offset) else Role.APOSTROPHE
        if left is Side.WORD:
            return Role.APOSTROPHE
        return self._single_before_word(offset)

    def _reach(self, offset: int) -> int | None:
        """How far a closing mark may be: speech begins with a capital or after a pause, a phrase is short."""
        speech = self._context.capital_after(offset) or self._context.after_pause(offset)
        return None if speech else _PHRASE

    def _closer(self, offset: int, firmness: Firmness, reach: int | None = None) -> bool:
        inside = self._is_open(Role.OPEN_DOUBLE)
        return self._context.closer_follows(offset, firmness, inside_double=inside, reach=reach)
