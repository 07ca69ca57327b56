"""Keeps the proofing service told of what happens in the session."""

from __future__ import annotations

from studio.app.checking.proofing_service import ProofingService
from studio.app.session.session import StorySession
from studio.app.session.session_fact import ChapterEdited, ChapterMoved, ChapterReplaced
from studio.model.chapter import ChapterId
from studio.model.project import Project
from studio.proofing.checker import StoryContext
from studio.proofing.finding import Finding
from studio.proofing.ignore import IgnoreScope, ignore_key
from studio.proofing.message import SheetNames, TellStory
from studio.storage.chapter_file import LARGE_ABOVE


class ProofingLink:
    """Carries texts, settings and the writer's decisions from the session to the proofing service.

    Every chapter of the story is told to the service once it is opened, so that the whole story is read in
    the background and its names are known everywhere.
    """

    def __init__(self, session: StorySession, service: ProofingService) -> None:
        self._session = session
        self._service = service
        session.opened.connect(self._on_opened)
        session.structure_changed.connect(self._on_structure)
        session.settings_changed.connect(self._tell)
        session.sheets_changed.connect(self._tell)
        session.chapter_edited.connect(self._on_edited)
        session.chapter_replaced.connect(self._on_replaced)
        session.chapter_moved.connect(self._on_moved)
        if session.project is not None:
            self._on_opened(session.project)

    def ignore(self, chapter: ChapterId, finding: Finding, scope: IgnoreScope) -> None:
        """Do not show ``finding`` again, here or in the whole story; kept with the story."""
        project = self._session.project
        if project is None:
            return
        key = ignore_key(finding, self._service.text_of(chapter), scope)
        if key not in project.settings.ignores:
            self._session.update_settings(ignores=(*project.settings.ignores, key))

    def add_word(self, word: str) -> None:
        """``word`` belongs to the story from now on."""
        project = self._session.project
        if project is not None and word not in project.settings.words:
            self._session.update_settings(words=(*project.settings.words, word))

    def _on_opened(self, project: Project) -> None:
        self._service.forget_all()
        self._tell(project)
        self._read(project)

    def _on_structure(self, project: Project) -> None:
        listed = {chapter.id for chapter in project.chapters}
        for chapter in self._service.chapters():
            if chapter not in listed:
                self._service.forget(chapter)
        self._read(project)

    def _read(self, project: Project) -> None:
        known = set(self._service.chapters())
        wanted = [chapter.id for chapter in project.chapters if chapter.id not in known]

        def tell(texts: dict[ChapterId, str]) -> None:
            if self._session.project is None or self._session.project.root != project.root:
                return
            for chapter, text in texts.items():
                self._tell_text(chapter, text)

        if wanted:
            self._session.read_texts(wanted, tell)

    def _tell(self, project: Project) -> None:
        settings = project.settings
        sheets = tuple(SheetNames.of(sheet) for sheet in project.sheets)
        story = StoryContext(
            words=frozenset(word.lower() for word in settings.words),
            dialect=settings.dialect,
            tense=settings.tense,
            disabled=frozenset(settings.disabled_rules),
        )
        desk = self._session.story
        cache = str(desk.places.cache / "deep") if desk is not None and not desk.read_only else ""
        self._service.tell_story(TellStory(story, sheets, settings.hidden_names, cache), settings.ignores)

    def _on_edited(self, fact: ChapterEdited) -> None:
        chapter = self._session.chapter(fact.id)
        if chapter is not None and len(chapter.text) <= LARGE_ABOVE:
            self._service.chapter_edited(chapter.id, fact.edit, chapter.text)

    def _on_replaced(self, fact: ChapterReplaced) -> None:
        self._tell_text(fact.id, fact.new)

    def _tell_text(self, chapter: ChapterId, text: str) -> None:
        """What is too large is not proofread: each edit would carry all of it to the worker."""
        self._service.chapter_text(chapter, text if len(text) <= LARGE_ABOVE else "")

    def _on_moved(self, fact: ChapterMoved) -> None:
        text = self._service.text_of(fact.old)
        self._service.forget(fact.old)
        if text:
            self._service.chapter_text(fact.new, text)
