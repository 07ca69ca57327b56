"""What can be done while a chapter cannot be saved: try again, or write a copy somewhere else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from studio.app.session.session_fact import SaveState
from studio.model.chapter import ChapterId
from studio.model.problem import Problem
from studio.model.project import Project
from studio.ui.start_services import Services
from studio.ui.window.main_window import MainWindow
from studio.ui.window.main_window_notice import Answer

_PATIENCE = 2
"""Failed saves of a chapter before more is said than in the status line: a file may be held for a moment."""


class RescueControl(QObject):
    """Offers a way out as long as a chapter cannot be saved, and withdraws the offer once it is."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._failures: dict[str, int] = {}
        self._said: dict[str, str] = {}
        session = services.session
        session.save_failed.connect(self._on_failed)
        session.chapter_saved.connect(self._on_saved)
        session.opened.connect(self._on_opened)

    def save_copy(self, chapter_id: ChapterId) -> None:
        """Ask for a file, and write the chapter's text there; the chapter itself stays where it belongs."""
        chapter = self._services.session.chapter(chapter_id)
        if chapter is None:
            return
        start = str(Path.home() / chapter.path.name)
        chosen, _ = QFileDialog.getSaveFileName(self._window, "Save a copy elsewhere", start)
        if not chosen:
            return
        path, text, like = Path(chosen), chapter.text, chapter.on_disk

        def job() -> None:
            from studio.storage.atomic import write_atomic
            from studio.storage.chapter_file import chapter_bytes

            write_atomic(path, chapter_bytes(text, like)[0])

        self._services.runner.submit(
            "work",  # the lane of the story's own files may be waiting for a drive that does not answer
            job,
            lambda _none: self._window.status.say(f"A copy of the text of now is in “{path}”."),
            lambda error: self._window.notices.tell(str(error), [self._answer(chapter_id)]),
        )

    def _on_failed(self, problem: Problem) -> None:
        count = self._failures[problem.where] = self._failures.get(problem.where, 0) + 1
        chapter_id = ChapterId(problem.where)
        if count < _PATIENCE or self._said.get(problem.where) == problem.sentence:
            return
        self._withdraw(problem.where)
        self._said[problem.where] = problem.sentence
        again = Answer("Try again", lambda: self._services.session.save_now(chapter_id))
        self._window.notices.tell(problem.sentence, [again, self._answer(chapter_id)])

    def _answer(self, chapter_id: ChapterId) -> Answer:
        return Answer("Save a copy elsewhere…", lambda: self.save_copy(chapter_id))

    def _on_saved(self, state: SaveState) -> None:
        self._failures.pop(state.id, None)
        self._withdraw(state.id)

    def _withdraw(self, where: str) -> None:
        if where in self._said:
            self._window.notices.withdraw(self._said.pop(where))

    def _on_opened(self, _project: Project) -> None:
        self._failures.clear()
        self._said.clear()
