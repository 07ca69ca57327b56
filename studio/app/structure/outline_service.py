"""The outline of the story: chapters with their scenes and counts, kept in step with the writing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from studio.app.debounce import Debounce
from studio.app.events import Event
from studio.app.session.session import StorySession
from studio.app.session.session_fact import ChapterEdited, ChapterMoved, ChapterReplaced
from studio.app.structure.outline_edit import OutlineEdit
from studio.app.tasks import Scheduler, TaskRunner
from studio.model.chapter import ChapterId
from studio.model.outline import SceneEntry, outline
from studio.model.project import Project
from studio.storage.chapter_file import LARGE_ABOVE
from studio.text.span import Span
from studio.text.word import count_words

_BEGINNING: Final = 100_000
"""Characters of a large chapter from which its words are estimated."""

DEBOUNCE = 0.4
"""Seconds after the last key before a chapter is counted again."""


@dataclass(frozen=True, slots=True)
class ChapterOutline:
    """A chapter as the outline shows it; ``words`` is None until it was read."""

    id: ChapterId
    title: str
    words: int | None = None
    scenes: tuple[SceneEntry, ...] = ()


class OutlineService:
    """Keeps ``chapters`` in step with the session. Main thread only; counting runs on the "work" lane.

    Events:
        changed: chapters came, went, or have another order or name.
        chapter_changed: one chapter was counted anew.
    """

    def __init__(self, session: StorySession, runner: TaskRunner, scheduler: Scheduler) -> None:
        self.changed: Event[tuple[ChapterOutline, ...]] = Event()
        self.chapter_changed: Event[ChapterOutline] = Event()
        self._session = session
        self._runner = runner
        self._scheduler = scheduler
        self._known: dict[ChapterId, ChapterOutline] = {}
        self._order: tuple[ChapterId, ...] = ()
        self._timers: dict[ChapterId, Debounce] = {}
        self._asked: dict[ChapterId, int] = {}
        self._tickets = count(1)
        self.edit = OutlineEdit(session, runner)
        self.edit.text_changed.connect(self._recount)
        session.opened.connect(self._on_opened)
        session.structure_changed.connect(self._on_structure)
        session.chapter_moved.connect(self._on_moved)
        session.chapter_edited.connect(self._on_edited)
        session.chapter_replaced.connect(self._on_replaced)
        if session.project is not None:
            self._on_opened(session.project)

    # -- what is shown -------------------------------------------------------------------------

    @property
    def chapters(self) -> tuple[ChapterOutline, ...]:
        """The chapters in reading order."""
        return tuple(self._known[chapter_id] for chapter_id in self._order)

    # -- what the session tells ----------------------------------------------------------------

    def _on_opened(self, project: Project) -> None:
        self._known.clear()
        self._on_structure(project)

    def _on_moved(self, moved: ChapterMoved) -> None:
        known = self._known.pop(moved.old, None)
        if known is not None:
            self._known[moved.new] = replace(known, id=moved.new)
        if moved.old in self._timers:
            self._let_go(moved.old)
            self._soon(moved.new)

    def _on_structure(self, project: Project) -> None:
        self._order = tuple(chapter.id for chapter in project.chapters)
        unread: list[ChapterId] = []
        for chapter in project.chapters:
            known = self._known.get(chapter.id)
            if known is None:
                self._known[chapter.id] = ChapterOutline(chapter.id, chapter.title)
                unread.append(chapter.id)
            elif known.title != chapter.title:
                self._known[chapter.id] = replace(known, title=chapter.title)
        for gone in set(self._known) - set(self._order):
            del self._known[gone]
        for gone in (set(self._timers) | set(self._asked)) - set(self._order):
            self._let_go(gone)
        self.changed.emit(self.chapters)
        if unread:
            self._session.read_texts(unread, self._count_all)

    def _on_edited(self, edited: ChapterEdited) -> None:
        self._soon(edited.id)

    def _on_replaced(self, replaced: ChapterReplaced) -> None:
        self._soon(replaced.id)

    def _soon(self, chapter_id: ChapterId) -> None:
        if chapter_id not in self._timers:
            self._timers[chapter_id] = Debounce(self._scheduler, lambda: self._recount(chapter_id))
        self._timers[chapter_id].ask(DEBOUNCE)

    def _let_go(self, chapter_id: ChapterId) -> None:
        """There is no chapter of this name any more."""
        self._asked.pop(chapter_id, None)
        timer = self._timers.pop(chapter_id, None)
        if timer is not None:
            timer.cancel()

    def _recount(self, chapter_id: ChapterId) -> None:
        opened = self._session.chapter(chapter_id)
        if opened is not None:
            self._count(opened.id, opened.text)

    def _count_all(self, texts: dict[ChapterId, str]) -> None:
        for chapter_id, text in texts.items():
            self._count(chapter_id, text)

    def _count(self, chapter_id: ChapterId, text: str) -> None:
        ticket = self._asked[chapter_id] = next(self._tickets)

        def show(scenes: tuple[SceneEntry, ...]) -> None:
            known = self._known.get(chapter_id)
            if known is None or self._asked.get(chapter_id) != ticket:
                return
            counted = replace(known, words=sum(scene.words for scene in scenes), scenes=scenes)
            if counted != known:
                self._known[chapter_id] = counted
                self.chapter_changed.emit(counted)

        self._runner.submit("work", lambda: _scenes(text), show)


def _scenes(text: str) -> tuple[SceneEntry, ...]:
    """The scenes; of a chapter too large to be looked through one, with about as many words as it has."""
    if len(text) <= LARGE_ABOVE:
        return outline(text)
    beginning = text[:_BEGINNING]
    first = outline(beginning)[:1]
    words = round(count_words(beginning) * len(text) / len(beginning))
    return tuple(replace(scene, words=words, span=Span(0, len(text))) for scene in first)
