"""Whether what was typed is safe, in the status line: a chapter that is not saved is not forgotten there."""

from __future__ import annotations

from collections.abc import Callable

from studio.app.session.open_chapter import OpenChapter
from studio.app.session.session import StorySession
from studio.app.session.session_fact import ChapterMoved, Conflict, SaveState
from studio.model.chapter import ChapterId
from studio.model.problem import Problem
from studio.model.project import Project
from studio.ui.panels.status import StatusLine


class SavedWords:
    """Listens to the session and words the status line.

    A chapter that could not be saved stays said until it is, whatever is typed or shown meanwhile.

    Args:
        here: the id of the chapter on the page, "" for none.
    """

    def __init__(self, status: StatusLine, session: StorySession, here: Callable[[], str]) -> None:
        self._status = status
        self._session = session
        self._here = here
        self._unsaved: dict[str, str] = {}
        session.opened.connect(self._on_opened)
        session.chapter_saved.connect(self._on_saved)
        session.save_failed.connect(self._on_failed)
        session.conflict_found.connect(self._on_conflict)
        session.chapter_moved.connect(self._on_moved)
        session.structure_changed.connect(self._on_structure)

    def show(self, chapter: OpenChapter) -> None:
        """``chapter`` is on the page now."""
        self._say(saved=not chapter.dirty)

    def edited(self) -> None:
        """Something was typed just now."""
        self._say(saved=False)

    def _say(self, *, saved: bool, at: str = "") -> None:
        if self._unsaved:
            latest = next(reversed(self._unsaved.values()))
            self._status.show_not_saved(self._unsaved.get(self._here(), latest))
        else:
            self._status.show_saved(saved=saved, at=at)

    def _on_opened(self, _project: Project) -> None:
        self._unsaved.clear()

    def _on_saved(self, state: SaveState) -> None:
        was_unsaved = self._unsaved.pop(state.id, None) is not None
        if state.id == self._here():
            self._say(saved=state.saved, at=state.at.strftime("%H:%M:%S") if state.at else "")
        elif was_unsaved:
            self._say_of_page()

    def _on_failed(self, problem: Problem) -> None:
        self._unsaved[problem.where] = problem.sentence
        self._say(saved=False)

    def _on_conflict(self, conflict: Conflict) -> None:
        project = self._session.project
        chapter = project.chapter(conflict.id) if project else None
        title = chapter.title if chapter else conflict.id.rpartition("/")[2]
        if conflict.deleted:
            sentence = f"“{title}” was deleted by another program; choose whether to write it again."
        else:
            sentence = f"“{title}” was changed by another program too; choose what to keep."
        self._unsaved[conflict.id] = sentence
        self._say(saved=False)

    def _on_moved(self, moved: ChapterMoved) -> None:
        if moved.old in self._unsaved:
            self._unsaved[moved.new] = self._unsaved.pop(moved.old)

    def _on_structure(self, _project: Project) -> None:
        gone = [chapter for chapter in self._unsaved if self._session.chapter(ChapterId(chapter)) is None]
        for chapter in gone:
            del self._unsaved[chapter]
        if gone:
            self._say_of_page()

    def _say_of_page(self) -> None:
        chapter = self._session.chapter(ChapterId(self._here()))
        self._say(saved=chapter is None or not chapter.dirty)
