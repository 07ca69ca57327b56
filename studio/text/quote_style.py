"""Which marks a chapter gives its speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from studio.text.dash_speech import uses_dashes
from studio.text.quote_mark import Family, Habits

_MARKS = MappingProxyType(
    {
        Family.DOUBLE: '"“”„‟＂',
        Family.SINGLE: "'‘’‚`",
        Family.GUILLEMET: "«»",
        Family.CORNER: "「」『』",
    }
)
_START = re.compile(r"[\s*_—–-]*(\S?)")
_SINGLE_OPENING = re.compile(r"(?:^|(?<=[\s(—–\-\"“]))['‘‚](?=[^\s'‘’])", re.MULTILINE)
_SINGLE_CLOSING = re.compile(r"(?<=[.,!?…—–])['’‘](?=[\s)—–\"”]|$)", re.MULTILINE)
_PARAGRAPH_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class ChapterStyle:
    """The marks of a chapter: families in the order they are read, the first being that of speech."""

    families: tuple[Family, ...]
    habits: Habits
    dashes: bool

    def marks(self, family: Family) -> str:
        """The characters of a family."""
        return _MARKS[family]

    def opens(self, text: str, family: Family) -> bool:
        """Whether a paragraph begins with a mark of ``family``."""
        return _first_mark(text) in tuple(_MARKS[family])


def learn_style(paragraphs: Sequence[str]) -> ChapterStyle:
    """Decides by the chapter's paragraphs; what opens paragraphs weighs more than what stands within."""
    firsts = [_first_mark(text) for text in paragraphs]
    quoted = {family: sum(first in tuple(marks) for first in firsts) for family, marks in _MARKS.items()}
    scores = {
        Family.DOUBLE: _count(paragraphs, _MARKS[Family.DOUBLE]) / 2
        + _PARAGRAPH_WEIGHT * quoted[Family.DOUBLE],
        Family.SINGLE: _singles(paragraphs, quoted[Family.SINGLE]),
        Family.GUILLEMET: _count(paragraphs, "«»") / 2,
        Family.CORNER: _count(paragraphs, "「」『』") / 2,
    }
    families = sorted(Family, key=lambda family: -scores[family])
    present = tuple(f for f in families if f is Family.DOUBLE or _count(paragraphs, _MARKS[f]))
    return ChapterStyle(present, _habits(paragraphs, firsts), uses_dashes(paragraphs, sum(quoted.values())))


def _first_mark(text: str) -> str:
    start = _START.match(text)
    return start.group(1) if start else ""


def _count(paragraphs: Sequence[str], marks: str) -> int:
    return sum(text.count(mark) for text in paragraphs for mark in marks)


def _singles(paragraphs: Sequence[str], quoted: int) -> float:
    """How many quotations in single marks there seem to be; both ends must be found, so that neither
    possessives nor cut words count."""
    opening = sum(len(_SINGLE_OPENING.findall(text)) for text in paragraphs)
    closing = sum(len(_SINGLE_CLOSING.findall(text)) for text in paragraphs)
    return float(min(opening, closing) + _PARAGRAPH_WEIGHT * min(quoted, closing))


def _habits(paragraphs: Sequence[str], firsts: Sequence[str]) -> Habits:
    low = any("„" in text for text in paragraphs)
    ninety_nine = _count(paragraphs, "”")
    return Habits(
        low_opening=low,
        inward=firsts.count("»") > firsts.count("«"),
        one_shape=not low and ninety_nine > 0 and _count(paragraphs, '“"') == 0,
    )
