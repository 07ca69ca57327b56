"""What was found, what was right, and how often the first suggestion was.

A finding hits a slip when their stretches touch and their kinds can mean the same mistake: one about a word
never hits a punctuation slip, and the other way round. A missing word or mark may be marked on a neighbour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.quality.document import Document, Slip
from studio.proofing.finding import Category, Finding
from studio.text.span import Span
from studio.text.word import count_words

_MARKS = frozenset({"punctuation", "dialogue_punctuation"})
_WORDS = frozenset({"spelling", "real_word", "agreement", "tense_shift", "repeated_word"})
_GAP = 2  # code points
_AROUND = 60


@dataclass(slots=True)
class Tally:
    """Counts of one kind: slips planted, hit, hit with the right first suggestion; findings, those right."""

    planted: int = 0
    hit: int = 0
    first: int = 0
    found: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """Share of the slips that were hit."""
        return self.hit / self.planted if self.planted else 0.0

    @property
    def precision(self) -> float:
        """Share of the findings that hit something."""
        return self.right / self.found if self.found else 0.0

    @property
    def f05(self) -> float:
        """Both together, precision counting twice as much."""
        p, r = self.precision, self.recall
        return 1.25 * p * r / (0.25 * p + r) if p + r else 0.0

    @property
    def top1(self) -> float:
        """Share of the hit slips whose first suggestion is right."""
        return self.first / self.hit if self.hit else 0.0


@dataclass(slots=True)
class Score:
    """The tallies by kind, and together; the alarms on the texts without slips."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    alarms: int = 0
    clean_words: int = 0
    misses: list[tuple[Document, Slip]] = field(default_factory=list)
    false: list[tuple[Document, Finding]] = field(default_factory=list)
    false_on_clean: list[tuple[Document, Finding]] = field(default_factory=list)

    def tally(self, kind: str) -> Tally:
        """The tally of a kind."""
        return self.kinds.setdefault(kind, Tally())

    @property
    def all(self) -> Tally:
        """All kinds together."""
        tallies = self.kinds.values()
        return Tally(
            sum(t.planted for t in tallies),
            sum(t.hit for t in tallies),
            sum(t.first for t in tallies),
            sum(t.found for t in tallies),
            sum(t.right for t in tallies),
        )

    @property
    def alarms_per_1000(self) -> float:
        """Alarms on 1,000 words without slips."""
        return 1000 * self.alarms / self.clean_words if self.clean_words else 0.0


def score(planted: Iterable[tuple[Document, Sequence[Finding]]]) -> Score:
    """The score of what was found in documents with slips."""
    made = Score()
    for document, findings in planted:
        wanted = [finding for finding in findings if finding.category is not Category.STYLE]
        for slip in document.slips:
            tally = made.tally(slip.category)
            tally.planted += 1
            hits = [finding for finding in wanted if touches(finding, slip)]
            tally.hit += bool(hits)
            tally.first += any(_is_right(document.text, finding, slip) for finding in hits)
            if not hits:
                made.misses.append((document, slip))
        for finding in wanted:
            near = [slip for slip in document.slips if touches(finding, slip)]
            tally = made.tally(near[0].category if near else str(finding.category))
            tally.found += 1
            tally.right += bool(near)
            if not near:
                made.false.append((document, finding))
    return made


def add_clean(made: Score, clean: Iterable[tuple[Document, Sequence[Finding]]]) -> Score:
    """The score with the alarms on documents without slips."""
    for document, findings in clean:
        alarms = [finding for finding in findings if finding.category is not Category.STYLE]
        made.alarms += len(alarms)
        made.clean_words += count_words(document.text)
        made.false_on_clean += [(document, finding) for finding in alarms]
    return made


def touches(finding: Finding, slip: Slip) -> bool:
    """Whether a finding hits a slip."""
    kind = str(finding.category)
    if (slip.category in _MARKS and kind in _WORDS) or (kind in _MARKS and slip.category in _WORDS):
        return False
    gap = _GAP if slip.category in _MARKS or slip.category == "missing_word" else -1
    return finding.span.start <= slip.end + gap and slip.start <= finding.span.end + gap


def _is_right(text: str, finding: Finding, slip: Slip) -> bool:
    if not finding.suggestions:
        return False
    low = max(0, min(finding.span.start, slip.start) - _AROUND)
    high = max(finding.span.end, slip.end) + _AROUND
    mine = _rewritten(text, finding.span, finding.suggestions[0], low, high)
    place = Span(slip.start, slip.end)
    return any(mine == _rewritten(text, place, right, low, high) for right in slip.suggestions)


def _rewritten(text: str, span: Span, by: str, low: int, high: int) -> str:
    return " ".join((text[low : span.start] + by + text[span.end : high]).replace("’", "'").split())
