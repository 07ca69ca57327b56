"""Where one scene ends and the next begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from studio.text.paragraph import Paragraph, split_paragraphs
from studio.text.span import Span
from studio.text.word import count_words


class BreakKind(StrEnum):
    """How a scene break is known."""

    MARK = "mark"
    HEADING = "heading"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class SceneBreak:
    """A division of a chapter.

    Attributes:
        span: the mark or heading; for a guess the empty span where the new scene begins. In code points.
        kind: a mark ("* * *"), a heading ("# The Ferry", "Chapter 2"), or a guess where a mark seems lost.
    """

    span: Span
    kind: BreakKind


_MARK = re.compile(
    r"\s*(?:[*#~=•·⁂§◆◇○●☆★✦✧❖♦]|[-–—_]{2,}|(?:[*#~=+•·∙⁂◆◇○●☆★✦✧❖♦_.\-–—|/\\:<>()\[\]{}^]\s*){3,}"
    r"|[~\-–—=*.]*\s*(?:[oO0x][oO0xX]{1,8}[oO0x]|[xX](?:\s+[xX]){2,})\s*[~\-–—=*.]*"
    r"|[*(\[]*(?i:(?:scene|page|line)[ -]break|break)[*)\]]*)\s*"
)
_ONLY_DOTS = re.compile(r"\s*[.…\s]+")
_HEADING = re.compile(
    r"\s*(?:#{1,6}\s+\S.*"
    r"|(?i:chapter|part|book|act|scene|volume)\s+(?:\d+|[IVXLC]+|(?i:one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)\b)"
    r"(?:\s*[:.–—-]\s*[^\n]{0,80}|(?:\s+(?:[A-Z][\w'’-]*|of|the|and|in|at|a|an|to|on|for))*)"
    r"|(?i:prologue|epilogue|interlude|foreword|afterword)\s*(?:[:.–—-].{0,80})?"
    r"|[IVXLC]{1,7}\.?|\d{1,3}\.?)\s*"
)
_LONGEST_MARK = 80
_LONGEST_HEADING = 120

_TIME_LEAD = re.compile(
    r"\s*(?:(?:The|That)\s+(?:next|following|same)\s+(?:morning|day|evening|night|afternoon|week|month|year)\b"
    r"|(?:(?:An|One|Two|Three|Four|Five|Six|Several|Many|Some|A\s+few)\s+)?"
    r"(?:[Mm]inutes?|[Hh]ours?|[Dd]ays?|[Nn]ights?|[Ww]eeks?|[Mm]onths?|[Yy]ears?)\s+(?:later|had\s+passed|passed)\b"
    r"|Meanwhile,|Elsewhere,)"
)
_FEWEST_WORDS_BY_GAP = 60
_FEWEST_WORDS_BY_TIME = 250


def scene_breaks(text: str) -> tuple[SceneBreak, ...]:
    """The breaks of a chapter in order.

    Guesses are made only in a chapter that has no mark at all: where the gap between two paragraphs is
    wider than usual, or where a paragraph opens with a leap in time.
    """
    paragraphs = split_paragraphs(text)
    known = marked_breaks(paragraphs)
    if any(b.kind is BreakKind.MARK for b in known):
        return known
    headed = {b.span.start for b in known}
    return tuple(sorted((*known, *_guesses(text, paragraphs, headed)), key=lambda b: b.span))


def is_scene_mark(line: str) -> bool:
    """Whether a line is nothing but a scene break's mark ("* * *", "###", "~", "oOo")."""
    return len(line) <= _LONGEST_MARK and bool(_MARK.fullmatch(line)) and not _ONLY_DOTS.fullmatch(line)


def is_heading(line: str) -> bool:
    """Whether a line is a heading of Markdown, or reads as one ("Chapter Four", "Epilogue", "XII")."""
    return len(line) <= _LONGEST_HEADING and "\n" not in line and bool(_HEADING.fullmatch(line))


def marked_breaks(paragraphs: Sequence[Paragraph]) -> tuple[SceneBreak, ...]:
    """The breaks that are written down, marks and headings, of a chapter already split into paragraphs."""
    return tuple(_known(paragraphs))


def _known(paragraphs: Sequence[Paragraph]) -> Iterator[SceneBreak]:
    for paragraph in paragraphs:
        if is_scene_mark(paragraph.text):
            yield SceneBreak(_tight(paragraph), BreakKind.MARK)
        elif is_heading(paragraph.text):
            yield SceneBreak(_tight(paragraph), BreakKind.HEADING)


def _tight(paragraph: Paragraph) -> Span:
    lead = len(paragraph.text) - len(paragraph.text.lstrip())
    return Span(paragraph.start + lead, paragraph.start + len(paragraph.text.rstrip()))


def _guesses(text: str, paragraphs: Sequence[Paragraph], headed: set[int]) -> Iterator[SceneBreak]:
    gaps = [text.count("\n", a.end, b.start) for a, b in pairwise(paragraphs)]
    if not gaps:
        return
    usual = Counter(gaps).most_common(1)[0][0]
    rare = sum(gap > usual for gap in gaps) * 8 <= len(gaps)
    since = count_words(paragraphs[0].text)
    left = sum(count_words(p.text) for p in paragraphs) - since
    for (before, after), gap in zip(pairwise(paragraphs), gaps, strict=True):
        wide = rare and gap > usual
        here = count_words(after.text)
        if before.start in headed or after.start in headed:
            since = 0
        elif _is_guess(after.text, since, left, wide=wide):
            yield SceneBreak(Span(after.start, after.start), BreakKind.GUESS)
            since = 0
        since += here
        left -= here


def _is_guess(opening: str, since: int, left: int, *, wide: bool) -> bool:
    if wide:
        return min(since, left) >= _FEWEST_WORDS_BY_GAP
    return min(since, left) >= _FEWEST_WORDS_BY_TIME and bool(_TIME_LEAD.match(opening))
