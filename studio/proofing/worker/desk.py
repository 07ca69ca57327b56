"""The worker's desk: which chapter to read next, and the names learnt on the way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from studio.model.cast import Cast, NameTable
from studio.proofing.checker import StoryContext
from studio.proofing.deep.store import JudgementFile
from studio.proofing.message import (
    CastLearnt,
    ChapterDone,
    CheckChapter,
    CheckFixes,
    Configure,
    ConvertTense,
    EngineChoice,
    EngineState,
    ForgetAll,
    ForgetChapter,
    ParagraphChecked,
    PauseDeep,
    ReadAgain,
    SheetNames,
    TellStory,
)
from studio.proofing.pipeline import ParagraphFindings, Proofreader
from studio.proofing.present import Present
from studio.proofing.story_change import StoryChange, vocabulary
from studio.proofing.worker.asks import Ask, answer, reader
from studio.proofing.worker.deep_reading import DeepReading, Judged
from studio.proofing.worker.fix_checks import FixChecks
from studio.proofing.worker.ledger import SentLedger

BREATH: Final = 0.12
"""Seconds in which the next word is awaited once an edited paragraph is answered: what stands around it is
read again for nothing while the writer goes on."""

_MOST_SURPLUS: Final = 2.0
"""What was read of texts that are gone is let go in a pause; of a writer who makes none, behind an answer."""

Send = Callable[[object], None]
Build = Callable[[EngineChoice, Send, Send], Proofreader]
Dictionary = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Names:
    """What was learnt from a chapter's text: where names may be, and all its capitalised words."""

    text: str
    table: NameTable
    words: frozenset[str]


