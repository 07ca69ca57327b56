"""The whole story at earlier moments: keeping it, and bringing it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath

from studio.app.session.open_chapter import OpenChapter
from studio.app.session.open_story import OpenStory
from studio.app.session.outside import Outside
from studio.app.session.session_event import SessionEvents
from studio.app.structure.structure import Structure
from studio.app.structure.structure_step import Disk, Done
from studio.app.tasks import TaskRunner
from studio.model.chapter import Chapter, ChapterId
from studio.model.problem import Problem
from studio.model.project import Project
from studio.storage.atomic import make_folder, write_atomic
from studio.storage.chapter_file import ChapterText, chapter_bytes
from studio.storage.chapter_folder import trash_file
from studio.storage.error import ChangedOutside, ReadError, SaveError, save_sentence
from studio.storage.file_name import is_text_name
from studio.storage.file_read import read_file
from studio.storage.places import Places
from studio.storage.snapshot import BEFORE_RESTORE
from studio.storage.story_snapshot import StoryMoment, StoryPart, StorySnapshots
from studio.storage.temporary import remove_leftovers

_LARGEST = 1_000_000_000
_Texts = Mapping[ChapterId, ChapterText]


class StoryHistory:
    """Asked for from the main thread; the disk work runs on the io lane, chapter by chapter, so that the
    journal of what is typed meanwhile need not wait.

    Args:
        open_chapter: opens a chapter and hands it over.
    """

    def __init__(
        self,
        story: OpenStory,
        runner: TaskRunner,
        events: SessionEvents,
        outside: Outside,
        structure: Structure,
        open_chapter: Callable[[ChapterId, Callable[[OpenChapter], None]], None],
        clock: Callable[[], datetime],
    ) -> None:
        self._story = story
        self._runner = runner
        self._events = events
        self._outside = outside
        self._structure = structure
        self._open_chapter = open_chapter
        self._clock = clock

    def take(self, reason: str, done: Callable[[bool], None] = lambda _: None) -> None:
        """Keep every chapter as it is now, typing that is not saved included; ``done`` hears whether."""
        if self._story.read_only:
            self._say("The story can only be read here, so it was not kept.")
            done(False)
            return
        moments, at = self._story.moments, self._clock()
        parts: list[StoryPart] = []

        def failed(error: Exception) -> None:
            self._say(f"The story could not be kept as it is: {error}")
            done(False)

        for chapter in self._story.project.chapters:
            keep = partial(_keep, moments, chapter, self._bytes(chapter), reason, at)
            # What fails here is found missing in the end, and said once.
            self._runner.submit("io", keep, parts.append, lambda _: None)

        count = len(self._story.project.chapters)

        def end() -> None:
            if len(parts) < count:
                failed(SaveError("a chapter could not be read or its copy not be written."))
                return
            self._runner.submit("io", lambda: moments.keep(parts, reason, at), lambda _: done(True), failed)

        self._runner.submit("io", lambda: None, lambda _: end())

    def list(self, done: Callable[[Sequence[StoryMoment]], None]) -> None:
        """Give ``done`` the moments, newest first."""
        moments = self._story.moments
        self._runner.submit("io", moments.list, done)

    def read(self, moment: StoryMoment, done: Callable[[_Texts], None]) -> None:
        """Give ``done`` the texts of a moment; a chapter whose copy is gone is left out."""
        moments = self._story.moments

        def job() -> _Texts:
            found = {part.chapter: moments.text(part) for part in moment.parts}
            return {chapter: text for chapter, text in found.items() if text is not None}

        self._runner.submit("io", job, done)

    def restore(self, moment: StoryMoment) -> None:
        """Bring the story of a moment back: texts, deleted chapters and order; newer chapters stay.

        The story of now is kept first; if that fails, nothing is changed.
        """

        def kept(ok: bool) -> None:
            if ok:
                self.read(moment, lambda texts: self._bring_back(moment, texts))

        self.take(BEFORE_RESTORE, kept)

    def thin(self) -> None:
        """Remove what lies too close together for its age, and what a crash left between it."""
        moments, snapshots, now = self._story.moments, self._story.snapshots, self._clock()
        folder = self._story.places.history

        def lists() -> Mapping[ChapterId, Set[str]]:
            remove_leftovers([folder], deep=True)
            moments.thin(now)
            return moments.needed()

        def listed(needed: Mapping[ChapterId, Set[str]]) -> None:
            for chapter in self._story.project.chapters:
                thin = partial(snapshots.thin, chapter.id, now, needed.get(chapter.id, frozenset()))
                self._runner.submit("io", thin, None, failed)

        def failed(error: Exception) -> None:
            self._say(str(error))

        self._runner.submit("io", lists, listed, failed)

    def _bytes(self, chapter: Chapter) -> Callable[[], bytes]:
        live = self._story.chapter(chapter.id)
        if live is None:
            return partial(_file_bytes, chapter.path)
        text, like = live.text, live.on_disk
        return lambda: chapter_bytes(text, like)[0]

    def _bring_back(self, moment: StoryMoment, texts: _Texts) -> None:
        if len(texts) < len({part.chapter for part in moment.parts}):
            self._say(
                "Some chapters of that moment are no longer in the history; the others are brought back."
            )
        listed = {chapter.id for chapter in self._story.project.chapters}
        for chapter_id, text in texts.items():
            if chapter_id in listed:
                self._open_chapter(chapter_id, partial(self._replace, text.text))
        self._structure.take(RestoreChapters(moment.parts, texts))

    def _replace(self, text: str, chapter: OpenChapter) -> None:
        if chapter.read_only or chapter.text == text:
            return
        # What was typed since the story of now was kept is in no moment yet.
        keeper, now = chapter.keeper, chapter.text
        keep = partial(keeper.keep_snapshot, now, BEFORE_RESTORE)
        self._runner.submit("io", keep, None, lambda error: self._say(str(error)))
        self._outside.replace(chapter, text, "restore")

    def _say(self, sentence: str) -> None:
        self._events.problem.emit(Problem("", sentence))


def _keep(
    moments: StorySnapshots, chapter: Chapter, content: Callable[[], bytes], reason: str, at: datetime
) -> StoryPart:
    return moments.part(chapter.id, chapter.title, content(), reason, at)


def _file_bytes(path: Path) -> bytes:
    try:
        return read_file(path, _LARGEST)
    except ReadError:
        if path.exists():
            raise
        return b""


@dataclass(frozen=True, slots=True)
class RestoreChapters:
    """A step of the structure: chapters that are gone come back, and the order is that of the moment."""

    parts: tuple[StoryPart, ...]
    texts: _Texts

    def take(self, project: Project, disk: Disk) -> Done:
        """Write what is missing, then the order.

        Raises:
            SaveError: a file or the order could not be written.
        """
        there = {chapter.id: chapter for chapter in project.chapters}
        new = tuple(
            self._write(part, disk.places)
            for part in self.parts
            if part.chapter not in there and part.chapter in self.texts and _may_write(part, disk.places)
        )
        there.update({chapter.id: chapter for chapter in new})
        first = [there.pop(part.chapter) for part in self.parts if part.chapter in there]
        chapters = (*first, *there.values())
        if chapters != project.chapters:
            disk.write_order(chapters)
        return Done(chapters, TakeAway(new, project.chapters, self))

    def _write(self, part: StoryPart, places: Places) -> Chapter:
        path = places.root / part.chapter
        text = self.texts[part.chapter]
        try:
            make_folder(path.parent)
            write_atomic(path, chapter_bytes(text.text, text)[0], expected=None)
        except OSError as error:
            raise SaveError(save_sentence(path, error)) from error
        except ChangedOutside as error:
            raise SaveError(f"There is a “{path.name}” already, so it was not brought back.") from error
        return Chapter(part.chapter, part.title or path.stem, path)


@dataclass(frozen=True, slots=True)
class TakeAway:
    """The step back: what was brought back goes to the trash, and the order is what it was."""

    new: tuple[Chapter, ...]
    before: tuple[Chapter, ...]
    again: RestoreChapters

    def take(self, project: Project, disk: Disk) -> Done:
        """Move the chapters, then write the order.

        Raises:
            SaveError: a file could not be moved, or the order not be written.
        """
        gone = {chapter.id for chapter in self.new}
        for chapter in self.new:
            trash_file(chapter.path, disk.places.trash, disk.clock())
        there = {chapter.id: chapter for chapter in project.chapters if chapter.id not in gone}
        first = [there.pop(chapter.id) for chapter in self.before if chapter.id in there]
        chapters = (*first, *there.values())
        disk.write_order(chapters, gone=[disk.name(chapter.path) for chapter in self.new])
        return Done(chapters, self.again)


def _may_write(part: StoryPart, places: Places) -> bool:
    """Whether the list names a chapter file inside the story, and no other place."""
    name = PurePosixPath(part.chapter)
    if name.is_absolute() or ".." in name.parts or not is_text_name(name.name):
        return False
    return (places.root / part.chapter).resolve().is_relative_to(places.chapters.resolve())
