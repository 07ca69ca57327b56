"""Earlier versions of the open story's chapters: listing, taking, reading, restoring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from studio.app.session.open_chapter import OpenChapter
from studio.app.session.open_story import OpenStory
from studio.app.session.outside import Outside
from studio.app.session.session_event import SessionEvents
from studio.app.tasks import TaskRunner
from studio.model.chapter import ChapterId
from studio.model.problem import Problem
from studio.storage.chapter_file import ChapterText
from studio.storage.merge import merge
from studio.storage.snapshot import BEFORE_RESTORE, Snapshot


class History:
    """Snapshots, asked for from the main thread and made on the io lane."""

    def __init__(
        self,
        story: OpenStory,
        runner: TaskRunner,
        events: SessionEvents,
        outside: Outside,
        clock: Callable[[], datetime],
    ) -> None:
        self._story = story
        self._runner = runner
        self._events = events
        self._outside = outside
        self._clock = clock

    def list(self, chapter_id: ChapterId, done: Callable[[Sequence[Snapshot]], None]) -> None:
        """Give ``done`` the chapter's snapshots, newest first."""
        snapshots = self._story.snapshots
        self._runner.submit("io", lambda: snapshots.list(chapter_id), done)

    def read(self, snapshot: Snapshot, done: Callable[[ChapterText], None]) -> None:
        """Give ``done`` the text of a snapshot."""
        snapshots = self._story.snapshots
        self._runner.submit("io", lambda: snapshots.read(snapshot), done)

    def take(self, reason: str, chapter_ids: Sequence[ChapterId]) -> None:
        """Keep the chapters as they are now, typing that is not saved included."""
        snapshots, at = self._story.snapshots, self._clock()
        for chapter_id in chapter_ids:
            chapter, listed = self._story.chapter(chapter_id), self._story.project.chapter(chapter_id)
            if chapter is not None:
                self._keep_open(chapter, reason)
            elif listed is not None:
                self._submit(chapter_id, partial(snapshots.keep_file, chapter_id, listed.path, reason, at))

    def bring_back(self, chapter: OpenChapter, shown: str, text: str) -> None:
        """Go on with ``text``, which was made from ``shown``; what was typed since then stays."""
        keeper, now = chapter.keeper, chapter.text

        def kept(_: None) -> None:
            whole = merge(shown, chapter.text, text).assembled(lambda _: "both")
            self._outside.replace(chapter, whole, "restore")

        self._runner.submit(
            "io",
            lambda: keeper.keep_snapshot(now, BEFORE_RESTORE),
            kept,
            lambda error: self._say(chapter.id, str(error)),
        )

    def restore(self, chapter: OpenChapter, snapshot: Snapshot) -> None:
        """Bring a snapshot's text back; the text of now is kept as a snapshot first."""
        snapshots, keeper = self._story.snapshots, chapter.keeper
        text, revision = chapter.text, chapter.revision

        def job() -> ChapterText:
            restored = snapshots.read(snapshot)
            if restored.digest is not None:
                keeper.keep_snapshot(text, BEFORE_RESTORE)
            return restored

        def done(restored: ChapterText) -> None:
            if restored.digest is None:
                self._say(chapter.id, "This version could not be read, so nothing was changed.")
            elif chapter.revision != revision:
                self.restore(chapter, snapshot)  # typed meanwhile: keep that too
            else:
                self._outside.replace(chapter, restored.text, "restore")

        self._runner.submit("io", job, done, lambda error: self._say(chapter.id, str(error)))

    def _keep_open(self, chapter: OpenChapter, reason: str) -> None:
        keeper, text = chapter.keeper, chapter.text
        self._submit(chapter.id, lambda: keeper.keep_snapshot(text, reason))

    def _submit(self, chapter_id: ChapterId, job: Callable[[], object]) -> None:
        self._runner.submit("io", job, None, lambda error: self._say(chapter_id, str(error)))

    def _say(self, chapter_id: ChapterId, sentence: str) -> None:
        self._events.problem.emit(Problem(chapter_id, sentence))
