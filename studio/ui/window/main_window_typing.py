"""What the page puts down for the quotation marks, dashes and dots that are typed."""

from __future__ import annotations

from collections.abc import Callable

from studio.app.typing_habit import TypingHabits
from studio.model.chapter import ChapterId
from studio.settings.schema import Settings
from studio.text.span import Span
from studio.text.typed_mark import TypedMark, TypingStyle, typed_mark
from studio.ui.editor.editor import Editor
from studio.ui.start_services import Services


class TypingControl:
    """Gives the page of ``editor`` marks as the story has them, or as the settings say."""

    def __init__(self, editor: Editor, services: Services, settings: Callable[[], Settings]) -> None:
        self._editor = editor
        self._habits = TypingHabits(services.session, services.runner, services.scheduler)
        self._settings = settings
        editor.page.typed = self._mark

    def _mark(self, text: str, span: Span, typed: str) -> TypedMark | None:
        def style() -> TypingStyle:
            return self._habits.style(ChapterId(self._editor.chapter_id), text, self._settings())

        return typed_mark(text, span.start, typed, style)
