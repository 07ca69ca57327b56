"""The events of a session, shared by the parts that emit them."""

from __future__ import annotations

from studio.app.events import Event
from studio.app.session.session_fact import (
    ChapterEdited,
    ChapterMoved,
    ChapterReplaced,
    Conflict,
    MarksFound,
    Recovery,
    SaveState,
)
from studio.model.problem import Problem
from studio.model.project import Project
from studio.storage.conflict_copy import ConflictCopy
from studio.storage.story_mark import StoryMarks


class SessionEvents:
    """One object for each fact; all are emitted on the main thread."""

    def __init__(self) -> None:
        self.opened: Event[Project] = Event()
        self.structure_changed: Event[Project] = Event()
        self.settings_changed: Event[Project] = Event()
        self.sheets_changed: Event[Project] = Event()
        self.chapter_edited: Event[ChapterEdited] = Event()
        self.chapter_moved: Event[ChapterMoved] = Event()
        self.chapter_saved: Event[SaveState] = Event()
        self.chapter_replaced: Event[ChapterReplaced] = Event()
        self.save_failed: Event[Problem] = Event()
        self.conflict_found: Event[Conflict] = Event()
        self.recovered: Event[Recovery] = Event()
        self.copies_changed: Event[tuple[ConflictCopy, ...]] = Event()
        self.marks_found: Event[MarksFound] = Event()
        self.story_marks_found: Event[StoryMarks] = Event()
        """``story.toml`` holds two versions; answered by ``StorySession.choose_story(marks, choice)``."""
        self.read_only_changed: Event[bool] = Event()
        self.freed: Event[Project] = Event()
        """The other window that had the story has let go of it; opened again, it can be written here."""
        self.said: Event[str] = Event()
        self.problem: Event[Problem] = Event()
