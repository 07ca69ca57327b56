"""The trash of the open story: what is in it, and bringing it back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from studio.app.session.open_chapter import OpenChapter
from studio.app.session.open_story import OpenStory
from studio.app.session.session_event import SessionEvents
from studio.app.structure.scene_edit import paste_scene
from studio.app.structure.structure_step import ChangedText, PutBack, Step, TextChange
from studio.app.tasks import TaskRunner
from studio.model.chapter import Chapter, ChapterId
from studio.model.problem import Problem
from studio.storage.chapter_file import read_chapter
from studio.storage.chapter_folder import move_file
from studio.storage.places import Places
from studio.storage.trash import (
    TrashItem,
    TrashNote,
    delete_trashed,
    forget_trashed,
    list_trash,
    scene_title,
    trash_text,
)


class Desk(Protocol):
    """What bringing something back needs of the open story; see ``StoryDesk``."""

    def open_chapter(self, chapter_id: ChapterId, done: Callable[[OpenChapter], None]) -> None: ...
    def take(self, step: Step) -> None: ...
    def change_texts(self, change: TextChange) -> None: ...
    def save_now(self, chapter_id: ChapterId | None) -> None: ...
    def changed_outside(self, paths: Collection[Path] | None) -> None: ...


class TrashDesk:
    """Lists the trash, and brings back chapters, scenes and characters. Main thread only."""

    def __init__(
        self,
        story: OpenStory,
        runner: TaskRunner,
        events: SessionEvents,
        clock: Callable[[], datetime],
        desk: Desk,
    ) -> None:
        self._story = story
        self._runner = runner
        self._events = events
        self._clock = clock
        self._desk = desk

    def list(self, done: Callable[[Sequence[TrashItem]], None]) -> None:
        """Give ``done`` what is in the trash, newest first."""
        trash = self._story.places.trash
        self._runner.submit("io", lambda: list_trash(trash), done)

    def read(self, item: TrashItem, done: Callable[[str], None]) -> None:
        """Give ``done`` the text of what is in the trash; "" if it cannot be read."""
        self._runner.submit("io", lambda: read_chapter(item.path).text, done)

    def empty(self, items: Sequence[TrashItem], done: Callable[[], None]) -> None:
        """Delete what was shown to the writer for good; ``done`` is called when it is."""
        if self._story.read_only:
            self._say("The story can only be read here, so nothing was changed.")
            return
        trash = self._story.places.trash

        def ended(left: int) -> None:
            if left:
                them = "one text" if left == 1 else f"{left} texts"
                self._say(f"The folder “{trash}” allows no deleting, so {them} stayed in the trash.")
            done()

        self._runner.submit("io", lambda: delete_trashed(trash, items), ended, self._cannot)

    def keep_scene(self, chapter_id: ChapterId, index: int, text: str) -> None:
        """A scene was taken out of a chapter: keep its text in the trash."""
        note = TrashNote("scene", scene_title(text), chapter_id, index)
        trash, now = self._story.places.trash, self._clock()
        self._runner.submit("io", lambda: trash_text(trash, text, note, now), None, self._cannot)

    def bring_back(self, item: TrashItem) -> None:
        """Bring a chapter, a scene or a character back; a chapter or a scene as a step that can be undone."""
        if item.note.kind == "chapter":
            self._desk.take(_put_back(item, self._story.places, len(self._story.project.chapters)))
        elif item.note.kind == "character":
            self._bring_sheet(item)
        else:
            self._bring_scene(item)

    def _bring_sheet(self, item: TrashItem) -> None:
        places = self._story.places

        def job() -> None:
            move_file(item.path, places.characters / _name(item))
            forget_trashed(places.trash, item.path.name)

        def done(_none: None) -> None:
            self._events.said.emit(f"“{item.note.title}” is back among the characters.")
            self._desk.changed_outside([places.characters])

        self._runner.submit("io", job, done, self._cannot)

    def _bring_scene(self, item: TrashItem) -> None:
        home = ChapterId(item.note.chapter)
        if self._story.project.chapter(home) is None:
            # Its chapter is gone: it becomes one.
            self._desk.take(_put_back(item, self._story.places, len(self._story.project.chapters)))
            return

        def opened(chapter: OpenChapter) -> None:
            text = chapter.text

            def job() -> tuple[str, str]:
                scene = read_chapter(item.path).text.strip()
                at = item.note.index if item.note.index >= 0 else 1_000_000
                return scene, paste_scene(text, at, scene) if scene else text

            self._runner.submit("io", job, lambda found: pasted(chapter, text, *found), self._cannot)

        def pasted(chapter: OpenChapter, text: str, scene: str, new: str) -> None:
            if not scene:
                self._say(f"“{item.path.name}” could not be read, so nothing was changed.")
            elif chapter.text != text:
                opened(chapter)  # typed meanwhile: put it into the new text
            elif chapter.read_only:
                self._say("The chapter can only be read here, so nothing was changed.")
            else:
                self._desk.change_texts(TextChange("scene", (ChangedText(chapter.id, text, new),)))
                self._desk.save_now(chapter.id)
                self._runner.submit("io", lambda: self._put_away(item, chapter, scene), None, self._cannot)
                self._events.said.emit("The scene is back in its chapter.")

        self._desk.open_chapter(home, opened)

    def _put_away(self, item: TrashItem, chapter: OpenChapter, scene: str) -> None:
        """The scene leaves the trash once it is in the chapter's file."""
        if scene in read_chapter(chapter.path).text:
            item.path.unlink(missing_ok=True)
            forget_trashed(self._story.places.trash, item.path.name)

    def _cannot(self, error: Exception) -> None:
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self._events.problem.emit(Problem("", sentence))


def _put_back(item: TrashItem, places: Places, count: int) -> PutBack:
    """The step that brings a chapter back to where it was, or to the end."""
    path = places.chapters / _name(item)
    index = count
    if item.note.kind == "chapter" and item.note.chapter:
        was = places.root / item.note.chapter
        if was.parent.resolve().is_relative_to(places.root):
            path = was
        index = item.note.index if 0 <= item.note.index <= count else count
    return PutBack(Chapter(places.chapter_id(path), item.note.title, path), item.path, index)


def _name(item: TrashItem) -> str:
    """The file's name without the time before it."""
    return f"{item.path.stem[20:].strip() or item.note.title}{item.path.suffix}"
