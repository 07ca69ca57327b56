"""A session over a real folder, with a hand-moved clock, that notes everything it is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from studio.app.events import Event
from studio.app.session.open_chapter import OpenChapter
from studio.app.session.session import StorySession
from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.storage.places import UserFolders
from tests.helpers.runner import ImmediateRunner, ManualScheduler

ONE = ChapterId("chapters/One.md")
TWO = ChapterId("chapters/Two.md")


def make_story(root: Path, **chapters: str) -> Path:
    """A story folder with the given chapters in that order."""
    (root / "chapters").mkdir(parents=True)
    order = ", ".join(f'"{title}.md"' for title in chapters)
    (root / "story.toml").write_text(f'title = "Low Water"\norder = [{order}]\n', encoding="utf-8")
    for title, text in chapters.items():
        (root / "chapters" / f"{title}.md").write_text(text, encoding="utf-8")
    return root


class Desk:
    """One window at work on ``root``; ``told[name]`` lists the facts of an event in order."""

    def __init__(self, root: Path, start: bool = True) -> None:
        self.root = root
        self.home = UserFolders.inside(root.parent / "home")
        self.runner = ImmediateRunner()
        self.scheduler = ManualScheduler()
        self.session = StorySession(self.runner, self.scheduler, self.home.places, clock=self.clock)
        self.told: dict[str, list[Any]] = {}
        for name, event in vars(self.session).items():
            if isinstance(event, Event):
                event.connect(self.told.setdefault(name, []).append)
        if start:
            self.session.open(root)

    def clock(self) -> datetime:
        return datetime(2026, 3, 27, 12) + timedelta(seconds=self.scheduler.now())

    def open(self, chapter_id: ChapterId = ONE) -> OpenChapter:
        """The chapter, opened."""
        got: list[OpenChapter] = []
        self.session.open_chapter(chapter_id, got.append)
        return got[0]

    def type(self, text: str, at: int | None = None, chapter_id: ChapterId = ONE) -> None:
        """Type at an offset, at the end by default."""
        chapter = self.open(chapter_id)
        self.session.edited(chapter_id, TextEdit(len(chapter.text) if at is None else at, 0, text))

    def file(self, chapter_id: ChapterId = ONE) -> Path:
        return self.root / chapter_id

    def on_disk(self, chapter_id: ChapterId = ONE) -> str:
        return self.file(chapter_id).read_text(encoding="utf-8")

    def others_write(self, text: str, chapter_id: ChapterId = ONE) -> None:
        """Another program saves the file, and the watcher says so."""
        self.file(chapter_id).write_text(text, encoding="utf-8")
        self.session.check_files([self.file(chapter_id)])

    def kept(self, chapter_id: ChapterId = ONE) -> dict[str, str]:
        """The chapter's snapshots: text by reason."""
        assert self.session.story is not None
        store = self.session.story.snapshots
        return {snapshot.reason: store.read(snapshot).text for snapshot in store.list(chapter_id)}

    def journals(self) -> list[Path]:
        return list(self.home.state.rglob("*.journal"))

    def crash(self) -> Desk:
        """Let everything go without saving, as a killed process does, and start anew."""
        assert self.session.story is not None
        self.session.story.places.lock.unlink()
        return Desk(self.root)

    def sentences(self) -> str:
        return " ".join(problem.sentence for problem in self.told["problem"] + self.told["save_failed"])
