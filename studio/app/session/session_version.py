"""The part of a session that deals with second versions of chapters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from studio.app.session.second_version import AdoptCopy
from studio.app.session.session_fact import MarksFound, Recovery, SecondVersion
from studio.app.session.session_structure import SessionStructure
from studio.model.chapter import ChapterId
from studio.model.problem import Problem
from studio.storage.chapter_file import ChapterText
from studio.storage.conflict_copy import ConflictCopy
from studio.storage.merge import merge
from studio.storage.story_mark import Choice, StoryMarks
from studio.storage.story_snapshot import StoryMoment


class SessionVersions(SessionStructure):
    """Copies that sync programs left, and the marks of git; see ``StorySession``."""

    @property
    def copies(self) -> tuple[ConflictCopy, ...]:
        """The copies of chapters that lie in the story now."""
        return self._desk.second.copies if self._desk else ()

    def compare_copy(self, copy: ConflictCopy, done: Callable[[SecondVersion], None]) -> None:
        """Give ``done`` a chapter and its copy side by side."""
        if self._desk is not None:
            self._desk.second.compare(copy, done)

    def merge_copy(self, second: SecondVersion, text: str) -> None:
        """Go on with ``text`` in the chapter; the copy goes to the trash."""
        self._the_desk().second.merge(second, text)

    def adopt_copy(self, copy: ConflictCopy) -> None:
        """Make a copy a chapter of its own, after the chapter that it is a copy of."""
        if self._desk is not None and self.project is not None:
            chapter = self.project.chapter(self._desk.story.places.chapter_id(copy.chapter))
            index = self.project.index(chapter.id) + 1 if chapter else len(self.project.chapters)
            self._take(AdoptCopy(copy, index))

    def take_back(self, recovery: Recovery) -> None:
        """Take typing out again that came back after a crash; the text with it stays in the history."""
        chapter = self.chapter(recovery.id)
        if chapter is not None:
            text = merge(recovery.after, chapter.text, recovery.before).assembled(lambda _: "both")
            self._the_desk().replace_text(chapter.id, text, "restore")

    def keep_file(self, recovery: Recovery) -> None:
        """Leave the file as it is and do not offer the typing again; it stays in the history."""
        chapter = self.chapter(recovery.id)
        if chapter is not None and not chapter.dirty and not self.read_only:
            self._the_desk().outside.forget_offer(chapter)

    def bring_back(self, chapter_id: ChapterId, shown: str, text: str) -> None:
        """Go on with ``text``, made from ``shown`` by taking some changes back; the text of now is kept.

        Raises:
            KeyError: if the chapter is not open.
        """
        desk = self._the_desk()
        desk.history.bring_back(desk.open(chapter_id), shown, text)

    def moments(self, done: Callable[[Sequence[StoryMoment]], None]) -> None:
        """Give ``done`` the moments at which the whole story was kept, newest first."""
        self._the_desk().moments.list(done)

    def read_moment(
        self, moment: StoryMoment, done: Callable[[Mapping[ChapterId, ChapterText]], None]
    ) -> None:
        """Give ``done`` the texts of a moment; chapters whose copies are gone are left out."""
        self._the_desk().moments.read(moment, done)

    def restore_story(self, moment: StoryMoment) -> None:
        """Bring the story of a moment back; the story of now is kept first, and newer chapters stay."""
        if self.read_only:
            self.problem.emit(Problem("", "The story can only be read here, so nothing was changed."))
        else:
            self._the_desk().moments.restore(moment)

    def choose_story(self, marks: StoryMarks, choice: Choice) -> None:
        """Go on with one version of ``story.toml``, or with both put together; the marked file is kept."""
        self._the_desk().choose_story(marks, choice)

    def resolve_marks(self, found: MarksFound, text: str) -> None:
        """Go on with ``text`` instead of a text with conflict marks."""
        self._the_desk().second.resolve_marks(found, text)
