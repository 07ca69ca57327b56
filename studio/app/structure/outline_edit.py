"""What a writer does in the outline: chapters and scenes added, named, moved and removed, all undoable."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from studio.app.events import Event
from studio.app.session.open_chapter import OpenChapter
from studio.app.session.session import StorySession
from studio.app.structure.scene_edit import (
    add_scene,
    cut_scene,
    move_scene,
    name_scene,
    part_at,
    paste_scene,
    with_marks,
)
from studio.app.structure.structure_step import ChangedText, TextChange
from studio.app.tasks import TaskRunner
from studio.model.chapter import ChapterId

T = TypeVar("T")


class OutlineEdit:
    """Carries changes of the outline out through the session, and takes them back in their order.

    Changes of chapters are steps of the session; changes of scenes are changes of text, each one undo step.
    All are taken back in their order, also after the next start.

    Events:
        said: one sentence on what just happened, for a quiet line.
        text_changed: a chapter whose scenes were changed, so that it is counted at once.
    """

    def __init__(self, session: StorySession, runner: TaskRunner) -> None:
        self.said: Event[str] = Event()
        self.text_changed: Event[ChapterId] = Event()
        self._session = session
        self._runner = runner
        session.said.connect(self.said.emit)

    @property
    def can_undo(self) -> bool:
        """Whether there is something that ``undo`` takes back."""
        return self._session.can_undo_structure

    # -- chapters ------------------------------------------------------------------------------

    def add_chapter(self, title: str, after: ChapterId | None) -> None:
        """Add a chapter behind ``after``, or at the end."""
        self._session.add_chapter(title, after)

    def rename_chapter(self, chapter_id: ChapterId, title: str) -> None:
        """Give a chapter another title; its file is renamed too."""
        self._session.rename_chapter(chapter_id, title)

    def delete_chapter(self, chapter_id: ChapterId) -> None:
        """Move a chapter to the story's trash."""
        title = self._title(chapter_id)
        self._session.delete_chapter(chapter_id)
        self.said.emit(f"“{title}” is in the story's trash.")

    def move_chapter(self, chapter_id: ChapterId, to: int) -> None:
        """Put a chapter at place ``to``, counted from 0."""
        self._session.move_chapter(chapter_id, to)

    # -- scenes --------------------------------------------------------------------------------

    def move_scene(self, source: ChapterId, scene: int, target: ChapterId, to: int) -> None:
        """Put a scene at place ``to`` of the same or another chapter."""
        if source == target:
            self._change(source, lambda text: _moved(text, scene, to))
        else:
            self._carry(source, scene, target, to)

    def rename_scene(self, chapter_id: ChapterId, scene: int, title: str) -> None:
        """Write ``title`` as the scene's heading."""
        self._change(chapter_id, lambda text: _named(text, scene, title))

    def delete_scene(self, chapter_id: ChapterId, scene: int) -> None:
        """Take a scene out of the chapter into the trash; undo brings it back, and so does the history."""
        self._session.take_snapshot("before taking a scene out", chapter_id)

        def cut(text: str) -> tuple[str, str, int]:
            part = part_at(text, scene)
            return (text, "", 0) if part is None else (*cut_scene(text, part), part)

        def taken_out(chapter: OpenChapter, result: tuple[str, str, int]) -> None:
            new, gone, at = result
            if new == chapter.text or self._session.trash is None:
                return
            self._apply(ChangedText(chapter.id, chapter.text, new))
            if gone.strip():
                self._session.trash.keep_scene(chapter.id, at, gone)
            self.said.emit("The scene is in the story's trash.")

        self._work(chapter_id, cut, taken_out)

    def add_scene(self, chapter_id: ChapterId, after: int, done: Callable[[int], None]) -> None:
        """Write a break after a scene; ``done`` gets the offset where the new scene begins."""

        def add(text: str) -> tuple[str, int]:
            part = part_at(text, after)
            return add_scene(text, part if part is not None else after)

        def added(chapter: OpenChapter, result: tuple[str, int]) -> None:
            self._apply(ChangedText(chapter.id, chapter.text, result[0]))
            done(result[1])

        self._work(chapter_id, add, added)

    def confirm_breaks(self, chapter_id: ChapterId) -> None:
        """Write a scene break at every place where one is guessed."""
        self._change(chapter_id, with_marks, "The guessed breaks are written into the chapter.")

    def _carry(self, source: ChapterId, scene: int, target: ChapterId, to: int) -> None:
        def cut(here: str) -> tuple[str, str] | None:
            part = part_at(here, scene)
            return None if part is None else cut_scene(here, part)

        def paste(chapter: OpenChapter, result: tuple[str, str] | None) -> None:
            if result is None:
                return
            here, (rest, gone) = chapter.text, result

            def pasted(other: OpenChapter, text: str) -> None:
                if self._live(source) != here:  # typed meanwhile: begin again
                    self._carry(source, scene, target, to)
                    return
                self._apply(ChangedText(source, here, rest), ChangedText(target, other.text, text))
                self.said.emit("The scene moved to the other chapter.")

            self._work(target, lambda there: paste_scene(there, to, gone), pasted)

        self._work(source, cut, paste)

    def _change(self, chapter_id: ChapterId, change: Callable[[str], str], sentence: str = "") -> None:
        def changed(chapter: OpenChapter, new: str) -> None:
            if new != chapter.text:
                self._apply(ChangedText(chapter.id, chapter.text, new))
                if sentence:
                    self.said.emit(sentence)

        self._work(chapter_id, change, changed)

    def _work(
        self, chapter_id: ChapterId, job: Callable[[str], T], then: Callable[[OpenChapter, T], None]
    ) -> None:
        """Run ``job`` on the chapter's text in the "work" lane, and go on if the text is still that."""

        def opened(chapter: OpenChapter) -> None:
            text = chapter.text

            def done(result: T) -> None:
                if chapter.text == text:
                    then(chapter, result)
                else:
                    opened(chapter)  # typed meanwhile: look at the new text

            self._runner.submit("work", lambda: job(text), done)

        self._session.open_chapter(chapter_id, opened)

    def _apply(self, *texts: ChangedText) -> None:
        self._session.change_texts(TextChange("scene", texts))
        for text in texts:
            self.text_changed.emit(text.id)

    # -- taking back ---------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last change made in the outline, or in the texts of several chapters."""
        self._session.undo_structure()

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._session.redo_structure()

    def _live(self, chapter_id: ChapterId) -> str | None:
        opened = self._session.chapter(chapter_id)
        return opened.text if opened else None

    def _title(self, chapter_id: ChapterId) -> str:
        chapter = self._session.project.chapter(chapter_id) if self._session.project else None
        return chapter.title if chapter else "The chapter"


def _moved(text: str, scene: int, to: int) -> str:
    source, target = part_at(text, scene), part_at(text, to)
    return text if source is None or target is None else move_scene(text, source, target)


def _named(text: str, scene: int, title: str) -> str:
    part = part_at(text, scene)
    return text if part is None else name_scene(text, part, title)
