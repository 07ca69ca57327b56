"""Three-way merge of prose: by paragraph, and inside a changed paragraph by sentence.

Changes of different stretches go together; equal changes count once; where both sides changed the same
sentence in different ways, both versions are kept side by side in a ``Hunk``, and the writer decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from studio.model.alignment import Block, matching_blocks

Choice = Literal["mine", "theirs", "both", "base"]

_PARAGRAPH: Final = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCE: Final = re.compile(r".+?(?:[.!?…][\"'”’»)*_]*\s+|\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch that both sides changed in different ways; each text may be empty (taken out)."""

    base: str
    mine: str
    theirs: str

    def chosen(self, choice: Choice) -> str:
        """The text for one choice; "both" is mine, then theirs."""
        match choice:
            case "mine":
                return self.mine
            case "theirs":
                return self.theirs
            case "base":
                return self.base
        gap = "" if not self.mine or not self.theirs or self.mine[-1].isspace() else self._gap()
        return self.mine + gap + self.theirs

    def _gap(self) -> str:
        return "\n" if "\n" in self.mine + self.theirs or not self.base else " "


@dataclass(frozen=True, slots=True)
class MergeResult:
    """A merged text.

    Attributes:
        parts: the text in order; what needs a decision is a ``Hunk``.
    """

    parts: tuple[str | Hunk, ...]

    @property
    def conflicts(self) -> tuple[Hunk, ...]:
        """What both sides changed in different ways, in order."""
        return tuple(part for part in self.parts if isinstance(part, Hunk))

    @property
    def text(self) -> str:
        """The merged text with mine wherever a decision is needed."""
        return self.assembled(lambda _: "mine")

    def assembled(self, choose: Callable[[int], Choice]) -> str:
        """The text with ``choose(n)`` for the n-th conflict, from 0."""
        return self.with_texts([hunk.chosen(choose(at)) for at, hunk in enumerate(self.conflicts)])

    def with_texts(self, texts: Sequence[str]) -> str:
        """The text with ``texts[n]`` in the place of the n-th conflict, from 0."""
        wanted = iter(texts)
        return "".join(next(wanted) if isinstance(part, Hunk) else part for part in self.parts)

    def around(self, number: int) -> tuple[str, str]:
        """What stands before and after the n-th conflict, up to the conflicts beside it."""
        at = [index for index, part in enumerate(self.parts) if isinstance(part, Hunk)][number]
        before = self.parts[at - 1] if at else ""
        after = self.parts[at + 1] if at + 1 < len(self.parts) else ""
        return before if isinstance(before, str) else "", after if isinstance(after, str) else ""


class _Change(NamedTuple):
    """``base[start:end]`` became ``parts``."""

    start: int
    end: int
    parts: tuple[str, ...]


def merge(base: str, mine: str, theirs: str) -> MergeResult:
    """Both sides' changes of ``base`` together."""
    if theirs in {mine, base}:
        return MergeResult((mine,))
    if mine == base:
        return MergeResult((theirs,))
    return MergeResult(_compact(_apart(_merge_by(_PARAGRAPH, base, mine, theirs, _refine), _ends_line)))


def compare(mine: str, theirs: str) -> MergeResult:
    """Two versions without a text that both started from: every difference in words is a ``Hunk``.

    Where only white space differs, mine is taken.
    """
    return MergeResult(_compact(_differences(_PARAGRAPH, mine, theirs)))


def _differences(pattern: re.Pattern[str], mine: str, theirs: str) -> Iterator[str | Hunk]:
    left, right = pattern.findall(mine), pattern.findall(theirs)
    at = other = 0
    for block in [*matching_blocks(left, right), Block(len(left), len(right), 0)]:
        my_text, their_text = "".join(left[at : block.at_a]), "".join(right[other : block.at_b])
        if my_text.split() == their_text.split():
            yield my_text
        elif pattern is _PARAGRAPH and my_text.strip() and their_text.strip():
            yield from _differences(_SENTENCE, my_text, their_text)
        else:
            yield Hunk("", my_text, their_text)
        at, other = block.at_a + block.length, block.at_b + block.length
        yield "".join(left[block.at_a : at])


_Refine = Callable[[Hunk], Iterator[str | Hunk]]


