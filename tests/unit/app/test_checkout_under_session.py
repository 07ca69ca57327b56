"""git checks out another branch of a long story, back and forth, while the story is open."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.app.events import Event
from studio.app.session.session import StorySession
from studio.model.chapter import ChapterId
from studio.storage.places import UserFolders
from studio.storage.watcher import FolderWatcher
from tests.helpers.desk import Desk, make_story
from tests.helpers.thread_runner import MainLoop

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

CHAPTERS = 200
OPEN = tuple(ChapterId(f"chapters/Chapter {number}.md") for number in (0, 7, 100, 199))


def git(root: Path, *arguments: str) -> str:
    who = ("-c", "user.name=A. Writer", "-c", "user.email=writer@example.org", "-c", "core.hooksPath=none")
    command = ["git", *who, "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def text(number: int, branch: str) -> str:
    return f"Chapter {number} begins.\n\nThis is the {branch} draft of it.\n\nIt ends with number {number}.\n"


def write(root: Path, branch: str) -> None:
    for number in range(CHAPTERS):
        path = root / "chapters" / f"Chapter {number}.md"
        path.write_text(text(number, branch), encoding="utf-8")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the branches ``first`` and ``second``, which has one chapter less and one more."""
    root = tmp_path_factory.mktemp("git") / "story"
    make_story(root, **{f"Chapter {number}": "" for number in range(CHAPTERS)})
    (root / ".gitignore").write_text(".story-studio/\n")
    write(root, "first")
    git(root, "init", "--quiet", "--initial-branch=first")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "first draft")
    git(root, "checkout", "--quiet", "-b", "second")
    write(root, "second")
    (root / "chapters" / "Chapter 50.md").unlink()
    (root / "chapters" / "Epilogue.md").write_text("Much later.\n")
    git(root, "add", "--all", ".")
    git(root, "commit", "--quiet", "-m", "second draft")
    git(root, "checkout", "--quiet", "first")
    return root


@pytest.fixture
def story(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "story"))


def assert_untouched(root: Path) -> None:
    """The working tree is what git wrote, to the last file."""
    assert git(root, "status", "--porcelain") == ""


def titles(session: StorySession) -> set[str]:
    assert session.project is not None
    return {chapter.title for chapter in session.project.chapters}


def test_each_branch_is_shown_as_it_is_and_nothing_written_back(story: Path) -> None:
    desk = Desk(story)
    for chapter in OPEN:
        desk.open(chapter)
    for branch in ("second", "first", "second", "first"):
        git(story, "checkout", "--quiet", branch)
        desk.session.check_files()
        desk.scheduler.advance(10)
        shown = [desk.open(chapter).text for chapter in OPEN]
        assert shown == [text(int(c.split()[1].removesuffix(".md")), branch) for c in OPEN]
        assert ("Epilogue" in titles(desk.session)) == (branch == "second")
        assert ("Chapter 50" in titles(desk.session)) == (branch == "first")
        assert_untouched(story)
    assert desk.told["conflict_found"] == desk.told["save_failed"] == desk.told["chapter_moved"] == []
    assert desk.told["copies_changed"] == desk.told["marks_found"] == []


def test_a_look_in_the_middle_of_a_checkout_does_no_harm(story: Path) -> None:
    desk = Desk(story)
    for chapter in OPEN:
        desk.open(chapter)
    git(story, "checkout", "--quiet", "second", "--", *(f"chapters/Chapter {n}.md" for n in range(49)))
    for path in sorted((story / "chapters").glob("Chapter 1*.md")):
        path.unlink()  # git removes a file before it writes the new one
    desk.session.check_files()
    desk.scheduler.advance(0.3)
    git(story, "checkout", "--quiet", "--force", "second")
    desk.session.check_files()
    desk.scheduler.advance(10)
    assert [desk.open(c).text for c in OPEN] == [
        text(int(c.split()[1].removesuffix(".md")), "second") for c in OPEN
    ]
    assert desk.told["conflict_found"] == []
    assert_untouched(story)


def test_typing_that_is_not_saved_goes_along_and_is_asked_about_only_where_both_changed(story: Path) -> None:
    desk = Desk(story)
    desk.type("Typed. ", at=0, chapter_id=OPEN[0])
    git(story, "checkout", "--quiet", "second")
    desk.session.check_files()
    desk.scheduler.advance(10)
    assert desk.on_disk(OPEN[0]) == "Typed. " + text(0, "second")
    assert desk.told["conflict_found"] == []
    changed = [line for line in git(story, "status", "--porcelain").splitlines() if "history" not in line]
    assert changed == [' M "chapters/Chapter 0.md"']


@pytest.fixture
def loop() -> Iterator[MainLoop]:
    made = MainLoop()
    yield made
    made.stop()


def test_with_the_real_watcher_and_threads(story: Path, tmp_path: Path, loop: MainLoop) -> None:
    def watcher(root: Path, on_change: object, deep: bool) -> FolderWatcher:
        return FolderWatcher(root, on_change, deep, quiet=0.05)  # type: ignore[arg-type]

    session = StorySession(loop, loop, UserFolders.inside(tmp_path / "home").places, watcher)
    told: list[object] = []
    for event in (session.conflict_found, session.save_failed, session.marks_found):
        assert isinstance(event, Event)
        event.connect(told.append)
    session.open(story)
    while session.project is None:
        loop.run_for(0.02)
    for chapter in OPEN:
        session.open_chapter(chapter, lambda _: None)
    for branch in ("second", "first"):
        git(story, "checkout", "--quiet", branch)
        wanted = {c: text(int(c.split()[1].removesuffix(".md")), branch) for c in OPEN}
        for _ in range(500):
            loop.run_for(0.02)
            opened = {c: found.text for c in OPEN if (found := session.chapter(c)) is not None}
            if opened == wanted and ("Epilogue" in titles(session)) == (branch == "second"):
                break
        assert opened == wanted
    assert session.close()
    assert told == []
    assert_untouched(story)
