"""Proofreading beside the writing: asks the worker, keeps the findings in step with the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from studio.app.checking.finding_store import ChapterMarks
from studio.app.checking.touched import Touched
from studio.app.checking.worker_client import WorkerClient, WorkerLink
from studio.app.debounce import Debounce
from studio.app.events import Event
from studio.app.tasks import Scheduler, TaskRunner
from studio.model.cast import Cast
from studio.model.edit import TextEdit
from studio.proofing.checker import StoryContext
from studio.proofing.finding import Finding
from studio.proofing.ignore import IgnoreList
from studio.proofing.message import (
    CastLearnt,
    ChapterDone,
    CheckChapter,
    Configure,
    DeepProgress,
    EngineChoice,
    EngineState,
    ForgetAll,
    ForgetChapter,
    ParagraphChecked,
    PauseDeep,
    TellStory,
)
from studio.text.span import Span

DEBOUNCE = 0.1  # seconds after a key inside a word before the chapter is sent
SOON = 0.015  # seconds after a word ended, or after any larger change: the page is painted first
WORTH_SAYING = 0.6  # seconds a reading must take before anybody is told how far it is
PATIENCE = 0.5  # seconds it is held back at most while keys go on coming
MOST_UNSETTLED = 5_000
"""Edits of a chapter that are noted until it was read to its end. One that never is, as no worker
keeps up, is then asked about anew."""


@dataclass(frozen=True, slots=True)
class ChapterFindings:
    """New findings for the stretch ``span`` of a chapter, both in the chapter's present text.

    They replace whatever was found in that stretch before.
    """

    chapter: str
    span: Span
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is: of the chapter now read, and chapters still waiting."""

    chapter: str
    done: int
    total: int
    chapters_left: int


@dataclass(slots=True)
class _Chapter:
    text: str
    marks: ChapterMarks
    touched: Touched = field(default_factory=Touched)
    finished: bool = False
    asked: float = 0.0  # when it was last sent, on the scheduler's clock


