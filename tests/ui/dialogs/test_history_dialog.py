from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.ui.dialogs.history_dialog import HistoryDialog
from studio.ui.dialogs.when import day_in_words, time_in_words
from studio.ui.theme.token import LIGHT
from tests.helpers.story import StoryOnDisk

NOW = datetime(2026, 11, 21, 14, 5)


class Desk(StoryOnDisk):
    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        super().__init__(folder, {"One": "The lamp went out.\n"})
        self.open()
        self.session.open_chapter(self.id("One"), lambda _: None)
        self.session.take_snapshot("first draft", self.id("One"))
        self.session.replace_text(self.id("One"), "The lantern went out.\n")
        self.dialog = HistoryDialog(self.session, self.id("One"), self.runner, LIGHT)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def names(self) -> list[str]:
        lines = [self.dialog.list.item(row).text() for row in range(self.dialog.list.count())]
        return [line.split("\n")[1] for line in lines]


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Desk:
    return Desk(tmp_path, qtbot)


def test_versions_are_compared_with_the_text_of_now(desk: Desk) -> None:
    assert desk.names() == ["first draft"]
    assert desk.dialog.state.text() == "Since then: 1 place changed: 1 word out, 1 in."
    assert "lamplantern" in desk.dialog.diff.toPlainText()


def test_a_version_is_brought_back_and_the_present_kept(desk: Desk) -> None:
    desk.dialog.restore_button.click()
    assert desk.text("One") == "The lamp went out.\n"
    assert sorted(desk.names()) == ["Before restore", "first draft"]
    assert "back on the page" in desk.dialog.sentence.text()


def test_what_has_not_changed_cannot_be_brought_back(desk: Desk) -> None:
    desk.session.replace_text(desk.id("One"), "The lamp went out.\n")
    desk.dialog.list.setCurrentRow(desk.names().index("first draft"))
    assert desk.dialog.state.text() == "The text has not changed since."
    assert not desk.dialog.restore_button.isEnabled()


def test_the_text_of_now_is_kept_under_a_name(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.dialog.name_field, "before the big cut")
    qtbot.keyClick(desk.dialog.name_field, Qt.Key.Key_Return)
    assert "before the big cut" in desk.names()


def test_a_chapter_without_versions(tmp_path: Path, qtbot: QtBot) -> None:
    story = StoryOnDisk(tmp_path, {"New": ""})
    story.open()
    dialog = HistoryDialog(story.session, story.id("New"), story.runner, LIGHT)
    qtbot.addWidget(dialog)
    assert "no earlier version" in dialog.state.text()
    assert not dialog.restore_button.isEnabled()


def test_a_closed_dialog_listens_no_more(desk: Desk) -> None:
    desk.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # it is looked at afterwards
    desk.dialog.accept()
    desk.session.replace_text(desk.id("One"), "Another text.\n")
    assert desk.names() == ["first draft"]


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 21, 9, 30), "today, 09:30"),
        (datetime(2026, 11, 20, 23, 59), "yesterday, 23:59"),
        (datetime(2026, 3, 3, 8, 0), "3 March, 08:00"),
        (datetime(2021, 3, 3, 8, 0), "3 March 2021, 08:00"),
    ],
)
def test_times_in_words(at: datetime, words: str) -> None:
    assert time_in_words(at, NOW) == words
    assert words.startswith(day_in_words(at, NOW))


def test_one_change_is_taken_back_and_the_others_stay(tmp_path: Path, qtbot: QtBot) -> None:
    story = StoryOnDisk(tmp_path, {"One": "The lamp went out.\n\nNobody came.\n\nIt rained.\n"})
    story.open()
    story.session.open_chapter(story.id("One"), lambda _: None)
    story.session.take_snapshot("first draft", story.id("One"))
    story.session.replace_text(story.id("One"), "The lantern went out.\n\nNobody came.\n\nIt snowed.\n")
    dialog = HistoryDialog(story.session, story.id("One"), story.runner, LIGHT)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.diff.current_change() == 0
    dialog.diff.next_change()
    assert dialog.diff.current_change() == 1
    assert dialog.part_button.text() == "Take change 2 of 2 back"
    dialog.part_button.click()
    assert story.text("One") == "The lantern went out.\n\nNobody came.\n\nIt rained.\n"


def test_the_whole_story_is_compared_and_brought_back(tmp_path: Path, qtbot: QtBot) -> None:
    story = StoryOnDisk(tmp_path, {"One": "The lamp went out.\n", "Two": "Two.\n", "Three": "Three.\n"})
    story.open()
    story.session.open_chapter(story.id("One"), lambda _: None)
    dialog = HistoryDialog(story.session, story.id("One"), story.runner, LIGHT)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.scopes[1].click()
    assert "not kept yet" in dialog.state.text()
    qtbot.keyClicks(dialog.name_field, "sent to Ann")
    dialog.keep_button.click()
    assert dialog.list.item(0).text().endswith("\nsent to Ann")
    story.session.replace_text(story.id("One"), "The lantern went out.\n")
    story.session.delete_chapter(story.id("Two"))
    dialog.refresh()
    shown = dialog.diff.toPlainText()
    assert "One\n" in shown
    assert "Two (deleted since)" in shown
    assert "Three" not in shown
    assert dialog.part_button.isHidden()
    dialog.restore_button.click()
    assert story.text("One") == "The lamp went out.\n"
    assert story.on_disk("Two") == "Two.\n"
    assert "as it was then" in dialog.sentence.text()
