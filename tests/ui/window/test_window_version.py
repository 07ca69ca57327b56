"""Second versions of chapters in the whole window: offered in a notice, compared on a page, never modal."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from studio.app.session.session_fact import Recovery
from studio.model.chapter import ChapterId
from studio.storage.merge import merge
from studio.ui.dialogs.conflict_view import ConflictView
from studio.ui.start import Program

Open = Callable[[dict[str, str]], Program]
ONE = ChapterId("chapters/One.md")
TEXT = "She waited by the gate until the lamp went out.\n"
THEIRS = "She waited by the gate until the lamp was lit.\n"
COPY = "One (Ann's conflicted copy 2026-03-01).md"
MARKED = "It began.\n<<<<<<< HEAD\nShe slept.\n=======\nShe ran.\n>>>>>>> second\n"


def chapters(program: Program) -> Path:
    project = program.services.session.project
    assert project is not None
    return project.root / "chapters"


def said(program: Program, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: words in program.window.notices.sentence.text(), timeout=5000)
    assert QApplication.activeModalWidget() is None


def answer(program: Program, qtbot: QtBot, words: str) -> ConflictView:
    """Press the notice's button and give back the page that comes."""
    buttons = program.window.notices.findChildren(QPushButton)
    next(each for each in buttons if each.text() == words).click()
    centre = program.window.centre
    qtbot.waitUntil(lambda: isinstance(centre.currentWidget(), ConflictView), timeout=5000)
    view = centre.currentWidget()
    assert isinstance(view, ConflictView)
    return view


def put_copy(program: Program) -> Path:
    path = chapters(program) / COPY
    path.write_text(THEIRS, encoding="utf-8")
    program.services.session.check_files([path])
    return path


def test_a_copy_is_merged_and_put_away(open_story: Open, qtbot: QtBot) -> None:
    program = open_story({"One": TEXT, "Two": "Two.\n"})
    path = put_copy(program)
    said(program, qtbot, "Dropbox left a second version of “One”")
    view = answer(program, qtbot, "Look at both")
    view.cards[0].choose("theirs")
    view.use_button.click()
    qtbot.waitUntil(lambda: program.window.editor.text() == THEIRS, timeout=5000)
    qtbot.waitUntil(lambda: not path.exists() and not program.services.session.copies, timeout=5000)
    assert program.window.centre.currentWidget() is program.window.editor
    assert len(list((chapters(program).parent / "history" / "trash").glob("*.md"))) == 1


def test_a_copy_that_is_put_off_can_be_called_for_again(open_story: Open, qtbot: QtBot) -> None:
    program = open_story({"One": TEXT})
    program.window.actions_["copies"].trigger()
    put_copy(program)
    said(program, qtbot, "second version")
    answer(program, qtbot, "Look at both").later_button.click()
    qtbot.waitUntil(lambda: program.window.centre.currentWidget() is program.window.editor, timeout=5000)
    assert not program.window.notices.isVisible()
    program.window.actions_["copies"].trigger()
    centre = program.window.centre
    qtbot.waitUntil(lambda: isinstance(centre.currentWidget(), ConflictView), timeout=5000)


def test_a_copy_becomes_a_chapter(open_story: Open, qtbot: QtBot) -> None:
    program = open_story({"One": TEXT, "Two": "Two.\n"})
    put_copy(program)
    said(program, qtbot, "second version")
    view = answer(program, qtbot, "Look at both")
    next(iter(view.other_buttons.values())).click()
    session = program.services.session
    qtbot.waitUntil(lambda: session.project is not None and len(session.project.chapters) == 3, timeout=5000)


def test_marks_of_git_are_offered_and_resolved(open_story: Open, qtbot: QtBot) -> None:
    program = open_story({"One": MARKED})
    said(program, qtbot, "holds two versions")
    view = answer(program, qtbot, "Look at both")
    view.cards[0].edit("She slept, then she ran.")
    view.use_button.click()
    wanted = "It began.\nShe slept, then she ran.\n"
    qtbot.waitUntil(lambda: program.window.editor.text() == wanted, timeout=5000)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_checkout_under_the_open_window(open_story: Open, qtbot: QtBot) -> None:
    def git(*arguments: str) -> str:
        who = ("-c", "user.name=A. Writer", "-c", "user.email=w@example.org", "-c", "commit.gpgsign=false")
        root = chapters(program).parent
        return subprocess.run(
            ["git", *who, *arguments], cwd=root, check=True, capture_output=True, text=True
        ).stdout

    program = open_story({"One": TEXT, "Two": "Two.\n"})
    (chapters(program).parent / ".gitignore").write_text(".story-studio/\n")
    git("init", "--quiet", "--initial-branch=first")
    git("add", ".")
    git("commit", "--quiet", "-m", "first")
    git("checkout", "--quiet", "-b", "second")
    (chapters(program) / "One.md").write_text(THEIRS)
    git("commit", "--quiet", "--all", "-m", "second")
    for branch, shown in (("first", TEXT), ("second", THEIRS), ("first", TEXT)):
        git("checkout", "--quiet", branch)
        qtbot.waitUntil(lambda shown=shown: program.window.editor.text() == shown, timeout=8000)
        assert QApplication.activeModalWidget() is None
        assert not program.window.notices.isVisible()
        assert git("status", "--porcelain") == ""


