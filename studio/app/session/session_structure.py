"""The part of a session that knows what is open and changes the order of its chapters."""

from __future__ import annotations

from studio.app.exchange.import_step import AddImported
from studio.app.session.open_chapter import OpenChapter
from studio.app.session.open_story import OpenStory
from studio.app.session.session_event import SessionEvents
from studio.app.session.story_desk import StoryDesk
from studio.app.structure.structure_step import Add, Delete, Move, Rename, Step, TextChange
from studio.app.structure.trash_desk import TrashDesk
from studio.model.chapter import ChapterId
from studio.model.project import Project


class SessionStructure(SessionEvents):
    """What is open, and its chapters; see ``StorySession``."""

    def __init__(self) -> None:
        super().__init__()
        self._desk: StoryDesk | None = None

    @property
    def project(self) -> Project | None:
        """The open story, None before the first is opened and after closing."""
        return self._desk.story.project if self._desk else None

    @property
    def story(self) -> OpenStory | None:
        """The open story with its places and open chapters."""
        return self._desk.story if self._desk else None

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved: another window has the story, or its folder allows no writing."""
        return self._desk is None or self._desk.story.read_only

    def chapter(self, chapter_id: ChapterId) -> OpenChapter | None:
        """The chapter if it is open, also under an id that it had before."""
        return self._desk.story.chapter(chapter_id) if self._desk else None

    def add_chapter(self, title: str, after: ChapterId | None = None) -> None:
        """Add an empty chapter after another one, at the end if ``after`` is None."""
        if self.project is not None:
            index = len(self.project.chapters)
            if after is not None and self.project.chapter(after) is not None:
                index = self.project.index(after) + 1
            self._take(Add(title, index))

    def rename_chapter(self, chapter_id: ChapterId, title: str) -> None:
        """Give a chapter another title; its file is renamed. An empty title changes nothing."""
        if title.strip():
            self._take(Rename(chapter_id, title))

    def delete_chapter(self, chapter_id: ChapterId) -> None:
        """Move a chapter to the trash."""
        self._take(Delete(chapter_id))

    def move_chapter(self, chapter_id: ChapterId, index: int) -> None:
        """Put a chapter at ``index`` in the order (counted without it)."""
        self._take(Move(chapter_id, index))

    def import_chapters(self, step: AddImported) -> None:
        """Put imported chapters at the end; ``undo_structure`` takes them back as one."""
        self._take(step)

    def change_texts(self, change: TextChange) -> None:
        """Give open chapters new texts, in a way that ``undo_structure`` takes back for all of them.

        Raises:
            KeyError: a chapter is not open.
        """
        self._the_desk().change_texts(change)

    @property
    def trash(self) -> TrashDesk | None:
        """The trash of the open story."""
        return self._desk.trash if self._desk else None

    @property
    def can_undo_structure(self) -> bool:
        """Whether there is something that ``undo_structure`` takes back."""
        return self._desk is not None and self._desk.structure.can_undo

    def undo_structure(self) -> None:
        """Take the last change of the structure, or of the texts of several chapters, back."""
        if self._desk is not None and not self.read_only:
            self._desk.structure.undo()

    def redo_structure(self) -> None:
        """Make the change again that was taken back last."""
        if self._desk is not None and not self.read_only:
            self._desk.structure.redo()

    def _take(self, step: Step) -> None:
        if self._desk is not None:
            self._desk.take(step)

    def _the_desk(self) -> StoryDesk:
        if self._desk is None:
            raise KeyError("no story is open")
        return self._desk