def _refine(hunk: Hunk) -> Iterator[str | Hunk]:
    """Look at a conflict of paragraphs sentence by sentence."""
    if not hunk.base or not hunk.mine or not hunk.theirs:
        return iter((hunk,))
    pieces = _merge_by(_SENTENCE, hunk.base, hunk.mine, hunk.theirs, lambda smaller: iter((smaller,)))
    return _apart(pieces, lambda text: text[-1].isspace())


def _merge_by(
    pattern: re.Pattern[str], base: str, mine: str, theirs: str, refine: _Refine
) -> Iterator[Sequence[str | Hunk]]:
    """The merged text in pieces, each from one side, from both or in conflict."""
    parts = [pattern.findall(text) for text in (base, mine, theirs)]
    base_parts: list[str] = parts[0]
    at = 0
    for group_mine, group_theirs in _groups(_changes(base_parts, parts[1]), _changes(base_parts, parts[2])):
        start = min(change.start for change in (*group_mine, *group_theirs))
        end = max(change.end for change in (*group_mine, *group_theirs))
        yield ("".join(base_parts[at:start]),)
        old = "".join(base_parts[start:end])
        my_text = _side(base_parts, start, end, group_mine)
        their_text = _side(base_parts, start, end, group_theirs)
        if not group_theirs or my_text == their_text:
            yield (my_text,)
        elif not group_mine:
            yield (their_text,)
        else:
            yield tuple(refine(Hunk(old, my_text, their_text)))
        at = end
    yield ("".join(base_parts[at:]),)


def _ends_line(text: str) -> bool:
    return text.endswith("\n")


def _apart(pieces: Iterator[Sequence[str | Hunk]], is_ended: Callable[[str], bool]) -> Iterator[str | Hunk]:
    """Words of the two sides must not run together where one side's whole text ended, and open."""
    open_end = False
    for piece in pieces:
        written = [part for part in piece if part]
        if not written:
            continue
        if open_end:
            yield "\n"
        yield from written
        last = written[-1]
        sides = (last.mine, last.theirs) if isinstance(last, Hunk) else (last,)
        open_end = any(side and not is_ended(side) for side in sides)


def _changes(base: Sequence[str], side: Sequence[str]) -> list[_Change]:
    changes: list[_Change] = []
    at_base = at_side = 0
    for block in [*matching_blocks(base, side), None]:
        next_base, next_side = (block.at_a, block.at_b) if block else (len(base), len(side))
        if next_base > at_base or next_side > at_side:
            changes.append(_Change(at_base, next_base, tuple(side[at_side:next_side])))
        if block:
            at_base, at_side = block.at_a + block.length, block.at_b + block.length
    return changes


def _groups(
    mine: Sequence[_Change], theirs: Sequence[_Change]
) -> Iterator[tuple[list[_Change], list[_Change]]]:
    """Changes that touch the same parts of the base come together; all others alone."""
    left = sorted([*((change, 0) for change in mine), *((change, 1) for change in theirs)])
    at = 0
    while at < len(left):
        group: tuple[list[_Change], list[_Change]] = ([], [])
        change, side = left[at]
        group[side].append(change)
        start, end = change.start, change.end
        at += 1
        while at < len(left) and _touches(start, end, left[at][0]):
            change, side = left[at]
            group[side].append(change)
            end = max(end, change.end)
            at += 1
        yield group


def _touches(start: int, end: int, change: _Change) -> bool:
    # Two insertions at one place have no order, so they conflict; one at the edge of another change has.
    return change.start < end or (start == end == change.start == change.end)


def _side(base: Sequence[str], start: int, end: int, changes: Sequence[_Change]) -> str:
    texts: list[str] = []
    at = start
    for change in changes:
        texts += base[at : change.start]
        texts += change.parts
        at = change.end
    return "".join([*texts, *base[at:end]])


def _compact(parts: Iterator[str | Hunk]) -> tuple[str | Hunk, ...]:
    compact: list[str | Hunk] = []
    for part in parts:
        last = compact[-1] if compact else None
        if isinstance(part, str) and isinstance(last, str):
            compact[-1] = last + part
        elif part:
            compact.append(part)
    return tuple(compact)
