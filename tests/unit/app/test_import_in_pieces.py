"""Many imported chapters are added a file at a time: saves come between, and it can be stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.app.exchange.import_step import AddImported
from studio.app.structure.long_step import StepWatch
from tests.helpers.desk import Desk, make_story

NEW = tuple((f"New {number}", f"Text {number}.\n") for number in range(1, 9))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make_story(tmp_path / "story", One="One.\n", Two="Two.\n"))


def titles(desk: Desk) -> list[str]:
    assert desk.session.project is not None
    return [chapter.title for chapter in desk.session.project.chapters]


def files(desk: Desk, folder: str = "chapters") -> list[str]:
    assert desk.session.project is not None
    return sorted(path.name for path in (desk.session.project.root / folder).rglob("*.md"))


def test_what_is_typed_meanwhile_is_saved_between_two_chapters(desk: Desk) -> None:
    happened: list[str] = []
    watch = StepWatch()

    def progress(_share: float) -> None:
        happened.append("piece")
        if len(happened) == 3:
            desk.type("Now.\n")
            desk.session.save_now()

    watch.progress = progress
    desk.session.chapter_saved.connect(lambda state: happened.append("saved") if state.saved else None)
    desk.open()
    desk.runner.hold("io")
    desk.session.import_chapters(AddImported(NEW, watch=watch))
    desk.runner.run_held("io")
    # One more piece may be under way when the save is asked for; none of those after it comes first.
    assert happened.index("saved") <= 4
    assert happened.count("piece") == 2 + len(NEW)
    assert "Now." in desk.on_disk()
    assert titles(desk) == ["One", "Two", *(title for title, _ in NEW)]


def test_progress_grows_to_the_end_and_the_end_is_told(desk: Desk) -> None:
    shares: list[float] = []
    ended: list[str] = []
    desk.session.import_chapters(AddImported(NEW, watch=StepWatch(shares.append, ended.append)))
    assert shares == sorted(shares)
    assert len(shares) == 2 + len(NEW)
    assert ended == [""]
    desk.session.undo_structure()
    assert titles(desk) == ["One", "Two"]


@pytest.mark.parametrize("at", [1, 2, 3, 9])
def test_stopping_leaves_nothing_behind(desk: Desk, at: int) -> None:
    assert desk.session.project is not None
    toml = (desk.session.project.root / "story.toml").read_bytes()
    ended: list[str] = []
    watch = StepWatch(ended=ended.append)
    shares: list[float] = []

    def progress(share: float) -> None:
        shares.append(share)
        watch.stopped = len(shares) == at

    watch.progress = progress
    desk.session.import_chapters(AddImported(NEW, "Notes.\n", watch))
    assert ended == ["It was stopped, and nothing was added."]
    assert titles(desk) == ["One", "Two"]
    assert files(desk) == ["One.md", "Two.md"]
    assert (desk.session.project.root / "story.toml").read_bytes() == toml
    assert not any("New" in name for name in files(desk, "history"))
    desk.session.add_chapter("Three")
    assert titles(desk) == ["One", "Two", "Three"]
    desk.session.undo_structure()
    assert titles(desk) == ["One", "Two"]


def test_a_new_chapter_that_someone_wrote_in_meanwhile_goes_to_the_trash(desk: Desk) -> None:
    assert desk.session.project is not None
    first = desk.session.project.root / "chapters" / "New 1.md"
    watch = StepWatch()

    def progress(share: float) -> None:
        if first.exists():
            first.write_text("Text 1. And more of it.\n", encoding="utf-8")
            watch.stopped = True

    watch.progress = progress
    desk.session.import_chapters(AddImported(NEW, watch=watch))
    assert files(desk) == ["One.md", "Two.md"]
    kept = [
        path for path in (desk.session.project.root / "history" / "trash").iterdir() if "New 1" in path.name
    ]
    assert [path.read_text(encoding="utf-8") for path in kept] == ["Text 1. And more of it.\n"]
