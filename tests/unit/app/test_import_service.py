"""Making stories of documents, and adding them to the open one, undone as one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.app.exchange.import_service import adding, make_story, read_plan
from studio.cli.program import run
from studio.storage.error import SaveError
from studio.storage.importing.watch import Watch
from tests.helpers.desk import ONE, Desk
from tests.helpers.desk import make_story as story_of

BOOK = "# The Quay\n\nThe lamp was lit.\n\n# The Gate: Open?\n\nNobody came.\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Book.md"
    path.write_text(BOOK, encoding="utf-8")
    return path


def test_a_new_story_has_the_chapters_in_order(book: Path, tmp_path: Path) -> None:
    folder = make_story(read_plan(book, Watch()), tmp_path / "New", "Low Water", "Nobody")
    desk = Desk(folder)
    project = desk.session.project
    assert project is not None
    assert (project.title, project.author) == ("Low Water", "Nobody")
    assert [chapter.title for chapter in project.chapters] == ["The Quay", "The Gate: Open?"]
    assert desk.sentences() == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Book.md", "New"]


def test_nothing_is_made_where_something_is(book: Path, tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="not empty"):
        make_story(read_plan(book, Watch()), tmp_path, "Low Water", "")
    assert [path.name for path in tmp_path.iterdir()] == ["Book.md"]


def test_what_cannot_be_written_leaves_nothing_behind(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise SaveError("The disk is full.")

    monkeypatch.setattr("studio.storage.importing.write_story.edit_story", refuse)
    with pytest.raises(SaveError, match="disk is full"):
        make_story(read_plan(book, Watch()), tmp_path / "New", "Low Water", "")
    assert [path.name for path in tmp_path.iterdir()] == ["Book.md"]


def test_chapters_go_to_the_end_of_the_open_story_and_away_again(book: Path, tmp_path: Path) -> None:
    desk = Desk(story_of(tmp_path / "story", One="Here.\n"))
    desk.session.import_chapters(adding(read_plan(book, Watch())))

    def titles() -> list[str]:
        assert desk.session.project is not None
        return [chapter.title for chapter in desk.session.project.chapters]

    assert titles() == ["One", "The Quay", "The Gate: Open?"]
    assert "before import" in desk.kept(ONE) or "session start" in desk.kept(ONE)
    desk.session.undo_structure()
    assert titles() == ["One"]
    desk.session.redo_structure()
    assert titles() == ["One", "The Quay", "The Gate: Open?"]
    assert desk.sentences() == ""


def test_the_command_line_imports_and_says_what_it_did(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", str(book), "--preview"]) == 0
    assert "1  The Quay  (4 words)" in capsys.readouterr().out
    assert run(["import", str(book), "--into", str(tmp_path / "New"), "--title", "Low Water"]) == 0
    assert "“Low Water”, 2 chapters" in capsys.readouterr().out
    assert run(["import", str(book), "--split", "files"]) == 2
    assert "cannot be parted by files" in capsys.readouterr().err
    assert run(["import", str(tmp_path / "none.docx")]) == 2
    assert "There is no file “none.docx”" in capsys.readouterr().err
