"""Leaving a story: only when it is safe, and with everything on the screen that speaks of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from studio.app.session.session_fact import SaveState
from studio.model.chapter import ChapterId
from studio.ui.dialogs.part import Sheet
from studio.ui.start_services import Services
from studio.ui.window.main_window import MainWindow
from studio.ui.window.main_window_notice import Answer


class LeaveControl(QObject):
    """Asked before a story is closed, another one opened, or the program ended.

    Args:
        save_copy: asks where to write a chapter's text.
    """

    def __init__(
        self, window: MainWindow, services: Services, save_copy: Callable[[ChapterId], object]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = services.session
        self._save_copy = save_copy
        self._refused = False
        self._said = ""
        window.may_close = self._may_close
        services.session.chapter_saved.connect(self._on_saved)

    def may_leave(self, more: str = "") -> bool:
        """Save everything; if a text is safe neither in its file nor in the journal, say so and stay.

        Args:
            more: what else to say then.
        """
        unsafe = self._session.make_safe()
        if unsafe:
            chapter_id, project = unsafe[0], self._session.project
            chapter = project.chapter(chapter_id) if project else None
            title = chapter.title if chapter else chapter_id
            self._withdraw()
            self._said = f"“{title}” could not be saved anywhere, so the story stays open{more}."
            answer = Answer("Save a copy elsewhere…", lambda: self._save_copy(chapter_id))
            self._window.notices.tell(self._said, [answer], at_once=True)
        return not unsafe

    def let_go(self) -> None:
        """The story is being left: what is shown of it must not act on the next one."""
        self._withdraw()
        self._window.notices.clear_all()
        self._window.drop_other_views()
        for sheet in self._window.findChildren(Sheet):
            if sheet.of_story and sheet.isVisible():
                sheet.close()

    def _on_saved(self, state: SaveState) -> None:
        if state.saved:
            self._withdraw()

    def _withdraw(self) -> None:
        self._refused = False
        if self._said:
            self._window.notices.withdraw(self._said)
            self._said = ""

    def _may_close(self) -> bool:
        if self._refused or self.may_leave("; close the window again to leave all the same"):
            return True
        self._refused = True
        return False
