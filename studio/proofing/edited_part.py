"""The sentences around an edit: judged at once, when the rest of a long paragraph can wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from studio.proofing.evidence import Judgement, WordMark
from studio.proofing.judgement_source import SEEN_BEFORE, DeepPage
from studio.text.sentence import split_sentences
from studio.text.span import Span

SHORT: Final = 320
"""Code points (some sixty words) up to which a paragraph is judged whole: it takes no longer."""
_MOST = 0.7  # share of a paragraph from which on all of it is judged as well


@dataclass(frozen=True, slots=True)
class EditedPart:
    """Some sentences of a paragraph that are to be judged for themselves.

    Attributes:
        window: where they stand in the paragraph (code points).
        kept: what is known of the rest of it, spans counted in the paragraph as it is now.
    """

    window: Span
    kept: tuple[Judgement, ...] = ()

    def marks(self, marks: Iterable[WordMark]) -> tuple[WordMark, ...]:
        """Those of the paragraph's marks that stand in the window, counted from its start."""
        inside = (mark for mark in marks if self._holds(mark.span))
        return tuple(replace(mark, span=mark.span.shift(-self.window.start)) for mark in inside)

    def whole(self, judged: Sequence[Judgement]) -> tuple[Judgement, ...]:
        """The judgements of the paragraph, given those of the window (counted from its start)."""
        fresh = (replace(each, span=each.span.shift(self.window.start)) for each in judged)
        return tuple(sorted((*self.kept, *fresh), key=lambda each: each.span))

    def _holds(self, span: Span) -> bool:
        return self.window.start <= span.start and span.end <= self.window.end


@dataclass(frozen=True, slots=True)
class EditedPage:
    """An edited paragraph: ``page`` is all of it, ``part`` what to judge first; None for all of it."""

    page: DeepPage
    part: EditedPart | None

    @property
    def asked(self) -> DeepPage:
        """What the language model is asked about."""
        if self.part is None:
            return self.page
        window = self.part.window
        before = f"{self.page.before}\n\n{self.page.text[: window.start]}"[-SEEN_BEFORE:]
        return DeepPage(before, window.of(self.page.text), self.part.marks(self.page.marks or ()))


def edited_part(
    text: str, touched: Sequence[Span], earlier: tuple[str, tuple[Judgement, ...]] | None
) -> EditedPart | None:
    """What to judge first of a paragraph; None for all of it.

    The sentences that were edited and the one behind them, which an edit can make surprising.

    Args:
        touched: the stretches of ``text`` that were edited (code points in it, both ends included).
        earlier: the paragraph as it stood here before, and its judgements, if it was judged.
    """
    if len(text) <= SHORT:
        return None
    stretches = [Span(max(0, s.start), min(s.end, len(text))) for s in touched]
    if earlier is not None:
        stretches.append(_difference(earlier[0], text))
    if not stretches:
        return None
    window = _sentences_around(text, min(s.start for s in stretches), max(s.end for s in stretches))
    if len(window) > _MOST * len(text):
        return None
    return EditedPart(window, () if earlier is None else tuple(_kept(earlier, len(text), window)))


def still_so(text: str, earlier: tuple[str, tuple[Judgement, ...]]) -> tuple[Judgement, ...]:
    """What of earlier judgements still holds in the paragraph as it is now: those outside its edited part."""
    change = _difference(earlier[0], text)
    return tuple(_kept(earlier, len(text), _sentences_around(text, change.start, change.end)))


def _sentences_around(text: str, start: int, end: int) -> Span:
    sentences = split_sentences(text)
    first = max((s.start for s in sentences if s.start <= start), default=0)
    behind = [s.end for s in sentences if s.start > end]
    return Span(first, behind[0] if behind else len(text))


def _difference(old: str, new: str) -> Span:
    """The stretch of ``new`` that is not as in ``old``."""
    shorter = min(len(old), len(new))
    same = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - same
    alike = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return Span(same, len(new) - alike)


def _kept(earlier: tuple[str, tuple[Judgement, ...]], length: int, window: Span) -> Iterable[Judgement]:
    """The earlier judgements outside the window, where they stand now; the text there is as it was."""
    old, judgements = earlier
    longer = length - len(old)
    for each in judgements:
        if each.span.end <= window.start:
            yield each
        elif each.span.start + longer >= window.end:
            yield replace(each, span=each.span.shift(longer))
