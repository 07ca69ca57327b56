from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.model.chapter import ChapterId
from studio.ui.dialogs.story_replace_dialog import StoryReplaceDialog
from studio.ui.dialogs.trash_dialog import TrashDialog
from studio.ui.start import Program

ONE, TWO = ChapterId("chapters/One.md"), ChapterId("chapters/Two.md")


@pytest.fixture
def program(open_story: Callable[[dict[str, str]], Program]) -> Program:
    return open_story({"One": "The quay was wet. A quay.\n", "Two": "On the quay.\n", "Three": "No.\n"})


def replacing(qtbot: QtBot, program: Program) -> StoryReplaceDialog:
    program.window.actions_["replace_story"].trigger()
    dialog = program.window.findChildren(StoryReplaceDialog)[-1]
    dialog.query.setText("quay")
    dialog.replacement.setText("pier")
    qtbot.waitUntil(lambda: dialog.tree.topLevelItemCount() == 2, timeout=5000)
    return dialog


def test_replacing_in_all_chapters_and_undoing_it(qtbot: QtBot, program: Program) -> None:
    dialog = replacing(qtbot, program)
    assert dialog.state.text() == "3 places in 2 chapters."
    assert dialog.replace_button.text() == "Replace in 3 places"
    qtbot.mouseClick(dialog.replace_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "replaced" in dialog.state.text(), timeout=5000)
    assert program.window.editor.text() == "The pier was wet. A pier.\n"
    qtbot.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window.editor.text() == "The quay was wet. A quay.\n", timeout=5000)
    qtbot.waitUntil(lambda: dialog.state.text() == "3 places in 2 chapters.", timeout=5000)


def test_what_is_not_ticked_stays(qtbot: QtBot, program: Program) -> None:
    dialog = replacing(qtbot, program)
    first, second = dialog.tree.topLevelItem(0), dialog.tree.topLevelItem(1)
    assert first is not None
    assert second is not None
    second.setCheckState(0, Qt.CheckState.Unchecked)
    first.child(0).setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.state.text() == "3 places in 2 chapters, 2 left out."
    dialog.replace_button.click()
    qtbot.waitUntil(lambda: "replaced" in dialog.state.text(), timeout=5000)
    assert program.window.editor.text() == "The quay was wet. A pier.\n"


def test_enter_shows_a_place_on_the_page(qtbot: QtBot, program: Program) -> None:
    dialog = replacing(qtbot, program)
    second = dialog.tree.topLevelItem(1)
    assert second is not None
    dialog.tree.itemActivated.emit(second.child(0), 0)
    qtbot.waitUntil(lambda: program.window.editor.chapter_id == TWO, timeout=5000)
    assert program.window.editor.selection().of(program.window.editor.text()) == "quay"


def test_a_deleted_chapter_is_read_and_comes_back(qtbot: QtBot, program: Program) -> None:
    program.services.session.delete_chapter(TWO)
    program.window.actions_["trash"].trigger()
    dialog = program.window.findChildren(TrashDialog)[-1]
    qtbot.waitUntil(lambda: dialog.text.toPlainText() == "On the quay.\n", timeout=5000)
    assert dialog.list.item(0).text().startswith("Two\nChapter  ·  ")
    dialog.back_button.click()
    qtbot.waitUntil(lambda: dialog.list.count() == 0, timeout=5000)
    assert dialog.state.text() == "“Two” is back in the outline."
    project = program.services.session.project
    assert project is not None
    assert [chapter.title for chapter in project.chapters] == ["One", "Two", "Three"]
    dialog.accept()
    program.services.session.delete_chapter(TWO)  # a closed dialog hears nothing any more


def test_an_empty_trash_says_so(qtbot: QtBot, program: Program) -> None:
    program.dialogs.show_trash()
    dialog = program.window.findChildren(TrashDialog)[-1]
    qtbot.waitUntil(lambda: dialog.state.text() == "The trash is empty.", timeout=5000)
    assert not dialog.back_button.isEnabled()


def test_the_trash_is_emptied_when_asked_twice(qtbot: QtBot, program: Program) -> None:
    program.services.session.delete_chapter(TWO)
    program.window.actions_["trash"].trigger()
    dialog = program.window.findChildren(TrashDialog)[-1]
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=5000)
    dialog.empty_button.setFocus()
    qtbot.keyClick(dialog.empty_button, Qt.Key.Key_Return)
    assert "for good" in dialog.state.text()
    assert dialog.sure_button.accessibleDescription() == dialog.state.text()
    qtbot.waitUntil(dialog.keep_button.hasFocus, timeout=5000)  # a second Enter keeps everything
    qtbot.keyClick(dialog.keep_button, Qt.Key.Key_Return)
    assert (dialog.list.count(), dialog.state.text()) == (1, "")
    assert not dialog.sure_button.isVisible()
    dialog.empty_button.click()
    dialog.sure_button.click()
    qtbot.waitUntil(lambda: dialog.state.text() == "The trash is empty.", timeout=5000)
    assert not dialog.empty_button.isEnabled()
    story = program.services.session.story
    assert story is not None
    assert not list(story.places.trash.glob("*.md"))


def test_what_comes_into_the_trash_meanwhile_is_not_asked_about(qtbot: QtBot, program: Program) -> None:
    program.services.session.delete_chapter(TWO)
    program.window.actions_["trash"].trigger()
    dialog = program.window.findChildren(TrashDialog)[-1]
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=5000)
    dialog.empty_button.click()
    program.services.session.delete_chapter(ONE)
    qtbot.waitUntil(lambda: dialog.list.count() == 2, timeout=5000)
    assert not dialog.sure_button.isVisible()
    assert dialog.state.text() == ""