class Desk:
    """Takes requests, does them a paragraph at a time, answers through ``send``.

    The chapter the writer is in goes first; a new revision of a chapter drops the work on the old one.
    """

    def __init__(
        self,
        send: Send,
        post: Send,
        build: Build | None = None,
        dictionary: Callable[[], Dictionary | None] | None = None,
    ) -> None:
        self._send = send
        self._post = post
        self._load_dictionary = dictionary or _dictionary
        self._is_word: Dictionary | None = None
        self._build = build or _build
        self._choice = EngineChoice()
        self._proofreader: Proofreader | None = None
        self._deep: DeepReading | None = None
        self._paused: bool | None = None  # the deep reading, by the writer
        self._typed = False  # since the last pause of the writing
        self._cache = ""
        self._story = StoryContext()
        self._sheets: tuple[SheetNames, ...] = ()
        self._hidden: tuple[str, ...] = ()
        self._latest: dict[str, CheckChapter] = {}
        self._names: dict[str, _Names] = {}
        self._cast_stale = False
        self._waiting: dict[str, CheckChapter] = {}
        self._sent = SentLedger()
        self._asks: deque[Ask] = deque()
        self._fixes = FixChecks()
        self._current: CheckChapter | None = None
        self._results: Iterator[ParagraphFindings] | None = None
        self._breath = 0.0
        self._edited: int | None = None  # a place in the paragraph just answered, for the deep reading

    def take(self, message: object) -> None:
        """Note what was asked."""
        match message:
            case CheckChapter():
                self._take_chapter(message)
            case TellStory(story, sheets, hidden, cache):
                self._keep_in(cache)
                self._change_story(replace(story, cast=self._story.cast))
                if (sheets, hidden) != (self._sheets, self._hidden):
                    self._sheets, self._hidden, self._cast_stale = sheets, hidden, True
            case Configure(choice):
                if choice != self._choice or self._proofreader is None:
                    self._choice = choice
                    self._drop_proofreader()
                    self._read_all_again()
            case ConvertTense() | CheckFixes():
                self._asks.append(message)
            case ReadAgain() if self._proofreader is not None and self._proofreader.problems:
                self._read_all_again()
            case PauseDeep() | Judged():
                self._take_of_deep(message)
            case ForgetChapter(chapter):
                self._forget(chapter)
            case ForgetAll():
                self._forget_all()

    def step(self) -> bool:
        """One paragraph, one name table or one engine; False when all that somebody waits for is done."""
        if self._asks:
            self._send(answer(self._asks.popleft(), self._ready(), self._story))
            return True
        if self._edited is not None:
            self._judge_edited()
        if self._results is None:
            if self._learn():
                return True
            if not self._waiting:
                return False
            self._begin(self._choose())
            return True
        result = next(self._results, None)
        request = self._current
        assert request is not None
        if result is None:
            self._sent.finish(request.chapter)
            self._stop_current()
            self._send(ChapterDone(request.chapter, request.revision))
        else:
            self._answer(request, result)
            if result.done == 1 and request.touched:
                self._breath = BREATH
                self._edited = result.span.start
                self._let_go(_MOST_SURPLUS)
        return True

    def breath(self) -> float:
        """Seconds to listen before the next step, told once."""
        breath, self._breath = self._breath, 0.0
        return breath

    def tidy(self) -> bool:
        """Learn the names of a chapter edited since, or try out a fix; False when nothing of it is left.

        Each takes longer than a paragraph, so they are for the pauses of the writing.
        """
        for chapter, request in self._latest.items():
            if self._learn_from(chapter, request):
                return True
        if self._try_a_fix():
            return True
        self._typed = False
        self._let_go(1)
        self._read_deeper()
        return False

    def close(self) -> None:
        """Stop the engines."""
        self._drop_proofreader()

    def _answer(self, request: CheckChapter, result: ParagraphFindings) -> None:
        findings = self._fixes.tested(request, result)
        touched = any(
            result.span.start <= stretch.end and stretch.start <= result.span.end
            for stretch in request.touched
        )
        if self._sent.is_news(request.chapter, request.text, result) or touched:
            self._send(
                ParagraphChecked(
                    request.chapter, request.revision, result.span, findings, result.done, result.total
                )
            )

    def _try_a_fix(self) -> bool:
        """Try out what fixes would bring about; False when all are tried."""
        if not self._fixes.waits:
            return False
        told = self._fixes.step(reader(self._ready(), self._story))
        if told is not None:
            self._send(told)
        return True

    def _let_go(self, most: float) -> None:
        """Forget what was read of texts that are gone, once the surplus is above ``most``: each word that is
        typed leaves a paragraph behind."""
        if self._proofreader is not None and self._proofreader.surplus > most:
            present = Present.of(request.text for request in self._latest.values())
            self._proofreader.let_go(present)
            self._fixes.let_go(present.texts)

    def _take_chapter(self, request: CheckChapter) -> None:
        self._edited = None
        if request.touched:
            self._typed = True
            if self._deep is not None:
                self._deep.make_way()
        self._fixes.forget(request.chapter)
        if request.anew:
            self._sent.forget(request.chapter)
        self._waiting.pop(request.chapter, None)
        self._waiting[request.chapter] = self._latest[request.chapter] = request
        current = self._current
        if current is not None and (current.chapter == request.chapter or request.focus is not None):
            self._postpone(current, request)

    def _postpone(self, current: CheckChapter, request: CheckChapter) -> None:
        self._stop_current()
        if current.chapter != request.chapter:
            self._waiting.setdefault(current.chapter, replace(current, focus=None))

    def _read_all_again(self) -> None:
        self._fixes.forget_all()
        self._stop_current()
        for chapter, request in self._latest.items():
            self._waiting.setdefault(chapter, request)

    def _change_story(self, story: StoryContext, words: Iterable[str] = ()) -> None:
        """Judge by ``story`` from now on; chapters that the change may concern are read again."""
        old, self._story = self._story, story
        if self._proofreader is None:
            return  # nothing has been read yet
        change = StoryChange.between(old, story, words)
        self._proofreader.tell(story, change)
        if change.everything:
            self._read_all_again()
        elif not change.nothing:
            self._read_touched(change)

    def _read_touched(self, change: StoryChange) -> None:
        current = self._current
        self._stop_current()
        for chapter, request in self._latest.items():
            begun = current is not None and current.chapter == chapter
            if begun or change.silenced or change.touches(request.text):
                self._fixes.forget(chapter)
                self._waiting.setdefault(chapter, request)

    def _stop_current(self) -> None:
        if self._results is not None:
            close = getattr(self._results, "close", None)
            if close is not None:
                close()
        self._current = self._results = None

    def _forget_all(self) -> None:
        for chapter in list(self._latest):
            self._forget(chapter)
        self._stop_current()

    def _forget(self, chapter: str) -> None:
        self._waiting.pop(chapter, None)
        self._latest.pop(chapter, None)
        self._sent.forget(chapter)
        self._fixes.forget(chapter)
        if self._names.pop(chapter, None) is not None:
            self._cast_stale = True
        if self._current is not None and self._current.chapter == chapter:
            self._stop_current()

    def _learn(self) -> bool:
        """Learn the names that are asked for before anything is read; True when there was something to do."""
        for chapter, request in self._latest.items():
            unknown = chapter not in self._names
            if (unknown or self._cast_stale) and self._learn_from(chapter, request):
                return True
        if not self._cast_stale:
            return False
        self._cast_stale = False
        tables = [names.table for names in self._names.values()]
        if self._is_word is None:
            self._is_word = self._load_dictionary()
        self._meet(Cast.from_tables(tables, self._sheets, self._hidden, self._is_word))
        return True

    def _learn_from(self, chapter: str, request: CheckChapter) -> bool:
        """Count the names of a chapter; False when that was done for its present text."""
        known = self._names.get(chapter)
        if known is not None and known.text == request.text:
            return False
        table = NameTable.of(request.text)
        self._names[chapter] = _Names(request.text, table, vocabulary(request.text))
        self._cast_stale |= known is None or known.table != table
        return True

    def _meet(self, cast: Cast) -> None:
        """Take over the names as now learnt; what they may concern is read again."""
        self._send(CastLearnt(cast))
        if cast == self._story.cast:
            return  # nothing that a rule can ask is different
        words = frozenset[str]().union(*(names.words for names in self._names.values()))
        self._change_story(replace(self._story, cast=cast), words)

    def _choose(self) -> CheckChapter:
        focused = [r for r in self._waiting.values() if r.focus is not None]
        chosen = focused[-1] if focused else next(iter(self._waiting.values()))
        return self._waiting.pop(chosen.chapter)

    def _begin(self, request: CheckChapter) -> None:
        self._sent.begin(request.chapter)
        self._current = request
        self._results = self._ready().check(request.text, self._story, request.focus or 0)

    def _ready(self) -> Proofreader:
        if self._proofreader is None:
            self._proofreader = self._build(self._choice, self._send, self._post)
            source = self._proofreader.judgements
            if source.judge is not None and not source.at_once:
                self._deep = DeepReading(source.judge, source, self._post, self._send)
                self._deep.pause(self._paused)
            self._keep_in(self._cache)
        return self._proofreader

    def _keep_in(self, cache: str) -> None:
        """Judgements are kept in this folder from now on."""
        self._cache = cache
        if self._proofreader is not None:
            source = self._proofreader.judgements
            source.use(JudgementFile(Path(cache), source.name) if cache and self._deep is not None else None)

    def _read_deeper(self) -> None:
        """Let the language model read on, nearest to the writer first."""
        if self._deep is not None:
            nearest = sorted(self._latest.values(), key=lambda request: request.focus is None)
            self._deep.go_on(self._ready(), nearest)

    def _judge_edited(self) -> None:
        """The writer paused behind an edit: the language model turns to it before the rest is read."""
        at, self._edited = self._edited, None
        if self._deep is not None and self._current is not None and at is not None:
            self._deep.put_first(self._ready(), self._current, at)

    def _take_of_deep(self, message: PauseDeep | Judged) -> None:
        if isinstance(message, Judged):
            self._take_judged(message)
            return
        self._paused = message.paused
        if self._deep is not None:
            self._deep.pause(message.paused)

    def _take_judged(self, answer: Judged) -> None:
        if self._deep is None:
            return
        changed = self._deep.take(answer)
        if not self._waiting and self._results is None and not self._typed:
            self._read_deeper()  # nobody waits for anything else
        request = self._latest.get(answer.chapter)
        if changed and request is not None:
            self._waiting.setdefault(answer.chapter, request)

    def _drop_proofreader(self) -> None:
        if self._deep is not None:
            self._deep.close()
            self._deep = None
        if self._proofreader is not None:
            self._proofreader.close()
            self._proofreader = None


def _build(choice: EngineChoice, send: Send, post: Send) -> Proofreader:
    from studio.proofing.assembly import build_proofreader

    def tell(engine: str, state: str, sentence: str) -> None:
        send(EngineState(engine, state, sentence))
        if engine == "server" and state == "ready":
            post(ReadAgain())

    return build_proofreader(choice, tell)


def _dictionary() -> Dictionary | None:
    from studio.proofing.assembly import known_word

    return known_word()
