"""Weighs other readings of running text by the language model: what each would gain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from studio.proofing.deep.judge_name import judge_name
from studio.proofing.deep.model import LanguageModel
from studio.proofing.deep.page import BREAK, PER_PIECE, Page, PieceRow, Pieces
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
"""Pieces read of what stands before the first page, and of what is left out between two."""
_IN_LEAD = PER_PIECE * LEAD
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
        self, before: str, texts: Sequence[str], marks: Sequence[tuple[WordMark, ...] | None]
    ) -> list[tuple[Judgement, ...]]:
        """See ``Judge``."""
        left, self._left = self._left, None
        if left is None or not before or left.end != before:
            left = _Left(TextStream(self._model), [], before, "")
        asked, unread = self._asked(left, texts, marks)
        stream, last = left.stream, left.last
        out: list[tuple[Judgement, ...]] = [()] * len(texts)
        for group in _groups(asked):
            if stream.is_long:
                stream = TextStream(self._model)
                group[0] = replace(group[0], ahead=(*last, *group[0].ahead))
            ids = [i for each in group for i in each.ids]
            found = self._judge_chunk(stream.read(ids), group)
            for each, judgements in zip(group, found, strict=True):
                out[each.number] = judgements
            last = ids[-LEAD:]
        if self._reads_on:
            end = BREAK.join(filter(None, (before, *texts)))[-SEEN_BEFORE:]
            self._left = _Left(stream, last, unread, end)
        return out

    def _asked(
        self, left: _Left, texts: Sequence[str], marks: Sequence[tuple[WordMark, ...] | None]
    ) -> tuple[list[_Asked], str]:
        """The paragraphs to be judged, and the end of what is not read behind them."""
        quotations = QuotationParser().parse(list(texts))
        asked: list[_Asked] = []
        unread = left.unread
        for n, (text, some) in enumerate(zip(texts, marks, strict=True)):
            if some is None:
                unread = BREAK.join(filter(None, (unread, text)))[-_IN_LEAD:]
                continue
            page = Page(text, some, tuple(quotation.span for quotation in quotations[n]))
            begins = not asked and left.stream.is_new
            ahead = lead_of(unread, self._pieces) if unread or begins else []
            asked.append(_Asked(n, page, self._pieces.row(text), tuple(ahead)))
            unread = ""
        return asked, unread

    def _judge_chunk(self, chunk: Chunk, group: Sequence[_Asked]) -> list[tuple[Judgement, ...]]:
        trials: list[Trial] = []
        start = 0
        for n, each in enumerate(group):
            page, row = each.page, each.row
            start += len(each.ahead)
            proposals = self._sieve.readings(page, row, chunk, start)
            for reading in [*proposals, *self._tenses.readings(page, row, chunk, start)]:
                trial = self._trial(n, row, reading, start)
                if trial.own or trial.tail:
                    trials.append(trial)
            start += len(row.ids)
        ends = self._weigh(chunk, trials)
        found: list[dict[int, list[Weighed]]] = [{} for _ in group]
        for trial, gain in ends:
            weighed = Weighed(trial.reading.kind.value, trial.reading.text, round(gain, 2))
            found[trial.page].setdefault(trial.reading.word, []).append(weighed)
        return [_judgements(each.row, some) for each, some in zip(group, found, strict=True)]

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
class _Asked:
    """A paragraph to be judged, by its number in the question.

    ``ahead`` are pieces in front of it that are read with it: the end of what nobody reads.
    """

    number: int
    page: Page
    row: PieceRow
    ahead: tuple[int, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """All pieces that are read."""
        return self.ahead + self.row.ids


@dataclass(frozen=True, slots=True)
class _Left:
    """Where a question ended.

    Attributes:
        stream, last: what was read, and its last pieces.
        unread: the end of what stands behind that and was not read.
        end: the text in front of the next question.
    """

    stream: TextStream
    last: list[int]
    unread: str
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
    """The pieces to read ahead of a page: the end of what stands unread before it, and a break."""
    return pieces.tail(before.rstrip() + BREAK, LEAD) if before.strip() else list(pieces.of_word(BREAK))


def _groups(asked: Sequence[_Asked]) -> Iterator[list[_Asked]]:
    """Paragraphs to be read together."""
    group: list[_Asked] = []
    size = 0
    for each in asked:
        if group and size + len(each.ids) > LONGEST:
            yield group
            group, size = [], 0
        group.append(each)
        size += len(each.ids)
        if size >= CHUNK:
            yield group
            group, size = [], 0
    if group:
        yield group
