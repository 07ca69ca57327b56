"""The session with real threads, a real watcher and a real git, as it lives behind the window."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio.app.session.autosave import AutosaveTiming
from studio.app.session.session import StorySession
from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.storage.places import UserFolders
from studio.storage.watcher import FolderWatcher
from tests.helpers.desk import ONE, make_story
from tests.helpers.thread_runner import MainLoop

BEGAN = "It began.\n\nShe waited.\n"


class Alive:
    """A session that runs by itself while ``until`` waits."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.loop = MainLoop()
        folders = UserFolders.inside(root.parent / "home")
        timing = AutosaveTiming(idle=0.05, longest=0.2, journal=0.02)
        self.session = StorySession(self.loop, self.loop, folders.places, watch, timing)
        self.questions: list[object] = []
        self.session.conflict_found.connect(self.questions.append)
        self.session.open(root)
        self.until(lambda: self.session.project is not None)
        self.session.open_chapter(ONE, lambda _: None)
        self.until(lambda: self.session.chapter(ONE) is not None)

    def until(self, true: Callable[[], bool], seconds: float = 15.0) -> None:
        end = self.loop.now() + seconds
        while not true():
            assert self.loop.now() < end, "it did not happen in time"
            self.loop.run_for(0.01)

    def text(self) -> str:
        chapter = self.session.chapter(ONE)
        return chapter.text if chapter else ""

    def on_disk(self) -> str:
        return (self.root / ONE).read_text()

    def git(self, *arguments: str) -> None:
        settings = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *settings, *arguments], cwd=self.root, check=True, capture_output=True)


def watch(root: Path, on_change: Callable[..., None], recursive: bool) -> FolderWatcher:
    return FolderWatcher(root, on_change, recursive, quiet=0.03)


@pytest.fixture
def alive(tmp_path: Path) -> Iterator[Alive]:
    before = set(threading.enumerate())
    alive = Alive(make_story(tmp_path / "story", One=BEGAN, **{f"C{n}": f"{n}\n" for n in range(40)}))
    yield alive
    alive.session.close()
    alive.loop.stop()
    assert set(threading.enumerate()) <= before


def test_typing_is_saved_by_itself(alive: Alive) -> None:
    alive.session.edited(ONE, TextEdit(0, 0, "Then. "))
    alive.until(lambda: alive.on_disk() == "Then. " + BEGAN)


def test_a_change_by_another_program_is_shown_and_merged(alive: Alive) -> None:
    (alive.root / ONE).write_text(BEGAN + "More.\n")
    alive.until(lambda: alive.text() == BEGAN + "More.\n")
    alive.session.edited(ONE, TextEdit(0, 0, "Then. "))
    (alive.root / ONE).write_text(BEGAN + "More and more.\n")
    alive.until(lambda: alive.on_disk() == "Then. " + BEGAN + "More and more.\n")
    assert alive.questions == []


def test_git_may_go_back_and_forth_while_the_story_is_open(alive: Alive) -> None:
    alive.git("init", "-b", "main")
    alive.git("add", "story.toml", "chapters")
    alive.git("commit", "-m", "first")
    alive.git("checkout", "-b", "other")
    (alive.root / ONE).write_text("Other.\n")
    for n in range(30):
        (alive.root / "chapters" / f"C{n}.md").unlink()
    alive.git("commit", "-am", "second")
    for branch, text in (("main", BEGAN), ("other", "Other.\n"), ("main", BEGAN)):
        alive.git("checkout", branch)
        alive.until(lambda text=text: alive.text() == text)
    alive.until(lambda: len(alive.session.project.chapters) == 41)  # type: ignore[union-attr]
    assert alive.session.close()
    command = ["git", "status", "--porcelain", "chapters", "story.toml"]
    status = subprocess.run(command, cwd=alive.root, capture_output=True, check=True)
    assert (status.stdout, alive.questions) == (b"", [])


def test_a_structure_change_of_our_own_is_not_undone_by_the_watcher(alive: Alive) -> None:
    alive.session.add_chapter("New", after=ONE)
    alive.session.rename_chapter(ChapterId("chapters/C3.md"), "Three")
    alive.until(lambda: alive.session.project.chapter(ChapterId("chapters/Three.md")) is not None)  # type: ignore[union-attr]
    alive.loop.run_for(0.2)
    assert alive.session.project is not None
    assert [chapter.title for chapter in alive.session.project.chapters[:2]] == ["One", "New"]
