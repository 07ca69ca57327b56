"""What other programs do to the files of the open story: loaded, merged or asked about, never overwritten."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

from studio.app.session.open_chapter import OpenChapter, Question
from studio.app.session.open_story import OpenStory
from studio.app.session.saving import Saving
from studio.app.session.session_event import SessionEvents
from studio.app.session.session_fact import ChapterReplaced, Conflict, ReplaceReason
from studio.app.tasks import Scheduler, TaskRunner
from studio.model.edit import edit_between
from studio.model.problem import Problem
from studio.storage.chapter_file import ChapterText
from studio.storage.merge import MergeResult, compare, merge
from studio.storage.snapshot import BEFORE_MERGE, BEFORE_RELOAD, BEFORE_REPLACE, CONFLICT

SETTLE: Final = 1.0
"""Seconds that a file which lost its end must stay as it is: sync programs write in pieces."""

SUSPECT: Final = 3.0
"""The same for a file that is empty now, or cut off in the middle."""

GRACE: Final = 1.0
"""Seconds that a file may be gone before it counts: other programs often delete it and write it anew."""


class Outside:
    """Compares files with what was read, and brings changes into the open chapters.

    Args:
        vanished: called when a chapter's file is gone, as the list of chapters may have changed.
    """

    def __init__(
        self,
        story: OpenStory,
        runner: TaskRunner,
        scheduler: Scheduler,
        events: SessionEvents,
        saving: Callable[[], Saving],
        vanished: Callable[[], None],
    ) -> None:
        self._story = story
        self._runner = runner
        self._scheduler = scheduler
        self._events = events
        self._saving = saving
        self._gone = vanished

    def look(self, paths: Collection[Path] | None = None) -> None:
        """Compare the open chapters in ``paths`` (all if None) with their files."""
        for chapter in tuple(self._story.chapters.values()):
            if paths is None or any(_lies_in(chapter, path) for path in paths):
                self.look_at(chapter)

    def look_at(self, chapter: OpenChapter) -> None:
        """Compare one chapter with its file."""
        keeper = chapter.keeper
        self._runner.submit(
            "io",
            keeper.look,
            lambda theirs: self._seen(chapter, theirs),
            lambda error: self._cannot(chapter, error),
        )

    def resolve(self, chapter: OpenChapter, text: str) -> None:
        """Go on with ``text``: the writer's answer to a conflict or to an offered recovery."""
        question, chapter.question = chapter.question, None
        chapter.missing_since = None  # what was looked up before this is no ground to ask again
        mine, keeper = chapter.text, chapter.keeper
        if question is not None:
            # What was typed since the question was asked belongs to the answer.
            text = merge(question.mine, mine, text).assembled(lambda _: "both")
        if text != mine:
            # Also where there is a question: the answer may be one to an earlier question.
            self._submit(chapter, lambda: keeper.keep_snapshot(mine, BEFORE_REPLACE))
        self._take(chapter, question.theirs if question else None, text)
        self._saving().save(chapter)

    def offer(self, chapter: OpenChapter) -> None:
        """A recovered text is offered for the chapter: ``resolve`` may bring it in, or another one."""
        chapter.question = Question(chapter.text, None)

    def forget_offer(self, chapter: OpenChapter) -> None:
        """The writer wants the file as it is: the journal with the typing goes, its snapshot stays."""
        chapter.question = None
        keeper, on_disk, text = chapter.keeper, chapter.on_disk, chapter.text
        self._submit(chapter, lambda: keeper.adopt(on_disk, text))

    def replace(self, chapter: OpenChapter, text: str, reason: ReplaceReason) -> None:
        """Give an open chapter a new text that the editor does not know yet."""
        old = chapter.text
        if text != old:
            chapter.apply(edit_between(old, text))
            self._events.chapter_replaced.emit(ChapterReplaced(chapter.id, old, text, reason))
            self._saving().edited(chapter)

    def _seen(self, chapter: OpenChapter, theirs: ChapterText | None) -> None:
        if self._story.chapters.get(chapter.id) is not chapter:
            return
        if theirs is not None and theirs.digest is None:
            self._missing(chapter, theirs)
            return
        chapter.missing_since = None
        if theirs is None or theirs.digest == chapter.on_disk.digest:
            self._settled(chapter)
        elif self._may_be_unfinished(chapter, theirs):
            return
        elif not chapter.dirty:
            self._load(chapter, theirs)
        elif theirs.text in {chapter.on_disk.text, chapter.text}:
            # Only line ends or the encoding differ, or both sides came to the same text.
            self._take(chapter, theirs, chapter.text)
        elif not theirs.text.strip():
            # Emptied by another program: all of it is a question, never a deletion to be merged.
            self._ask(chapter, theirs, compare(chapter.text, theirs.text), deleted=True)
        else:
            self._merge(chapter, theirs)

    def _may_be_unfinished(self, chapter: OpenChapter, theirs: ChapterText) -> bool:
        """Whether to look again before believing a file that lost the end which the chapter had."""
        last = chapter.on_disk.text.rstrip().rpartition("\n")[2]
        if not last or last in theirs.text:
            chapter.settling = None
            return False
        cut_off = chapter.on_disk.text.startswith(theirs.text)
        wait, now = SUSPECT if cut_off else SETTLE, self._scheduler.now()
        if chapter.settling is None or chapter.settling[0] != theirs.digest:
            chapter.settling = (theirs.digest, now)
            self._scheduler.call_later(wait, lambda: self.look_at(chapter))
            return True
        if now - chapter.settling[1] < wait - 0.01:
            return True
        chapter.settling = None
        return False

    def _settled(self, chapter: OpenChapter) -> None:
        """The file is again what it was, so a question about it has no ground any more."""
        if chapter.conflict:
            chapter.conflict = False
            if chapter.question is not None:
                # An answer that comes all the same is one to what was shown, not to what was typed since.
                chapter.question = Question(chapter.question.mine, None)
        if chapter.dirty:
            self._saving().edited(chapter)

    def _missing(self, chapter: OpenChapter, theirs: ChapterText) -> None:
        now = self._scheduler.now()
        if chapter.missing_since is None:
            chapter.missing_since = now
            self._scheduler.call_later(GRACE, lambda: self.look_at(chapter))
        elif now - chapter.missing_since >= GRACE - 0.01:
            self._vanished(chapter, theirs)

    def _vanished(self, chapter: OpenChapter, theirs: ChapterText) -> None:
        self._gone()
        if not chapter.dirty or chapter.conflict:
            return
        self._ask(chapter, theirs, compare(chapter.text, ""), deleted=True)

    def _load(self, chapter: OpenChapter, theirs: ChapterText) -> None:
        old, keeper = chapter.text, chapter.keeper
        shrunk = chapter.touched or not theirs.text.strip()
        if shrunk and not chapter.read_only and old != theirs.text:
            self._submit(chapter, lambda: keeper.keep_snapshot(old, BEFORE_RELOAD))
        chapter.become(theirs.text)
        self._adopt(chapter, theirs)
        chapter.read_only = self._story.read_only or theirs.read_only
        chapter.saved(chapter.revision, theirs, None)
        for problem in theirs.problems:
            self._events.problem.emit(Problem(chapter.id, problem.sentence))
        if old != theirs.text:
            self._events.chapter_replaced.emit(ChapterReplaced(chapter.id, old, theirs.text, "outside"))

    def _merge(self, chapter: OpenChapter, theirs: ChapterText) -> None:
        base, mine, revision = chapter.on_disk.text, chapter.text, chapter.revision
        keeper = chapter.keeper

        def job() -> MergeResult:
            keeper.keep_snapshot(mine, BEFORE_MERGE)
            keeper.keep_file_snapshot(CONFLICT)
            return merge(base, mine, theirs.text)

        def done(result: MergeResult) -> None:
            if chapter.revision != revision:
                self._seen(chapter, theirs)  # typed meanwhile: merge again
            elif result.conflicts:
                self._ask(chapter, theirs, result)
            else:
                self._take(chapter, theirs, result.text)

        self._runner.submit("io", job, done, lambda error: self._cannot(chapter, error))

    def _cannot(self, chapter: OpenChapter, error: Exception) -> None:
        # Unread, or without copies, nothing is merged; file and text stay as they are, and it is tried again.
        self._events.problem.emit(Problem(chapter.id, str(error)))
        if chapter.dirty:
            self._saving().edited(chapter)

    def _take(self, chapter: OpenChapter, theirs: ChapterText | None, text: str) -> None:
        chapter.conflict, chapter.question = False, None
        self.replace(chapter, text, "merge")
        if theirs is None:
            return
        self._adopt(chapter, theirs)
        if chapter.text == theirs.text:
            chapter.saved(chapter.revision, theirs, None)
            self._saving().forget(chapter.id)
            self._saving().tell(chapter)
        else:
            self._saving().edited(chapter)

    def _ask(
        self, chapter: OpenChapter, theirs: ChapterText, result: MergeResult, deleted: bool = False
    ) -> None:
        chapter.conflict, chapter.question = True, Question(chapter.text, theirs)
        self._saving().forget(chapter.id)
        self._events.conflict_found.emit(
            Conflict(
                id=chapter.id,
                base=chapter.on_disk.text,
                mine=chapter.text,
                theirs=theirs.text,
                hunks=result.conflicts,
                result=result,
                deleted=deleted,
            )
        )

    def _adopt(self, chapter: OpenChapter, theirs: ChapterText) -> None:
        """Make the file the base of the live text; the journal is written anew, so it has every edit."""
        keeper, text = chapter.keeper, chapter.text
        chapter.on_disk = theirs
        chapter.take_unkept()
        self._submit(chapter, lambda: keeper.adopt(theirs, text))

    def _submit(self, chapter: OpenChapter, job: Callable[[], None]) -> None:
        self._runner.submit(
            "io", job, None, lambda error: self._events.problem.emit(Problem(chapter.id, str(error)))
        )


def _lies_in(chapter: OpenChapter, path: Path) -> bool:
    """Whether the chapter, or the file that it is a link to, is at ``path`` or below."""
    return chapter.path.is_relative_to(path) or (
        chapter.target is not None and chapter.target.is_relative_to(path)
    )
