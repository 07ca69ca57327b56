"""From a chapter's text to its findings: evidence from the engines, then the rules, nearest first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

from studio.proofing.cache import WordBudgetCache
from studio.proofing.chapter_read import (
    ReadChapter,
    at_cursor,
    batches,
    nearest_windows,
    with_neighbours,
)
from studio.proofing.checker import Checker, ParagraphView, SceneFacts, StoryContext
from studio.proofing.close_questions import CloseQuestions, deep_page
from studio.proofing.edited_part import still_so
from studio.proofing.evidence import DOUBTED, FAINT, Evidence, GrammarMatch, Judgement, Token, WordMark
from studio.proofing.evidence_source import Engines, EvidenceSource
from studio.proofing.finding import Finding
from studio.proofing.judgement_source import JudgementSource
from studio.proofing.known_findings import KnownFindings
from studio.proofing.present import Present
from studio.proofing.scene_tense import TenseVotes, scene_facts, tense_votes
from studio.proofing.scene_window import scene_windows
from studio.proofing.slip_rate import SlipTally
from studio.proofing.story_change import StoryChange
from studio.text.paragraph import split_paragraphs
from studio.text.quotes import Quotation, QuotationParser
from studio.text.scene import marked_breaks
from studio.text.span import Span
from studio.text.word import rough_count

_FINDINGS_BUDGET = 600_000  # words; findings are small, so several novels' worth are kept
_MOST_CHANGES = 32  # of the story; what was found before the oldest of them is found anew
_SURPLUS, _SPARE = 15_000, 6_000  # words read anew before what is gone is let go, and what is kept of it
BATCH_WORDS = 400
"""Words given to the engines at a time: enough to work well, little enough to show results soon."""


@dataclass(frozen=True, slots=True)
class ParagraphFindings:
    """The findings of one paragraph; every span counts from the start of the chapter."""

    span: Span
    findings: tuple[Finding, ...]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ChapterResult:
    """A whole chapter read: findings in order, and its quotations with offsets in the chapter."""

    findings: tuple[Finding, ...]
    quotations: tuple[Quotation, ...]


@dataclass(slots=True)
class _Batch:
    """Paragraphs read together: findings known from before, and answers on the way for the others."""

    indexes: list[int]
    known: dict[int, KnownFindings]
    unknown: list[int]
    marks: Future[list[tuple[WordMark, ...]]] | None = None
    grammar: Future[list[tuple[GrammarMatch, ...]]] | None = None
    judgements: Future[list[tuple[Judgement, ...]]] | None = None


@dataclass(frozen=True, slots=True)
class BegunChapter:
    """A chapter to be read next, with the engines at work on its first paragraphs."""

    text: str
    chapter: ReadChapter
    batches: tuple[_Batch, ...]


class Proofreader:
    """Runs the checkers over chapters. One thread at a time may use it.

    Args:
        engines: what gives the evidence; each may be missing.
        checkers: the rules.
        beside: a pool for engines that work outside the interpreter lock, or None to use none.
        batch_words: words given to the engines at a time.
        ahead: batches that the engines may be ahead of the rules.
        judgements: what the language model says; None without one.
        deep: a pool for the language model, or None to use none.
    """

    def __init__(
        self,
        engines: Engines,
        checkers: Sequence[Checker],
        beside: ThreadPoolExecutor | None = None,
        batch_words: int = BATCH_WORDS,
        ahead: int = 1,
        judgements: JudgementSource | None = None,
        deep: ThreadPoolExecutor | None = None,
    ) -> None:
        self._judgements = judgements or JudgementSource(None, at_once=False)
        self._deep = deep
        self._ahead = ahead
        self._batch_words = batch_words
        self._quotes = QuotationParser()
        self._source = EvidenceSource(engines)
        self._checkers = tuple(checkers)
        self._beside = beside
        self._found: WordBudgetCache[KnownFindings] = WordBudgetCache(_FINDINGS_BUDGET)
        self._plain: WordBudgetCache[int] = WordBudgetCache(_FINDINGS_BUDGET)
        self._votes: WordBudgetCache[TenseVotes] = WordBudgetCache(_FINDINGS_BUDGET)
        self._story: StoryContext | None = None
        self._changes: deque[StoryChange] = deque(maxlen=_MOST_CHANGES)
        self._changed = 0  # how often the story changed

    def tell(self, story: StoryContext, change: StoryChange) -> None:
        """The story is another from now on; what was found where ``change`` touches nothing stays known.

        Without this, ``check`` with another story than before finds everything anew.
        """
        self._story = story
        if not change.nothing:
            self._changes.append(change)
            self._changed += 1

    def check(
        self,
        text: str,
        story: StoryContext,
        cursor: int = 0,
        stop: Callable[[], bool] = lambda: False,
    ) -> Iterator[ParagraphFindings]:
        """Yield the findings of every paragraph, the one at ``cursor`` (code points) and its scene first.

        ``stop`` is asked between batches; when it says yes the iterator ends early.
        """
        chapter = self._read(text)
        yield from self._check(chapter, story, self._plan(chapter, cursor, stop))

    def begin(self, text: str) -> BegunChapter:
        """Put the engines to work on the first paragraphs of a chapter, while another one is read."""
        chapter = self._read(text)
        order = (b for w in nearest_windows(chapter, 0) for b in batches(chapter, w, 0, self._batch_words))
        begun = tuple(_Batch(indexes, {}, indexes) for indexes in islice(order, self._ahead + 1))
        for batch in begun:
            self._set_to_work(chapter, batch)
        return BegunChapter(text, chapter, begun)

    def check_chapter(
        self, text: str, story: StoryContext, begun: BegunChapter | None = None
    ) -> ChapterResult:
        """All findings of a chapter at once; quicker where the same text was ``begun``."""
        if begun is None or begun.text != text:
            begun = self.begin(text)
        chapter = begun.chapter
        plan = self._plan(chapter, 0, lambda: False, begun.batches)
        latest = {r.span: r.findings for r in self._check(chapter, story, plan)}
        findings = sorted((f for found in latest.values() for f in found), key=lambda f: (f.span, f.rule))
        quotations = tuple(
            q.shift(p.start)
            for p, found in zip(chapter.paragraphs, chapter.quotations, strict=True)
            for q in found
        )
        return ChapterResult(tuple(findings), quotations)

    def check_at(self, text: str, story: StoryContext, at: int) -> tuple[Finding, ...]:
        """The findings of the one paragraph at ``at``; empty where none is. Spans count in ``text``."""
        chapter = self._read(text)
        index = chapter.at(at)
        if index is None:
            return ()
        self._meet(story)
        self._judge_tense(chapter, next(window for window in chapter.windows if index in window))
        found = self._look_up(chapter, index)
        if found is None:
            view = self._views(chapter, _Batch([index], {}, [index]))[index]
            found = self._judge(chapter, index, view, story)
        paragraph = chapter.paragraphs[index]
        shown = found.shown(self._tally(chapter).tilt, paragraph.text, story.cast)
        return tuple(f.shift(paragraph.start) for f in shown)

    def tagged(self, text: str, within: Span) -> tuple[ParagraphView, ...]:
        """The paragraphs that touch ``within``, with tags and quotations but nothing else."""
        paragraphs = split_paragraphs(text)
        quotations = self._quotes.parse([p.text for p in paragraphs])
        wanted = [p for p in paragraphs if p.start <= within.end and within.start <= p.end]
        tokens = self._source.tokens([p.text for p in wanted])
        return tuple(
            ParagraphView(p.text, p.start, quotations[p.index], Evidence(t))
            for p, t in zip(wanted, tokens, strict=True)
        )

    @property
    def judgements(self) -> JudgementSource:
        """What the language model says."""
        return self._judgements

    @property
    def close_questions(self) -> CloseQuestions:
        """What the language model has still to be asked."""
        return CloseQuestions(self._read, self._source, self._judgements)

    @property
    def problems(self) -> dict[str, str]:
        """Engines that failed since they last answered, each with a sentence for the writer."""
        deep = {"deep": self._judgements.problem} if self._judgements.problem else {}
        return {**self._source.problems, **deep}

    @property
    def surplus(self) -> float:
        """How much was read since `let_go`; from 1 on so much that much of it may be gone from the story."""
        read = max(self._found.fresh, self._votes.fresh, self._source.fresh)
        return read / (_SURPLUS + self._votes.weight // 20)

    def let_go(self, present: Present) -> None:
        """Forget what is of no text of the story any more, but for what was read last: for undo."""
        places = set(map(hash, present.places))

        def is_latest(key: object) -> bool:
            """A place was found anew when its scene or its judgements were others: the latest time counts."""
            place = key[0] if isinstance(key, tuple) else None
            known = place in places
            places.discard(place)
            return known

        self._found.let_go(is_latest, _SPARE)
        for cache in (self._votes, self._plain):
            cache.let_go(lambda key: isinstance(key, tuple) and key[0] in present.texts, _SPARE)
        self._source.let_go(present, _SPARE)
        self._judgements.let_go(present.pages, _SPARE)

    def close(self) -> None:
        """Stop the engines that run beside this process, and the pool."""
        self._source.close()
        if self._beside is not None:
            self._beside.shutdown(cancel_futures=True)
        if self._deep is not None:
            self._deep.shutdown(cancel_futures=True)

    def _read(self, text: str) -> ReadChapter:
        paragraphs = split_paragraphs(text)
        quotations = self._quotes.parse([p.text for p in paragraphs])
        breaks = [b.span.start for b in marked_breaks(paragraphs)]
        return ReadChapter(paragraphs, quotations, scene_windows(paragraphs, breaks))

    def _check(
        self, chapter: ReadChapter, story: StoryContext, plan: Iterator[_Batch]
    ) -> Iterator[ParagraphFindings]:
        self._meet(story)
        told: dict[int, tuple[KnownFindings, tuple[Finding, ...]]] = {}
        tally = self._tally(chapter)
        for batch in plan:
            views = self._views(chapter, batch)
            so_far = tally.tilt
            for index in batch.indexes:
                found = batch.known.get(index)
                if found is None:
                    found = self._judge(chapter, index, views[index], story)
                shown = found.shown(so_far, chapter.paragraphs[index].text, story.cast)
                told[index] = found, shown
                yield self._told(chapter, index, shown, len(told))
            self._count_slips(chapter, batch.indexes, tally)
        settled = tally.tilt
        for index, (found, before) in told.items():
            shown = found.shown(settled, chapter.paragraphs[index].text, story.cast)
            if shown != before:
                yield self._told(chapter, index, shown, len(told))

    def _told(
        self, chapter: ReadChapter, index: int, findings: tuple[Finding, ...], done: int
    ) -> ParagraphFindings:
        paragraph = chapter.paragraphs[index]
        span = Span(paragraph.start, paragraph.start + len(paragraph.text))
        shifted = tuple(f.shift(paragraph.start) for f in findings)
        return ParagraphFindings(span, shifted, done, len(chapter.paragraphs))

    def _tally(self, chapter: ReadChapter) -> SlipTally:
        """What is known by now of how carefully the chapter is written."""
        tally = SlipTally()
        self._count_slips(chapter, range(len(chapter.paragraphs)), tally)
        return tally

    def _count_slips(self, chapter: ReadChapter, indexes: Sequence[int], tally: SlipTally) -> None:
        for index in indexes:
            text = chapter.paragraphs[index].text
            plain = self._plain.get((text,))
            if plain is not None:
                tally.note(index, rough_count(text), plain)

    def _meet(self, story: StoryContext) -> None:
        if story != self._story:
            self.tell(story, StoryChange(everything=True))

    def _plan(
        self,
        chapter: ReadChapter,
        cursor: int,
        stop: Callable[[], bool],
        begun: Iterable[_Batch] = (),
    ) -> Iterator[_Batch]:
        """Batches in the order of interest; the engines are some batches ahead of the rules, but for the
        first, which is answered before they turn to anything else.

        Args:
            begun: those that the engines are at work on already, in that order.
        """
        waiting, early = deque[_Batch](), deque(begun)
        ahead = self._ahead if early else 0
        for window in nearest_windows(chapter, cursor):
            if stop():
                return
            if (edited := self._begin_edited(chapter, window, cursor)) is not None:
                early.appendleft(edited)
            self._judge_tense(chapter, window)
            for indexes in batches(chapter, window, cursor, self._batch_words):
                is_begun = bool(early) and early[0].indexes == indexes
                waiting.append(early.popleft() if is_begun else self._begin(chapter, indexes))
                if len(waiting) > ahead:
                    yield waiting.popleft()
                    ahead = self._ahead
                    if stop():
                        return
        yield from waiting

    def _begin(self, chapter: ReadChapter, indexes: list[int]) -> _Batch:
        """Look up what is known and put the engines to work on the rest."""
        known = {i: f for i in indexes if (f := self._look_up(chapter, i)) is not None}
        batch = _Batch(indexes, known, [i for i in indexes if i not in known])
        self._set_to_work(chapter, batch)
        return batch

    def _begin_edited(self, chapter: ReadChapter, window: range, cursor: int) -> _Batch | None:
        """The paragraph at the cursor, if it was never seen: the other engines need not wait for its tags."""
        index = at_cursor(chapter, window, cursor)
        if index is None or self._votes.get(_vote_key(chapter, index)) is not None:
            return None
        batch = _Batch([index], {}, [index])
        self._set_to_work(chapter, batch)
        return batch

    def _set_to_work(self, chapter: ReadChapter, batch: _Batch) -> None:
        if self._beside is not None and batch.unknown:
            texts = [chapter.paragraphs[i].text for i in batch.unknown]
            batch.marks = self._beside.submit(self._source.marks, *with_neighbours(chapter, batch.unknown))
            batch.grammar = self._beside.submit(self._source.grammar, texts)
            if self._deep is not None and self._judgements.at_once:
                batch.judgements = self._deep.submit(self._weigh, chapter, batch.unknown, batch.marks)

    def _look_up(self, chapter: ReadChapter, index: int) -> KnownFindings | None:
        """What is known of a paragraph and still holds in the story as it is now."""
        known = self._found.get(self._key(chapter, index))
        if known is None:
            return None
        since = self._changed - known.changes
        if since > len(self._changes):
            return None
        if since:
            text = "\n".join((chapter.paragraphs[index].text, *chapter.neighbours(index)))
            for change in list(self._changes)[-since:]:
                if change.touches(text) or change.touches_findings(known.every):
                    return None
            known.changes = self._changed
        return known

    def _judge_tense(self, chapter: ReadChapter, window: range) -> None:
        """Settle the narrative tense of a window; tags the paragraphs that were never seen."""
        missing = [i for i in window if self._votes.get(_vote_key(chapter, i)) is None]
        for index, tokens in zip(missing, self._tokens(chapter, missing), strict=True):
            votes = tense_votes(tokens, chapter.quotations[index])
            self._votes.put(_vote_key(chapter, index), votes, rough_count(chapter.paragraphs[index].text))
        votes_of = [v for i in window if (v := self._votes.get(_vote_key(chapter, i))) is not None]
        chapter.facts[window.start] = _rounded(scene_facts(votes_of))
        for index in window:
            chapter.facts[index] = chapter.facts[window.start]

    def _tokens(self, chapter: ReadChapter, indexes: Sequence[int]) -> list[tuple[Token, ...]]:
        return self._source.tokens([chapter.paragraphs[i].text for i in indexes])

    def _views(self, chapter: ReadChapter, batch: _Batch) -> dict[int, ParagraphView]:
        wanted = batch.unknown
        if not wanted:
            return {}
        tokens = self._tokens(chapter, wanted)
        marks = batch.marks.result() if batch.marks else self._source.marks(*with_neighbours(chapter, wanted))
        texts = [chapter.paragraphs[i].text for i in wanted]
        grammar = batch.grammar.result() if batch.grammar else self._source.grammar(texts)
        weighed = batch.judgements.result() if batch.judgements else self._weigh(chapter, wanted, marks)
        return {
            i: _view(chapter, i, Evidence(t, _doubted(m), g, j, _faint(m) if j else ()))
            for i, t, m, g, j in zip(wanted, tokens, marks, grammar, weighed, strict=True)
        }

    def _weigh(
        self,
        chapter: ReadChapter,
        indexes: Sequence[int],
        marks: list[tuple[WordMark, ...]] | Future[list[tuple[WordMark, ...]]],
    ) -> list[tuple[Judgement, ...]]:
        """What the language model says of some paragraphs."""
        if not self._judgements.at_once:
            return [self._said_of(chapter.before(i), chapter.paragraphs[i].text) for i in indexes]
        doubts = marks.result() if isinstance(marks, Future) else marks
        pairs = zip(indexes, doubts, strict=True)
        return self._judgements.of([deep_page(self._source, chapter, i, some) for i, some in pairs])

    def _said_of(self, before: str, text: str) -> tuple[Judgement, ...]:
        """What is known of a paragraph; of an edited one, what was known of the sentences left alone."""
        found = self._judgements.so_far(before, text)
        if found is None:
            earlier = self._judgements.earlier(before)
            found = still_so(text, earlier) if earlier is not None else ()
        return found

    def _judge(
        self, chapter: ReadChapter, index: int, view: ParagraphView, story: StoryContext
    ) -> KnownFindings:
        said = (f for checker in self._checkers for f in checker.check(view, story))
        found = KnownFindings.of((f for f in said if f.rule not in story.disabled), self._changed)
        if self._source.whole:
            words = rough_count(view.text)
            self._found.put(self._key(chapter, index), found, words)
            self._plain.put((view.text,), found.plain, words)
        return found

    def _key(self, chapter: ReadChapter, index: int) -> tuple[object, ...]:
        before, after = chapter.neighbours(index)
        return (
            hash((chapter.paragraphs[index].text, before, after)),
            chapter.paragraphs[index].text,
            chapter.quotations[index],
            chapter.facts[index],
            self._source.fingerprint,
            self._judgements.state(chapter.before(index), chapter.paragraphs[index].text),
        )


def _view(
    chapter: ReadChapter,
    index: int,
    evidence: Evidence,
) -> ParagraphView:
    before, after = chapter.neighbours(index)
    paragraph = chapter.paragraphs[index]
    return ParagraphView(
        text=paragraph.text,
        start=paragraph.start,
        quotations=chapter.quotations[index],
        evidence=evidence,
        scene=chapter.facts[index],
        before=before,
        after=after,
    )


def _doubted(marks: Sequence[WordMark]) -> tuple[WordMark, ...]:
    return tuple(mark for mark in marks if 1 - mark.keep > DOUBTED)


def _faint(marks: Sequence[WordMark]) -> tuple[WordMark, ...]:
    return tuple(mark for mark in marks if FAINT < 1 - mark.keep <= DOUBTED)


def _vote_key(chapter: ReadChapter, index: int) -> tuple[object, ...]:
    return chapter.paragraphs[index].text, chapter.quotations[index]


def _rounded(facts: SceneFacts) -> SceneFacts:
    """Coarse enough that a new verb somewhere in the scene does not make every paragraph stale."""
    return SceneFacts(facts.tense, round(facts.share, 1), min(facts.verbs, 20))
