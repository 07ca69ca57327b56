"""Undo on the page after the next start: kept when a story is left, back when a chapter is first shown.

With each save the session keeps steps of its own, so that undo survives a crash; these are the page's.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject

from studio.model.chapter import ChapterId
from studio.storage.page_undo import write_page_undo
from studio.ui.editor.editor import Editor
from studio.ui.start_services import Services

log = logging.getLogger(__name__)
_MOST = 100
"""Steps of a chapter: some hours of work, as what is typed in one go is one step."""


class UndoControl(QObject):
    """Keeps the undo steps of the open chapters, and gives each chapter its own when it is first shown."""

    def __init__(self, editor: Editor, services: Services) -> None:
        super().__init__(editor)
        self._editor = editor
        self._services = services
        self._asked: set[str] = set()
        services.session.opened.connect(lambda _project: self._asked.clear())
        editor.shown.connect(self._on_shown)

    def keep(self) -> None:
        """The story is about to be left."""
        story = self._services.session.story
        if story is None or story.read_only:
            return
        cache = story.places.cache
        for chapter, (text, steps) in self._editor.undo_steps(_MOST).items():
            self._services.runner.submit(
                "io",
                lambda c=chapter, t=text, s=steps: write_page_undo(cache, c, t, s),  # type: ignore[misc]
                None,
                lambda error: log.info("Undo steps were not kept: %s", error),
            )

    def _on_shown(self, chapter_id: str) -> None:
        story = self._services.session.story
        chapter = self._services.session.chapter(ChapterId(chapter_id))
        if story is None or chapter is None or chapter_id in self._asked:
            return
        self._asked.add(chapter_id)
        text, steps = chapter.text, chapter.steps.newest_first()

        def behind_the_first_look() -> None:
            if steps and self._services.session.story is story:
                self._editor.put_undo_steps(chapter_id, text, steps)

        self._services.runner.post(behind_the_first_look)
