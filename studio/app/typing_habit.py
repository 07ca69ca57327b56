"""How the story has its quotation marks, dashes and dots, for what is typed next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from studio.app.session.opening import read_chapters
from studio.app.session.session import StorySession
from studio.app.tasks import Cancel, Scheduler, TaskRunner
from studio.model.chapter import Chapter, ChapterId
from studio.model.project import Project
from studio.settings.schema import Settings
from studio.text.typed_mark import MarkCount, TypingStyle, typing_style

_LOOK_AFTER: Final = 1.0
"""Seconds after opening: the writer's chapter comes first."""


class TypingHabits:
    """Counts the other chapters once behind the opening; the chapter at hand is counted when it is asked for.

    Main thread only; files are read on the "work" lane.
    """

    def __init__(self, session: StorySession, runner: TaskRunner, scheduler: Scheduler) -> None:
        self._session = session
        self._runner = runner
        self._scheduler = scheduler
        self._counts: dict[ChapterId, MarkCount] = {}
        self._timer: Cancel | None = None
        self._story = 0
        session.opened.connect(self._on_opened)

    def style(self, chapter_id: ChapterId, text: str, settings: Settings) -> TypingStyle:
        """What typed marks become in the chapter ``text``."""
        others = MarkCount()
        for other, count in self._counts.items():
            if other != chapter_id:
                others += count
        return typing_style(
            MarkCount.of(text),
            others,
            settings.typing_quotes,
            settings.typing_dashes,
            settings.typing_ellipses,
        )

    def _on_opened(self, project: Project) -> None:
        self._counts = {}
        self._story += 1
        story, chapters = self._story, project.chapters
        if self._timer is not None:
            self._timer()

        def counted(counts: dict[ChapterId, MarkCount]) -> None:
            if story == self._story:
                self._counts = counts

        def look() -> None:
            if self._session.project is not None:  # else the story was closed meanwhile
                self._runner.submit("work", lambda: _count(chapters), counted)

        self._timer = self._scheduler.call_later(_LOOK_AFTER, look)


def _count(chapters: Sequence[Chapter]) -> dict[ChapterId, MarkCount]:
    return {id_: MarkCount.of(text) for id_, text in read_chapters(chapters).items()}
