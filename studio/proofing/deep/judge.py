"""Weighs other readings of running text by the language model: what each would gain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from studio.proofing.deep.judge_name import judge_name
from studio.proofing.deep.model import LanguageModel
from studio.proofing.deep.page import BREAK, Page, PieceRow, Pieces
from studio.proofing.deep.sieve import Kind, Limits, Reading, Sieve
from studio.proofing.deep.stream import Branch, BranchReader, Chunk, TextStream
from studio.proofing.deep.tense_sieve import TenseSieve
from studio.proofing.deep.trial import Trial, has_hope, may_begin
from studio.proofing.engines.encoder_table import ConfusionTable
from studio.proofing.evidence import Judgement, Weighed, WordMark
from studio.proofing.judgement_source import SEEN_BEFORE
from studio.text.quotes import QuotationParser

CHUNK = 256
"""Pieces read at once, at least; paragraphs stay whole up to `LONGEST`."""
LONGEST = 384
TAIL = 6
"""Pieces behind a place that are read with each reading; by then the difference has mostly settled."""
LEAD = 48
"""Pieces read of what stands before the first page."""
STEPS: Mapping[int, float] = MappingProxyType({1: 0.15, 3: 0.05, TAIL: 0.0})
"""How many of them are read before it is asked again whether there is hope, and which share of the surprise
behind those another word may still take away: in fiction, most gain no more."""


class DeepJudge:
    """The Judge on the run-time form. Several threads may ask at once; each reads on a core of its own.

    Args:
        folder: the language model's.
        table: words that get confused.
        threads: how many cores one reading may use.
        gate: called before each run of the model, and may take its time.
        reads_on: a question about what follows the last one is read on from there, with more in view and
            nothing read twice. For one thread only.

    Raises:
        EngineError: when the model is missing or damaged.
    """

    def __init__(
        self,
        folder: Path,
        table: ConfusionTable,
        threads: int = 1,
        limits: Limits | None = None,
        gate: Callable[[], object] | None = None,
        *,
        reads_on: bool = False,
    ) -> None:
        self._model = LanguageModel(folder, threads, gate)
        self._pieces = Pieces(folder)
        self._sieve = Sieve(self._model, self._pieces, table, limits)
        self._tenses = TenseSieve(self._model, self._pieces)
        self._reads_on = reads_on
        self._left: _Left | None = None

    @property
    def fingerprint(self) -> str:
        """Names the weights and what shapes the judgements."""
        return judge_name()

    def judge(
        self, before: str, texts: Sequence[str], marks: Sequence[tuple[WordMark, ...]]
    ) -> list[tuple[Judgement, ...]]:
        """See ``Judge``."""
        quotations = QuotationParser().parse(list(texts))
        pages = [
            Page(text, tuple(some), tuple(quotation.span for quotation in spoken))
            for text, some, spoken in zip(texts, marks, quotations, strict=True)
        ]
        rows = [self._pieces.row(page.text) for page in pages]
        out: list[tuple[Judgement, ...]] = []
        left, self._left = self._left, None
        if left is not None and before and left.end == before:
            stream, last, lead = left.stream, left.last, list[int]()
        else:
            stream, last, lead = TextStream(self._model), [], lead_of(before, self._pieces)
        for group in _groups(rows):
            if stream.is_long:
                stream, lead = TextStream(self._model), last
            ids = [*lead, *(i for n in group for i in rows[n].ids)]
            chunk = stream.read(ids)
            out += self._judge_chunk(chunk, [pages[n] for n in group], [rows[n] for n in group], len(lead))
            lead, last = [], ids[-LEAD:]
        if self._reads_on:
            self._left = _Left(stream, last, BREAK.join(filter(None, (before, *texts)))[-SEEN_BEFORE:])
        return out

    def _judge_chunk(
        self, chunk: Chunk, pages: Sequence[Page], rows: Sequence[PieceRow], start: int
    ) -> list[tuple[Judgement, ...]]:
        trials: list[Trial] = []
        for n, (page, row) in enumerate(zip(pages, rows, strict=True)):
            proposals = self._sieve.readings(page, row, chunk, start)
            for reading in [*proposals, *self._tenses.readings(page, row, chunk, start)]:
                trial = self._trial(n, row, reading, start)
                if trial.own or trial.tail:
                    trials.append(trial)
            start += len(row.ids)
        ends = self._weigh(chunk, trials)
        found: list[dict[int, list[Weighed]]] = [{} for _ in pages]
        for trial, gain in ends:
            weighed = Weighed(trial.reading.kind.value, trial.reading.text, round(gain, 2))
            found[trial.page].setdefault(trial.reading.word, []).append(weighed)
        return [_judgements(row, some) for row, some in zip(rows, found, strict=True)]

    def _trial(self, n: int, row: PieceRow, reading: Reading, start: int) -> Trial:
        word = row.words[reading.word]
        inserted = reading.kind is Kind.INSERT
        lead = " " if word.spaced or inserted else ""
        own = self._pieces.of_word(lead + reading.text) if reading.text else ()
        back = word.first if inserted else word.last
        last = min(word.last + TAIL, len(row.ids))
        # Where both begin with the same pieces ("call" and "called"), those were read with the text.
        same = _shared(own, row.ids[word.first : back])
        return Trial(n, reading, own[same:], row.ids[back:last], start + word.first + same, start + back)

    def _weigh(self, chunk: Chunk, trials: Sequence[Trial]) -> Iterator[tuple[Trial, float]]:
        """What the trials gain that are worth telling of.

        Each is read on behind its place for as long as there is hope for it.
        """
        if not trials:
            return
        branches = [Branch(trial.first, trial.own + trial.tail) for trial in trials]
        reader = BranchReader(self._model, chunk, branches)
        firsts = [float(reader.scores[n]) - trial.written(chunk, 0) for n, trial in enumerate(trials)]
        gains = {n: firsts[n] - trial.unread for n, trial in enumerate(trials)}
        alive = [n for n, trial in enumerate(trials) if may_begin(chunk, trial, firsts[n])]
        for tail, share in STEPS.items():
            reader.read({n: len(trials[n].own) + tail for n in alive})
            gains |= {n: float(reader.scores[n]) - trials[n].written(chunk, tail) for n in alive}
            alive = [n for n in alive if has_hope(chunk, trials[n], tail, share, gains[n])]
        left = set(alive)
        for n, trial in enumerate(trials):
            # What the encoder proposed is answered in any case: it may have to be overruled.
            if n in left or trial.reading.marked:
                yield trial, gains[n]


@dataclass(frozen=True, slots=True)
class _Left:
    """Where a question ended: the stream, its last pieces, and the text in front of the next one."""

    stream: TextStream
    last: list[int]
    end: str


def _shared(some: Sequence[int], others: Sequence[int]) -> int:
    """How many pieces both begin with."""
    pairs = zip(some, others, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(some), len(others)))


def _judgements(row: PieceRow, found: dict[int, list[Weighed]]) -> tuple[Judgement, ...]:
    return tuple(
        Judgement(row.words[n].span, tuple(sorted(some, key=lambda w: -w.gain)))
        for n, some in sorted(found.items())
    )


def lead_of(before: str, pieces: Pieces) -> list[int]:
    """The pieces to read ahead of the first page: the end of what stands before it, and a break."""
    return pieces.tail(before.rstrip() + BREAK, LEAD) if before.strip() else list(pieces.of_word(BREAK))


def _groups(rows: Sequence[PieceRow]) -> Iterator[list[int]]:
    """Rows to be read together."""
    group: list[int] = []
    size = 0
    for n, row in enumerate(rows):
        if group and size + len(row.ids) > LONGEST:
            yield group
            group, size = [], 0
        group.append(n)
        size += len(row.ids)
        if size >= CHUNK:
            yield group
            group, size = [], 0
    if group:
        yield group
