"""The story's settings and character sheets: changed at once in the window, saved at once on the io lane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from studio.app.session.open_story import OpenStory
from studio.app.session.session_event import SessionEvents
from studio.app.tasks import TaskRunner
from studio.model.problem import Problem
from studio.model.sheet import CharacterSheet
from studio.storage.atomic import lenient, write_atomic
from studio.storage.chapter_folder import trash_file
from studio.storage.file_name import natural_key
from studio.storage.sheet_file import find_sheet, write_sheet
from studio.storage.story_change import Change, set_settings, set_texts
from studio.storage.story_file import edit_story
from studio.storage.story_mark import Choice, StoryMarks
from studio.storage.trash import TrashNote, note_trashed, trash_text


class StoryDetail:
    """Writes ``story.toml`` and the sheets. ``version`` counts the changes made here."""

    def __init__(
        self,
        story: OpenStory,
        runner: TaskRunner,
        events: SessionEvents,
        clock: Callable[[], datetime],
    ) -> None:
        self._story = story
        self._runner = runner
        self._events = events
        self._clock = clock
        self.version = 0

    def update(self, **changes: Any) -> None:
        """Change fields of ``StorySettings``, or the story's ``title``, ``author`` or ``language``."""
        texts = {key: changes.pop(key) for key in ("title", "author", "language") if key in changes}
        if texts:
            self._story.project = replace(self._story.project, **texts)
            self._write(set_texts(**texts))
        settings = replace(self._story.project.settings, **changes)
        if settings != self._story.project.settings:
            self._story.project = replace(self._story.project, settings=settings)
            self._write(set_settings(settings))
        elif not texts:
            return
        self._events.settings_changed.emit(self._story.project)

    def choose_version(self, marks: StoryMarks, choice: Choice, done: Callable[[], None]) -> None:
        """Write one version of a marked ``story.toml``, or both; ``done`` is called when it is written.

        The marked file is copied to the trash first, and if it is another one by now, nothing is done.
        """
        places, now = self._story.places, self._clock()

        def job() -> None:
            text = marks.chosen(choice)
            trash_text(places.trash, marks.marked, TrashNote("chapter", "story.toml, both versions"), now)
            write_atomic(places.story_file, text.encode(), expected=marks.digest, leniency=lenient())

        def written(_none: None) -> None:
            self._events.said.emit("The story has one version again; the marked file is in the trash.")
            done()

        def failed(error: Exception) -> None:
            self._events.problem.emit(Problem("story.toml", str(error)))
            done()

        self._runner.submit("io", job, written, failed)

    def save_sheet(self, sheet: CharacterSheet, old_name: str | None = None) -> None:
        """Save a sheet; ``old_name`` is the one it had, if it is renamed."""
        gone = {sheet.name.casefold(), (old_name or sheet.name).casefold()}
        others = [other for other in self._story.project.sheets if other.name.casefold() not in gone]
        self._set_sheets([*others, sheet])
        folder, trash, at = self._story.places.characters, self._story.places.trash, self._clock()

        def job() -> None:
            write_sheet(folder, sheet)
            if old_name is not None and old_name.casefold() != sheet.name.casefold():
                old = find_sheet(folder, old_name)
                if old is not None:
                    note_trashed(trash, trash_file(old, trash, at).name, TrashNote("character", old_name))

        self._submit(sheet.name, job)

    def delete_sheet(self, name: str) -> None:
        """Move a sheet to the trash."""
        wanted = name.casefold()
        self._set_sheets([sheet for sheet in self._story.project.sheets if sheet.name.casefold() != wanted])
        folder, trash, at = self._story.places.characters, self._story.places.trash, self._clock()

        def job() -> None:
            path = find_sheet(folder, name)
            if path is not None:
                note_trashed(trash, trash_file(path, trash, at).name, TrashNote("character", name))

        self._submit(name, job)

    def _set_sheets(self, sheets: list[CharacterSheet]) -> None:
        ordered = tuple(sorted(sheets, key=lambda sheet: natural_key(sheet.name)))
        self._story.project = replace(self._story.project, sheets=ordered)
        self._events.sheets_changed.emit(self._story.project)

    def _write(self, change: Change) -> None:
        path = self._story.places.story_file
        self._submit(path.name, lambda: edit_story(path, change))

    def _submit(self, where: str, job: Callable[[], None]) -> None:
        self.version += 1
        if self._story.read_only:
            sentence = "The story is open in another window, so this change is not saved."
            self._events.problem.emit(Problem(where, sentence))
            return
        self._runner.submit(
            "io", job, None, lambda error: self._events.problem.emit(Problem(where, str(error)))
        )
