"""A small real story on disk with a session over it; only threads and time are the test's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from studio.app.session.session import StorySession
from studio.model.chapter import ChapterId
from studio.storage.places import UserFolders
from tests.helpers.runner import ImmediateRunner, ManualScheduler


class StoryOnDisk:
    """A story project whose chapters are the given titles and texts, in that order.

    Attributes:
        root: the project's folder.
        runner, scheduler: run jobs at once, and time by hand.
        session: not open yet; call ``open``.
    """

    def __init__(self, folder: Path, chapters: Mapping[str, str]) -> None:
        self.root = folder / "story"
        (self.root / "chapters").mkdir(parents=True)
        order = ", ".join(f'"{title}"' for title in chapters)
        (self.root / "story.toml").write_text(f'title = "T"\norder = [{order}]\n', "utf-8")
        for title, text in chapters.items():
            (self.root / "chapters" / f"{title}.md").write_text(text, "utf-8")
        home = folder / "home"
        self.runner = ImmediateRunner()
        self.scheduler = ManualScheduler()
        folders = UserFolders(home / "config", home / "data", home / "state")
        self.session = StorySession(self.runner, self.scheduler, folders.places)

    def open(self) -> None:
        """Open the story and let everything that was started finish."""
        self.session.open(self.root)
        self.scheduler.advance(0)

    def id(self, title: str) -> ChapterId:
        """The id of a chapter that still has its first title."""
        return ChapterId(f"chapters/{title}.md")

    def text(self, title: str) -> str:
        """The live text of an open chapter."""
        opened = self.session.chapter(self.id(title))
        assert opened is not None
        return opened.text

    def on_disk(self, title: str) -> str:
        """What a chapter's file holds."""
        return (self.root / "chapters" / f"{title}.md").read_text("utf-8")