def test_a_copy_that_comes_while_another_is_compared_waits(open_story: Open, qtbot: QtBot) -> None:
    program = open_story({"One": TEXT, "Two": "Two of them waited by the gate until the lamp went out.\n"})
    put_copy(program)
    said(program, qtbot, "second version")
    answer(program, qtbot, "Look at both")
    other = chapters(program) / "Two (Ann's conflicted copy 2026-03-01).md"
    other.write_text("Two of them waited by the gate until the lamp was lit.\n", encoding="utf-8")
    program.services.session.check_files([other])
    qtbot.waitUntil(lambda: len(program.services.session.copies) == 2, timeout=5000)
    program.window.actions_["copies"].trigger()
    program.services.runner.drain("io", 5)
    centre = program.window.centre
    views = [each for at in range(centre.count()) if isinstance(each := centre.widget(at), ConflictView)]
    assert len(views) == 1
    views[0].later_button.click()
    qtbot.waitUntil(lambda: isinstance(centre.currentWidget(), ConflictView), timeout=5000)


def test_typing_that_came_back_is_not_given_up_by_a_key(open_story: Open, qtbot: QtBot) -> None:
    program = open_story({"One": TEXT, "Two": "Two.\n"})
    session = program.services.session
    before, after = THEIRS, TEXT.replace("out", "on")
    recovery = Recovery(ONE, before, after, applied=False, result=merge(TEXT, after, before))
    recovery = replace(recovery, hunks=recovery.result.conflicts if recovery.result else ())
    kept: list[Recovery] = []
    session.keep_file = kept.append  # type: ignore[method-assign]
    session.recovered.emit(recovery)
    said(program, qtbot, "was not yet saved, and the file has changed")
    view = answer(program, qtbot, "Look at it")
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    said(program, qtbot, "was not yet saved, and the file has changed")
    view = answer(program, qtbot, "Look at it")
    program.story.go_to("chapters/Two.md")
    said(program, qtbot, "was not yet saved, and the file has changed")
    assert kept == []
    view = answer(program, qtbot, "Look at it")
    view.other_buttons["file"].click()
    qtbot.waitUntil(lambda: kept == [recovery], timeout=5000)


def test_going_elsewhere_is_not_answered_with_the_next_copy(open_story: Open, qtbot: QtBot) -> None:
    program = open_story({"One": TEXT, "Two": TEXT.replace("She", "He")})
    second = chapters(program) / "Two (Ann's conflicted copy 2026-03-01).md"
    second.write_text(THEIRS.replace("She", "He"), encoding="utf-8")
    put_copy(program)
    said(program, qtbot, "There are 2 second versions")
    answer(program, qtbot, "Look at them")
    with qtbot.waitSignal(program.window.editor.shown, timeout=5000):
        program.story.go_to("chapters/Two.md")
    qtbot.waitUntil(program.window.notices.isVisible, timeout=5000)
    said(program, qtbot, "There are 2 second versions")
    program.services.runner.drain("io", 5)  # what the next comparison would be read by
    assert program.window.centre.currentWidget() is program.window.editor
    assert program.window.editor.chapter_id == "chapters/Two.md"


def test_two_versions_of_the_story_itself_are_put_together(open_story: Open, qtbot: QtBot) -> None:
    program = open_story({"One": TEXT, "Two": "Two.\n"})
    story = chapters(program).parent / "story.toml"
    sides = 'order = ["Two.md"]\n=======\norder = ["One.md", "Two.md"]\nauthor = "Ada"\n'
    story.write_text(f'title = "A Test"\n<<<<<<< HEAD\n{sides}>>>>>>> second\n', encoding="utf-8")
    program.services.session.check_files([story])
    said(program, qtbot, "holds two versions, marked by version control")
    buttons = program.window.notices.findChildren(QPushButton)
    words = [each.text() for each in buttons if each.text()]
    assert words[-3:] == ["Both together", "Only mine (HEAD)", "Only theirs (second)"]
    next(each for each in buttons if each.text() == "Both together").click()
    qtbot.waitUntil(lambda: "<<<" not in story.read_text(encoding="utf-8"), timeout=5000)
    qtbot.waitUntil(lambda: program.services.session.project.author == "Ada", timeout=5000)
