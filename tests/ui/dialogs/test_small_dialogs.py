from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio.ui.dialogs.keyboard_help import SIDEBAR_KEYS, KeyboardHelp, KeyGroup
from studio.ui.dialogs.new_story import NewStoryDialog, folder_name
from studio.ui.dialogs.notice import Notice
from studio.ui.dialogs.welcome import RecentStory, WelcomeView

RECENT = (RecentStory("The Gate", "/stories/gate", "today"), RecentStory("Salt", "/stories/salt"))


def test_a_new_story_is_described(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewStoryDialog(tmp_path, "Mara Quill")
    qtbot.addWidget(dialog)
    assert not dialog.create_button.isEnabled()
    dialog.title_field.setText(" The Gate: Part 1 ")
    with qtbot.waitSignal(dialog.created_wanted) as made:
        dialog.create_button.click()
    assert made.args == [str(tmp_path / "The Gate Part 1"), "The Gate: Part 1", "Mara Quill"]


def test_a_folder_in_the_way_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "Taken").mkdir()
    (tmp_path / "Taken" / "x.txt").touch()
    dialog = NewStoryDialog(tmp_path)
    qtbot.addWidget(dialog)
    dialog.title_field.setText("Taken")
    assert dialog.place.text().startswith("There is already something called “Taken”")
    assert not dialog.create_button.isEnabled()
    dialog.folder_field.setText(str(tmp_path / "nowhere"))
    assert dialog.place.text() == "There is no such folder; choose one that exists."


@pytest.mark.parametrize(
    ("title", "name"), [("A/B: C?", "A B C"), ("  ", ""), ("Ünder 🌊", "Ünder 🌊"), ("End.", "End")]
)
def test_folder_names_that_every_system_takes(title: str, name: str) -> None:
    assert folder_name(title) == name


def test_recent_stories_open_by_key_and_click(qtbot: QtBot) -> None:
    view = WelcomeView(RECENT)
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(view.open_path) as opened:
        qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert opened.args == ["/stories/gate"]
    where = view.list.visualItemRect(view.list.item(1)).center()
    with qtbot.waitSignal(view.open_path) as opened:
        qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened.args == ["/stories/salt"]


def test_a_recent_story_is_forgotten(qtbot: QtBot) -> None:
    view = WelcomeView(RECENT)
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.forget) as forgotten:
        qtbot.keyClick(view.list, Qt.Key.Key_Delete)
    assert forgotten.args == ["/stories/gate"]


def test_without_recent_stories_the_list_is_left_out(qtbot: QtBot) -> None:
    view = WelcomeView()
    qtbot.addWidget(view)
    view.show()
    assert not view.list.isVisible()
    assert view.focusProxy() is view.new_button


def test_a_notice_is_answered_once(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.say("Typing came back.", [("see", "See it"), ("keep", "Keep it")])
    keep = next(each for each in notice.findChildren(QPushButton) if each.text() == "Keep it")
    with qtbot.waitSignal(notice.chosen) as chosen:
        keep.click()
    assert chosen.args == ["keep"]
    assert notice.isHidden()


def test_escape_puts_a_notice_away(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.say("The disk is full.")
    with qtbot.waitSignal(notice.closed):
        qtbot.keyClick(notice.close_button, Qt.Key.Key_Escape)
    assert notice.accessibleName() == "The disk is full."


def test_keys_are_found_by_what_they_do(qtbot: QtBot) -> None:
    help_page = KeyboardHelp((KeyGroup("Writing", (("Ctrl+S", "Save now"),)), *SIDEBAR_KEYS))
    qtbot.addWidget(help_page)
    help_page.show()
    help_page.filter.setText("save now")
    seen = [words for words, labels, _ in help_page._rows if labels[0].isVisible()]
    assert seen == ["ctrl+s save now writing"]
    help_page.filter.setText("teleport")
    assert help_page.nothing.isVisible()
