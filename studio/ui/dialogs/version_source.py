"""Where the history dialog gets its versions from: one chapter, or the whole story."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from studio.app.session.open_chapter import OpenChapter
from studio.app.session.session import StorySession
from studio.app.tasks import TaskRunner
from studio.app.versions.word_diff import DiffBlock, diff_texts
from studio.model.chapter import ChapterId
from studio.storage.chapter_file import ChapterText
from studio.storage.snapshot import AUTOMATIC, CONFLICT, RECOVERED, SESSION_START, Snapshot
from studio.storage.story_snapshot import StoryMoment


def reason_in_words(reason: str) -> str:
    """What the list says of a version: the writer's own name for it, or why the studio kept it."""
    if reason == SESSION_START:
        return "As it was when you began"
    return reason[:1].upper() + reason[1:] if reason in AUTOMATIC or reason in _LASTING else reason


_LASTING = frozenset((RECOVERED, CONFLICT))


@dataclass(frozen=True, slots=True)
class VersionWords:
    """What the dialog says about a kind of versions."""

    scope: str
    keep: str
    restore: str
    restored: str
    none_yet: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed since a version.

    Attributes:
        sections: a heading (or "") and the comparison below it.
        now: the text of now that was compared; "" if there is more than one.
    """

    sections: tuple[tuple[str, tuple[DiffBlock, ...]], ...]
    now: str = ""

    @property
    def blocks(self) -> tuple[DiffBlock, ...]:
        """All comparisons as one."""
        return tuple(block for _, blocks in self.sections for block in blocks)


class Version(Protocol):
    """What the list shows."""

    @property
    def path(self) -> Path: ...
    @property
    def at(self) -> datetime: ...
    @property
    def reason(self) -> str: ...


class VersionSource(Protocol):
    """Lists, compares, restores and keeps versions; every answer comes later, on the main thread."""

    words: VersionWords

    def list(self, done: Callable[[Sequence[Version]], None]) -> None: ...
    def compare(
        self, version: Version, done: Callable[[Compared], None], failed: Callable[[Exception], None]
    ) -> None: ...
    def restore(self, version: Version) -> None: ...
    def keep(self, name: str) -> None: ...


class ChapterVersions:
    """The snapshots of one chapter."""

    words = VersionWords(
        scope="This chapter",
        keep="Keep the text of now as a version",
        restore="Bring this version back",
        restored="That version is back on the page; the text before it is kept, too.",
        none_yet="There is no earlier version yet; one is kept whenever something big changes.",
    )

    def __init__(self, session: StorySession, chapter: ChapterId, runner: TaskRunner) -> None:
        self._session = session
        self._chapter = chapter
        self._runner = runner

    def list(self, done: Callable[[Sequence[Version]], None]) -> None:
        """Give ``done`` the snapshots, newest first."""
        self._session.snapshots(self._chapter, done)

    def compare(
        self, version: Version, done: Callable[[Compared], None], failed: Callable[[Exception], None]
    ) -> None:
        """Compare a snapshot with the text of now."""
        story = self._session.story
        if story is None or not isinstance(version, Snapshot):
            return
        store = story.snapshots

        def read(old: str) -> None:
            self._session.open_chapter(self._chapter, lambda chapter: diff(old, chapter))

        def diff(old: str, chapter: OpenChapter) -> None:
            now = chapter.text
            self._runner.submit(
                "work", lambda: diff_texts(old, now), lambda blocks: done(Compared((("", blocks),), now))
            )

        self._runner.submit("io", lambda: store.read(version).text, read, failed)

    def restore(self, version: Version) -> None:
        """Bring a snapshot back."""
        if isinstance(version, Snapshot):
            self._session.open_chapter(
                self._chapter, lambda chapter: self._session.restore(chapter.id, version)
            )

    def keep(self, name: str) -> None:
        """Keep the text of now under a name."""
        self._session.take_snapshot(name, self._chapter)


class StoryVersions:
    """The moments at which the whole story was kept."""

    words = VersionWords(
        scope="Whole story",
        keep="Keep the whole story as it is now",
        restore="Bring the whole story back",
        restored="The story is as it was then; the story before it is kept, too.",
        none_yet="The whole story was not kept yet; it is before every import, and whenever you wish.",
    )

    def __init__(self, session: StorySession, runner: TaskRunner) -> None:
        self._session = session
        self._runner = runner

    def list(self, done: Callable[[Sequence[Version]], None]) -> None:
        """Give ``done`` the moments, newest first."""
        self._session.moments(done)

    def compare(
        self, version: Version, done: Callable[[Compared], None], failed: Callable[[Exception], None]
    ) -> None:
        """Compare a moment with the story of now, chapter by chapter."""
        project = self._session.project
        if project is None or not isinstance(version, StoryMoment):
            return
        titles = {part.chapter: part.title for part in version.parts}
        titles.update({chapter.id: chapter.title for chapter in project.chapters})

        def read(then: Mapping[ChapterId, ChapterText]) -> None:
            self._session.read_texts(
                [chapter.id for chapter in project.chapters], lambda now: diff(then, now)
            )

        def diff(then: Mapping[ChapterId, ChapterText], now: Mapping[ChapterId, str]) -> None:
            old = {chapter: text.text for chapter, text in then.items()}
            self._runner.submit("work", lambda: _sections(titles, old, now), done, failed)

        self._session.read_moment(version, read)

    def restore(self, version: Version) -> None:
        """Bring the story of a moment back."""
        if isinstance(version, StoryMoment):
            self._session.restore_story(version)

    def keep(self, name: str) -> None:
        """Keep the story of now under a name."""
        self._session.take_snapshot(name)


def _sections(
    titles: Mapping[ChapterId, str], old: Mapping[ChapterId, str], now: Mapping[ChapterId, str]
) -> Compared:
    """What changed, chapter by chapter; those that did not, and newer ones, are left out."""
    sections = []
    for chapter, text in old.items():
        blocks = diff_texts(text, now.get(chapter, ""))
        if any(block.changed for block in blocks) or chapter not in now:
            gone = "" if chapter in now else " (deleted since)"
            sections.append((f"{titles.get(chapter, chapter)}{gone}", blocks))
    return Compared(tuple(sections))