class ProofingService:
    """All methods belong to the main thread and return at once.

    Args:
        runner, scheduler: how work gets beside and back.
        link: makes the connection to the worker; the default is a child process.
    """

    def __init__(
        self,
        runner: TaskRunner,
        scheduler: Scheduler,
        link: Callable[[Callable[[object], None], Callable[[], None], Callable[[str], None]], WorkerLink]
        | None = None,
    ) -> None:
        self.found: Event[ChapterFindings] = Event()
        self.progress: Event[Progress] = Event()
        self.finished: Event[str] = Event()
        self.engines: Event[EngineState] = Event()
        self.cast_learnt: Event[Cast] = Event()
        self.deep_progress: Event[DeepProgress] = Event()
        make = link or (lambda *calls: WorkerClient(runner, scheduler, *calls))
        self._link = make(self._on_message, self._tell_everything, self._on_failure)
        self._choice = EngineChoice()
        self._enabled = True
        self._story = TellStory(StoryContext())
        self._ignores = IgnoreList()
        self._chapters: dict[str, _Chapter] = {}
        self._first_revision = 0  # of a chapter: late answers to one of that name before it must not fit
        self._focus: tuple[str, int] | None = None
        self._now = scheduler.now
        self._unsent: dict[str, None] = {}
        self._send_soon = Debounce(scheduler, self._send_unsent, PATIENCE)
        self._deep_paused: bool | None = None
        self._deep_progress = DeepProgress(0, 0)

    def start(self) -> None:
        """Start the worker; do this once the window is up."""
        if self._enabled:
            self._link.start()
            self._tell_everything()

    def stop(self) -> None:
        """End the worker and everything it started."""
        self._send_soon.cancel()
        self._link.stop()

    def configure(self, choice: EngineChoice) -> None:
        """Use other engines."""
        self._choice = choice
        self._link.send(Configure(choice))

    def pause_deep(self, paused: bool) -> None:
        """Let the language model rest, or go on; remembered as long as the program runs."""
        self._deep_paused = paused
        self._link.send(PauseDeep(paused))
        self._tell_deep(replace(self._deep_progress, rest="paused" if paused else ""))

    def tell_story(self, story: TellStory, ignores: Iterable[str]) -> None:
        """Take over the story's settings; the findings that ignores hide go at once."""
        before, self._ignores = self._ignores, IgnoreList.of(ignores)
        if story != self._story:
            self._story = story
            self._link.send(story)
        if before != self._ignores:
            self._show_ignored(self._ignores.changed_from(before))

    def chapter_text(self, chapter: str, text: str) -> None:
        """A chapter was opened, read in the background, or replaced from outside."""
        known = self._chapters.get(chapter)
        if known is not None and known.text == text:
            return
        revision = known.marks.revision + 1 if known else self._first_revision
        fresh = self._chapters[chapter] = _Chapter(text, ChapterMarks(revision))
        self._send(chapter, fresh, anew=True)

    def chapter_edited(self, chapter: str, edit: TextEdit, text: str) -> None:
        """The writer changed a chapter; ``text`` is the chapter after the edit."""
        known = self._chapters.get(chapter)
        if known is None:
            self.chapter_text(chapter, text)
            return
        known.text = text
        known.marks.edit(edit)
        known.touched.edit(edit)
        known.finished = False
        self._focus = (chapter, edit.start + len(edit.inserted))
        if known.marks.unsettled > MOST_UNSETTLED:
            known.marks.expect_anew()
            self._send(chapter, known, anew=True)
        self._unsent[chapter] = None
        self._send_soon.ask(DEBOUNCE if _inside_word(edit) else SOON)

    def cursor_moved(self, chapter: str, offset: int) -> None:
        """The writer is here now; used at the next request."""
        self._focus = (chapter, offset)

    def forget(self, chapter: str) -> None:
        """The chapter was deleted."""
        known = self._chapters.pop(chapter, None)
        if known is not None:
            self._first_revision = max(self._first_revision, known.marks.revision + 1)
            self._link.send(ForgetChapter(chapter))

    def forget_all(self) -> None:
        """Another story is about to be opened."""
        self._send_soon.cancel()
        self._unsent.clear()
        last = max((known.marks.revision for known in self._chapters.values()), default=-1)
        self._first_revision = max(self._first_revision, last + 1)
        self._chapters.clear()
        self._focus = None
        self._link.send(ForgetAll())

    def findings(self, chapter: str) -> tuple[Finding, ...]:
        """The visible findings of a chapter, in its present text, in order."""
        known = self._chapters.get(chapter)
        if known is None:
            return ()
        return tuple(f for f in known.marks.findings if not self._ignores.hides(f, known.text))

    def chapters(self) -> tuple[str, ...]:
        """The chapters known here, in the order they came."""
        return tuple(self._chapters)

    def text_of(self, chapter: str) -> str:
        """The present text of a chapter as this service knows it; "" if it does not."""
        known = self._chapters.get(chapter)
        return known.text if known else ""

    def is_read(self, chapter: str) -> bool:
        """Whether a chapter has been read to its end in its present text."""
        known = self._chapters.get(chapter)
        return known is not None and known.finished

    def _send_unsent(self) -> None:
        unsent, self._unsent = self._unsent, {}
        for chapter in unsent:
            known = self._chapters.get(chapter)
            if known is not None:
                self._send(chapter, known)

    def _send(self, chapter: str, known: _Chapter, *, anew: bool = False) -> None:
        focus = self._focus[1] if self._focus is not None and self._focus[0] == chapter else None
        touched = known.touched.spans
        known.asked = self._now()
        self._link.send(CheckChapter(chapter, known.marks.revision, known.text, focus, touched, anew))

    def _tell_everything(self) -> None:
        self._link.send(Configure(self._choice))
        if self._deep_paused is not None:
            self._link.send(PauseDeep(self._deep_paused))
        self._link.send(self._story)
        focus = self._focus[0] if self._focus else None
        for name in sorted(self._chapters, key=lambda n: n != focus):
            self._send(name, self._chapters[name], anew=True)

    def _on_message(self, message: object) -> None:
        match message:
            case ParagraphChecked():
                self._on_paragraph(message)
            case ChapterDone(chapter, revision):
                known = self._chapters.get(chapter)
                if known is not None and known.marks.revision == revision:
                    known.marks.settle(revision)
                    known.touched.clear()
                    known.finished = True
                    self.finished.emit(chapter)
                    self.progress.emit(Progress(chapter, 1, 1, self.chapters_left()))
            case EngineState():
                self.engines.emit(message)
            case DeepProgress():
                self._tell_deep(message)
            case CastLearnt(cast):
                self.cast_learnt.emit(cast)

    def _tell_deep(self, progress: DeepProgress) -> None:
        self._deep_progress = progress
        self.deep_progress.emit(progress)

    def _on_paragraph(self, message: ParagraphChecked) -> None:
        known = self._chapters.get(message.chapter)
        if known is None:
            return
        here = known.marks.answer(message.revision, message.span, message.findings)
        if here is not None:
            self._emit(message.chapter, here)
        # An edit is answered in no time: words that come and go with each would only be restless.
        if self._now() - known.asked > WORTH_SAYING:
            self.progress.emit(Progress(message.chapter, message.done, message.total, self.chapters_left()))

    def chapters_left(self) -> int:
        """How many chapters have not been read to their end in their present text."""
        return sum(not c.finished for c in self._chapters.values())

    def _emit(self, chapter: str, span: Span) -> None:
        known = self._chapters[chapter]
        shown = tuple(f for f in known.marks.within(span) if not self._ignores.hides(f, known.text))
        self.found.emit(ChapterFindings(chapter, span, shown))

    def _show_ignored(self, changed: IgnoreList) -> None:
        """Tell of the findings that came or went with the ignores; the other chapters are left alone."""
        for name, chapter in self._chapters.items():
            spans = [f.span for f in chapter.marks.findings if changed.hides(f, chapter.text)]
            if spans:
                self._emit(name, Span(spans[0].start, spans[-1].end))

    def _on_failure(self, sentence: str) -> None:
        self.engines.emit(EngineState("worker", "failed", sentence))


def _inside_word(edit: TextEdit) -> bool:
    """Whether it is one letter more or less: then the word is not yet what it will be."""
    if len(edit.inserted) + edit.removed != 1:
        return False
    return not edit.inserted or edit.inserted.isalnum() or edit.inserted in "'’"
