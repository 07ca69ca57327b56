"""Between the story and the window: what the session tells is shown, what the writer does is told."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from studio.app.checking.proofing_service import ChapterFindings, Progress
from studio.app.session.open_chapter import OpenChapter
from studio.app.session.session_fact import ChapterMoved, ChapterReplaced
from studio.app.structure.outline_service import ChapterOutline
from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.model.problem import Problem
from studio.model.project import Project
from studio.proofing.finding import Finding
from studio.proofing.ignore import IgnoreScope
from studio.proofing.message import DeepProgress, EngineState
from studio.text.span import Span
from studio.ui.editor.mark_list import Mark
from studio.ui.panels.status import Counts, pause_words
from studio.ui.start_services import Services
from studio.ui.window.main_window import MainWindow
from studio.ui.window.main_window_place import read_place, write_place
from studio.ui.window.main_window_saved import SavedWords

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The place to go to once its chapter is read."""

    chapter: str
    offset: int
    length: int
    focus: bool


class StoryControl(QObject):
    """Keeps the page, the findings and the status line in step with the open story.

    Signals:
        story_opened: there is a story in the window.
        chapter_shown: id of the chapter on the page.
        caret_moved: chapter id and offset.
        findings_changed: chapter id.
        chapters_changed: chapters came, went, or have another name or order.
    """

    story_opened = Signal()
    chapter_shown = Signal(str)
    caret_moved = Signal(str, int)
    findings_changed = Signal(str)
    chapters_changed = Signal()

    def __init__(self, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self._services = services
        self._saved = SavedWords(window.status, services.session, lambda: window.editor.chapter_id)
        self._wanted: _Wanted | None = None
        self._carets: dict[str, int] = {}
        self._close_reading_rests = False
        self._listen()
        editor = window.editor
        editor.edited.connect(self._on_edited)
        editor.moved.connect(self._on_moved)
        editor.counted.connect(self._show_counts)
        editor.shown.connect(self.chapter_shown)
        editor.ignore_chosen.connect(self._on_ignore)
        editor.word_chosen.connect(self._on_word)
        editor.said.connect(window.status.say)
        editor.is_read = self._services.proofing.is_read

    def _listen(self) -> None:
        session, proofing = self._services.session, self._services.proofing
        session.opened.connect(self._on_opened)
        session.structure_changed.connect(self._on_structure)
        session.chapter_moved.connect(self._on_chapter_moved)
        session.chapter_replaced.connect(self._on_replaced)
        session.read_only_changed.connect(self._on_read_only)
        session.problem.connect(self._on_problem)
        proofing.found.connect(self._on_found)
        proofing.progress.connect(self._on_progress)
        proofing.engines.connect(self._on_engine)
        proofing.deep_progress.connect(self._on_deep_progress)
        self._window.status.pause.clicked.connect(self._window.actions_["pause_deep"].trigger)
        self._services.outline.changed.connect(lambda _chapters: self._show_counts())
        self._services.outline.chapter_changed.connect(self._on_counted)

    @property
    def project(self) -> Project | None:
        """The open story."""
        return self._services.session.project

    # -- going somewhere -----------------------------------------------------------------------------

    def go_to(self, chapter_id: str, offset: int = -1, length: int = 0, *, focus: bool = True) -> None:
        """Put a chapter on the page, and the caret at ``offset`` (-1: where it was) with so much selected.

        With ``focus`` False the focus stays where it is.
        """
        if chapter_id == self._editor.chapter_id:
            self._arrive(offset, length, focus=focus)
            return
        self._wanted = _Wanted(chapter_id, offset, length, focus)
        self._services.session.open_chapter(ChapterId(chapter_id), self._on_chapter)

    def _on_chapter(self, chapter: OpenChapter) -> None:
        wanted = self._wanted
        if wanted is None or wanted.chapter != chapter.id:
            return  # another one is wanted by now
        self._wanted = None
        offset = wanted.offset
        if offset < 0 and chapter.id not in self._editor.open_chapters():
            offset = self._carets.get(chapter.id, -1)
        self._editor.show_chapter(chapter.id, chapter.text)
        self._editor.page.setReadOnly(chapter.read_only)
        self._show_title()
        findings = self._services.proofing.findings(chapter.id)
        self._editor.set_findings(chapter.id, Span(0, len(chapter.text)), findings)
        self._saved.show(chapter)
        self._name_window()
        self._window.show_page(focus=wanted.focus)
        self._arrive(offset, wanted.length, focus=wanted.focus)

    def _arrive(self, offset: int, length: int, *, focus: bool) -> None:
        if offset >= 0:
            self._editor.go_to(offset, length, focus=focus)
        elif focus:
            self._editor.focus()

    def _show_title(self) -> None:
        chapter = self.project.chapter(ChapterId(self._editor.chapter_id)) if self.project else None
        self._editor.set_title(chapter.title if chapter else "")

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) chapter."""
        project = self.project
        if project is None or not self._editor.chapter_id:
            return
        ids = [chapter.id for chapter in project.chapters]
        if self._editor.chapter_id in ids:
            at = ids.index(ChapterId(self._editor.chapter_id)) + by
            if 0 <= at < len(ids):
                self.go_to(ids[at])

    def go_to_finding(self, chapter_id: str, finding: Finding) -> None:
        """Go to a finding and open its card."""
        self.go_to(chapter_id, finding.span.start)
        mark = self._editor.marks().at(finding.span.start)
        if chapter_id == self._editor.chapter_id and mark is not None:
            self._editor.open_card(mark)

    # -- what the session tells ----------------------------------------------------------------------

    def _on_opened(self, project: Project) -> None:
        self._wanted = None  # what was asked of the story before will not come any more
        self._editor.forget_all()
        self._window.notices.clear_all()
        self._window.status.clear_story()
        if not project.chapters:
            self._name_window()
        self._window.actions_.set_story_open(True)
        self.chapters_changed.emit()
        self.story_opened.emit()
        story = self._services.session.story
        if project.chapters and story is not None:
            cache = story.places.cache
            self._services.runner.submit("io", lambda: read_place(cache), self._on_place)

    def _on_place(self, place: tuple[str, dict[str, int]]) -> None:
        """The story was left here the last time."""
        chapter, self._carets = place
        project = self.project
        if project is None or not project.chapters or self._editor.chapter_id or self._wanted:
            return
        known = project.chapter(ChapterId(chapter))
        self.go_to(known.id if known else project.chapters[0].id)

    def keep_place(self) -> None:
        """Keep where the writer is, for the next time."""
        story, editor = self._services.session.story, self._editor
        if story is None or not editor.chapter_id or story.read_only:
            return
        cache, chapter = story.places.cache, editor.chapter_id
        carets = {**self._carets, **editor.carets()}
        self._services.runner.submit("io", lambda: write_place(cache, chapter, carets))

    def _on_structure(self, project: Project) -> None:
        listed = {str(chapter.id) for chapter in project.chapters}
        here = self._editor.chapter_id
        self.chapters_changed.emit()
        self._show_title()
        if here and here not in listed and project.chapters:
            self.go_to(project.chapters[0].id)
        for chapter_id in self._editor.open_chapters():
            if chapter_id not in listed:
                self._editor.forget(chapter_id)
        if not here and project.chapters:
            self.go_to(project.chapters[0].id)

    def _on_chapter_moved(self, moved: ChapterMoved) -> None:
        self._editor.rename_chapter(moved.old, moved.new)
        if self._editor.chapter_id == moved.new:
            self._show_title()
            self.chapter_shown.emit(moved.new)

    def _on_replaced(self, replaced: ChapterReplaced) -> None:
        self._editor.replace_text(replaced.id, replaced.new)
        if replaced.id != self._editor.chapter_id:
            return
        if replaced.reason == "outside":
            self._window.status.say("The chapter was changed by another program and is shown as it is now.")
        elif replaced.reason == "merge":
            self._window.status.say("Another program changed the chapter too; both changes are kept.")

    def _on_read_only(self, read_only: bool) -> None:
        self._editor.page.setReadOnly(read_only)

    def _name_window(self) -> None:
        # Not before the chapter: the title says that one can type.
        if self.project is not None:
            self._window.setWindowTitle(f"{self.project.title} – Story Studio")

    def _on_problem(self, problem: Problem) -> None:
        self._name_window()
        project = self.project
        chapter = project.chapter(ChapterId(problem.where)) if project else None
        where = chapter.title if chapter else problem.where
        named = not where or f"“{where}”" in problem.sentence
        self._window.notices.tell(problem.sentence if named else f"{where}: {problem.sentence}")

    # -- what the proofreading tells -----------------------------------------------------------------

    def _on_found(self, found: ChapterFindings) -> None:
        self._editor.set_findings(found.chapter, found.span, found.findings)
        self.findings_changed.emit(found.chapter)

    def _on_progress(self, progress: Progress) -> None:
        project = self.project
        if project is None:
            return  # the story was closed meanwhile
        chapter = project.chapter(ChapterId(progress.chapter))
        title = chapter.title if chapter else progress.chapter
        self._window.status.show_progress(title, progress.done, progress.total, progress.chapters_left)

    def _on_deep_progress(self, progress: DeepProgress) -> None:
        if self.project is not None:
            self._window.status.show_deep(progress.done, progress.total, progress.seconds, progress.rest)
        self._close_reading_rests = bool(progress.rest)
        self._window.actions_["pause_deep"].setText("&" + pause_words(resting=self._close_reading_rests))

    def pause_close_reading(self) -> None:
        """Let the language model rest, or go on if it does."""
        self._services.proofing.pause_deep(not self._close_reading_rests)

    def _on_engine(self, state: EngineState) -> None:
        self._window.status.show_engine(state.engine, state.state, state.sentence)
        if state.engine == "worker" and state.state == "failed":
            self._window.status.show_rest()

    # -- what the writer does ------------------------------------------------------------------------

    def _on_edited(self, chapter_id: str, edit: TextEdit) -> None:
        session = self._services.session
        self._saved.edited()
        after = self._editor.text() if chapter_id == self._editor.chapter_id else None
        try:
            session.edited(ChapterId(chapter_id), edit, after)
        except ValueError:
            # Must not happen; if it does, what is seen on the page is what counts.
            log.exception("The page and the session disagree about %s", chapter_id)
            session.replace_text(ChapterId(chapter_id), self._editor.text())

    def _on_moved(self, chapter_id: str, offset: int) -> None:
        self._services.proofing.cursor_moved(chapter_id, offset)
        self.caret_moved.emit(chapter_id, offset)

    def _on_ignore(self, chapter_id: str, mark: Mark, everywhere: bool) -> None:
        scope = IgnoreScope.EVERYWHERE if everywhere else IgnoreScope.ONCE
        finding = mark.finding.shift(mark.start - mark.finding.span.start)
        self._services.link.ignore(ChapterId(chapter_id), finding, scope)

    def _on_word(self, chapter_id: str, mark: Mark) -> None:
        word = mark.span.of(self._editor.text()).strip()
        self._services.link.add_word(word)
        self._window.status.say(f"“{word}” belongs to the story now.")

    # -- counts --------------------------------------------------------------------------------------

    def _on_counted(self, _outline: ChapterOutline) -> None:
        self._show_counts()

    def _show_counts(self) -> None:
        if self._editor.chapter_id:
            here = self._editor.words()
            counts = Counts(here, self._story_words(), self._editor.words_selected(), self._editor.growth)
            self._window.status.show_counts(counts)

    def _story_words(self) -> int | None:
        chapters = self._services.outline.chapters
        if len(chapters) < 2:
            return None
        words = [self._editor.words(chapter.id) or chapter.words for chapter in chapters]
        return None if None in words else sum(count for count in words if count)
