"""Second versions of chapters: copies that sync programs left, and the marks of git inside a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from studio.app.session.open_chapter import OpenChapter
from studio.app.session.open_story import OpenStory
from studio.app.session.outside import Outside
from studio.app.session.saving import Saving
from studio.app.session.session_event import SessionEvents
from studio.app.session.session_fact import ChapterReplaced, MarksFound, SecondVersion
from studio.app.structure.structure_step import Disk, Done
from studio.app.tasks import TaskRunner
from studio.model.chapter import Chapter, ChapterId
from studio.model.problem import Problem
from studio.model.project import Project
from studio.storage.chapter_file import ChapterText, read_chapter
from studio.storage.chapter_folder import trash_file
from studio.storage.conflict_copy import ConflictCopy
from studio.storage.conflict_mark import read_marks
from studio.storage.file_read import digest_of
from studio.storage.mark_search import MarkedChapter, MarkSearch
from studio.storage.merge import MergeResult, compare, merge
from studio.storage.snapshot import BEFORE_MERGE
from studio.storage.trash import TrashNote, note_trashed

OpenChapterCall = Callable[[ChapterId, Callable[[OpenChapter], None]], None]


class SecondVersions:
    """Tells of second versions, compares them, and brings the writer's answer into the chapter.

    Args:
        open_chapter: opens a chapter and hands it over.
        rescan: looks at the files of the story again.
    """

    def __init__(
        self,
        story: OpenStory,
        runner: TaskRunner,
        events: SessionEvents,
        outside: Outside,
        saving: Saving,
        open_chapter: OpenChapterCall,
        rescan: Callable[[], None],
        clock: Callable[[], datetime],
    ) -> None:
        self._story = story
        self._runner = runner
        self._events = events
        self._outside = outside
        self._saving = saving
        self._open_chapter = open_chapter
        self._rescan = rescan
        self._clock = clock
        self._search = MarkSearch()
        self._stopped = False
        self.copies: tuple[ConflictCopy, ...] = ()
        events.chapter_replaced.connect(self._on_replaced)

    def stop(self) -> None:
        """The story is closed: tell nothing any more."""
        self._stopped = True
        self._events.chapter_replaced.disconnect(self._on_replaced)

    def found(self, copies: Sequence[ConflictCopy]) -> None:
        """These copies lie on disk now."""
        if tuple(copies) != self.copies:
            self.copies = tuple(copies)
            self._events.copies_changed.emit(self.copies)

    def compare(self, copy: ConflictCopy, done: Callable[[SecondVersion], None]) -> None:
        """Give ``done`` the chapter and its copy side by side; a problem is told if one cannot be read."""

        def opened(chapter: OpenChapter) -> None:
            mine = chapter.text

            def job() -> tuple[ChapterText, MergeResult]:
                theirs = read_chapter(copy.path)
                return theirs, compare(mine, theirs.text)

            def compared(found: tuple[ChapterText, MergeResult]) -> None:
                theirs, result = found
                if theirs.digest is None:
                    self._say(chapter.id, f"The copy “{copy.path.name}” cannot be read any more.")
                    self._rescan()
                else:
                    done(SecondVersion(chapter.id, copy, mine, theirs, result))

            self._runner.submit("io", job, compared)

        self._open_chapter(self._story.places.chapter_id(copy.chapter), opened)

    def merge(self, second: SecondVersion, text: str) -> None:
        """Go on with ``text`` in the chapter, and move the copy to the trash once that is done."""

        def answered() -> None:
            self._runner.submit("io", lambda: self._put_away(second), lambda _: self._rescan(), failed)

        def failed(error: Exception) -> None:
            self._say(second.id, str(error))

        self._bring_in(second.id, second.mine, text, answered)

    def look_for_marks(self, chapter: OpenChapter) -> None:
        """Tell of git's conflict marks in the chapter, if there are any."""
        marked = read_marks(chapter.text)
        if marked is not None:
            self._events.marks_found.emit(MarksFound(chapter.id, chapter.text, marked))

    def search_marks(self) -> None:
        """Tell of conflict marks in chapters that are not open and new or changed since the last search."""
        story, search = self._story, self._search
        listed = [chapter for chapter in story.project.chapters if chapter.id not in story.chapters]

        def found(chapters: list[MarkedChapter]) -> None:
            for each in chapters:
                if each.id not in story.chapters and not self._stopped:  # an open one tells of itself
                    self._events.marks_found.emit(MarksFound(each.id, each.text, each.marked))

        self._runner.submit("work", lambda: search.look(listed), found)

    def resolve_marks(self, found: MarksFound, text: str) -> None:
        """Go on with ``text`` instead of the text with the marks."""
        self._open_chapter(
            found.id, lambda chapter: self._bring_in(chapter.id, found.text, text, lambda: None)
        )

    def _put_away(self, second: SecondVersion) -> None:
        # What was written into the copy since it was compared is another version, to be offered again.
        if digest_of(second.copy.path) == second.theirs.digest:
            trash = self._story.places.trash
            path = trash_file(second.copy.path, trash, self._clock())
            title = " ".join(second.copy.path.stem.split())
            note_trashed(
                trash, path.name, TrashNote("chapter", title, self._story.places.chapter_id(second.copy.path))
            )

    def _bring_in(self, chapter_id: ChapterId, shown: str, text: str, done: Callable[[], None]) -> None:
        chapter = self._story.chapter(chapter_id)
        if chapter is None or chapter.read_only:
            self._say(chapter_id, "The chapter can only be read here, so nothing was changed.")
            return
        keeper, now = chapter.keeper, chapter.text

        def kept(_: None) -> None:
            # What was typed since the question was asked belongs to the answer.
            whole = merge(shown, chapter.text, text).assembled(lambda _: "both")
            self._outside.replace(chapter, whole, "merge")
            self._saving.save(chapter)
            done()

        self._runner.submit(
            "io",
            lambda: keeper.keep_snapshot(now, BEFORE_MERGE),
            kept,
            lambda error: self._say(chapter_id, str(error)),
        )

    def _on_replaced(self, replaced: ChapterReplaced) -> None:
        chapter = self._story.chapter(replaced.id)
        if chapter is not None and replaced.reason != "program":
            self.look_for_marks(chapter)

    def _say(self, chapter_id: ChapterId, sentence: str) -> None:
        self._events.problem.emit(Problem(chapter_id, sentence))


@dataclass(frozen=True, slots=True)
class AdoptCopy:
    """A step of the structure: a copy becomes a chapter of its own at ``index``, by being listed."""

    copy: ConflictCopy
    index: int

    def take(self, project: Project, disk: Disk) -> Done:
        """List it.

        Raises:
            SaveError: the order could not be written.
        """
        path = self.copy.path
        chapter = Chapter(disk.places.chapter_id(path), " ".join(path.stem.split()), path)
        others = [each for each in project.chapters if each.id != chapter.id]
        chapters = (*others[: self.index], chapter, *others[self.index :])
        disk.write_order(chapters)
        return Done(chapters, DisownCopy(self.copy, self.index))


@dataclass(frozen=True, slots=True)
class DisownCopy:
    """The step back: a chapter that was a copy is one again."""

    copy: ConflictCopy
    index: int

    def take(self, project: Project, disk: Disk) -> Done:
        """Take it out of the list.

        Raises:
            SaveError: the order could not be written.
        """
        chapters = tuple(each for each in project.chapters if each.path != self.copy.path)
        disk.write_order(chapters, gone=[disk.name(self.copy.path)])
        return Done(chapters, AdoptCopy(self.copy, self.index))
