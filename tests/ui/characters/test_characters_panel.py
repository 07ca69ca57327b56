from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from studio.app.cast_service import CastService
from studio.ui.panels.characters_panel import CharactersPanel
from studio.ui.panels.people_model import spoken
from studio.ui.theme.token import LIGHT
from tests.helpers.story import StoryOnDisk

ONE = (
    "“Wait,” said Ilvane Marrow. Ilvane's lamp went out, and Ilvane laughed.\n\n"
    "“No,” said Torrin Vale. Old Torrin took the oar, and Torrin rowed.\n"
)
TWO = "At dawn Ilvane stood on the quay. “Come,” said Torrin.\n"


class Desk(StoryOnDisk):
    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        super().__init__(folder, {"One": ONE, "Two": TWO})
        self.cast = CastService(self.session, self.runner, self.scheduler)
        self.panel = CharactersPanel(self.cast, LIGHT)
        qtbot.addWidget(self.panel)
        self.panel.resize(300, 640)
        self.open()
        self.panel.show()
        self.list, self.card, self.model = self.panel.list, self.panel.card, self.panel.model

    def names(self) -> list[str]:
        return [person.name for person in self.model.people]

    def choose(self, *names: str) -> None:
        self.list.clearSelection()
        for name in names:
            row = self.model.row_of(name)
            assert row is not None
            flag = QItemSelectionModel.SelectionFlag.Select
            self.list.selectionModel().setCurrentIndex(self.model.index(row), flag)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Desk:
    return Desk(tmp_path, qtbot)


def test_people_are_listed_by_themselves(desk: Desk) -> None:
    assert desk.names() == ["Ilvane Marrow", "Torrin Vale"]
    assert spoken(desk.model.people[0]) == "Ilvane Marrow, 4 mentions, found in the text, also Ilvane"


def test_enter_walks_from_the_cursor(desk: Desk, qtbot: QtBot) -> None:
    desk.choose("Torrin Vale")
    desk.panel.set_position(desk.id("Two"), 0)
    with qtbot.waitSignal(desk.panel.go_to) as went:
        qtbot.keyClick(desk.list, Qt.Key.Key_Return)
    start = TWO.index("Torrin")
    assert went.args == [desk.id("Two"), start, start + len("Torrin")]
    assert desk.card.place.text() == "mention 4 of 4"


def test_the_list_begins_with_its_first_person_chosen(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.activateWindow()
    desk.panel.setFocus()
    qtbot.waitUntil(desk.list.hasFocus)
    assert desk.card.name.text() == "Ilvane Marrow"


def test_the_walk_goes_on_and_back(desk: Desk, qtbot: QtBot) -> None:
    desk.choose("Ilvane Marrow")
    desk.panel.set_position(desk.id("One"), 0)
    places = []
    desk.panel.go_to.connect(lambda chapter, start, end: places.append(start))
    for forward in (True, True, False):
        (desk.card.next_button if forward else desk.card.previous_button).click()
    assert places == [ONE.index("Ilvane"), ONE.index("Ilvane's"), ONE.index("Ilvane")]


def test_space_confirms(desk: Desk, qtbot: QtBot) -> None:
    desk.choose("Torrin Vale")
    qtbot.keyClick(desk.list, Qt.Key.Key_Space)
    assert desk.model.people[0].name == "Torrin Vale"
    assert desk.model.people[0].confirmed
    assert desk.card.name.text() == "Torrin Vale"
    assert not desk.card.confirm_button.isVisible()


def test_delete_hides_and_the_button_brings_back(desk: Desk, qtbot: QtBot) -> None:
    desk.choose("Torrin Vale")
    qtbot.keyClick(desk.list, Qt.Key.Key_Delete)
    assert desk.names() == ["Ilvane Marrow"]
    desk.panel.hidden_button.click()
    assert desk.names() == ["Ilvane Marrow", "Torrin Vale"]
    desk.choose("Torrin Vale")
    desk.card.unhide_button.click()
    assert not desk.panel.hidden_button.isVisible()


def test_two_become_one(desk: Desk) -> None:
    desk.choose("Ilvane Marrow", "Torrin Vale")
    assert desk.panel.merge_button.isVisible()
    assert desk.panel.merge_words.text() == "“Torrin Vale” is “Ilvane Marrow” too?"
    assert "“Torrin Vale” is “Ilvane Marrow” too" in desk.panel.merge_button.accessibleName()
    desk.panel.merge_button.click()
    assert desk.names() == ["Ilvane Marrow"]


def test_ctrl_z_takes_back_what_was_said_of_people(desk: Desk, qtbot: QtBot) -> None:
    desk.choose("Torrin Vale")
    qtbot.keyClick(desk.list, Qt.Key.Key_Delete)
    assert desk.panel.undo_button.isVisible()
    qtbot.keyClick(desk.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.names() == ["Ilvane Marrow", "Torrin Vale"]
    assert not desk.panel.undo_button.isVisible()


def test_a_note_is_kept_when_the_field_is_left(desk: Desk, qtbot: QtBot) -> None:
    desk.choose("Torrin Vale")
    qtbot.keyClicks(desk.card.note, "Rows at night.")
    desk.choose("Ilvane Marrow")
    sheet = desk.root / "characters" / "Torrin Vale.md"
    assert "Rows at night." in sheet.read_text("utf-8")
    assert desk.card.note.toPlainText() == ""


def test_a_note_is_kept_a_moment_after_typing(desk: Desk, qtbot: QtBot) -> None:
    desk.choose("Torrin Vale")
    with qtbot.waitSignal(desk.card.note_written):
        qtbot.keyClicks(desk.card.note, "Rows.")
    assert desk.card.note.toPlainText() == "Rows."


def test_somebody_new(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.add_button.click()
    qtbot.keyClicks(desk.panel.new_name, "Aunt Sefa")
    qtbot.keyClick(desk.panel.new_name, Qt.Key.Key_Return)
    assert desk.names()[0] == "Aunt Sefa"
    assert desk.card.name.text() == "Aunt Sefa"
    assert not desk.card.next_button.isEnabled()


def test_letters_narrow_the_list_down(desk: Desk) -> None:
    desk.panel.filter.setText("marr")
    assert desk.names() == ["Ilvane Marrow"]


def test_every_row_paints(desk: Desk) -> None:
    desk.cast.confirm("Torrin Vale")
    desk.cast.hide("Ilvane Marrow")
    desk.panel.hidden_button.click()
    assert not desk.panel.grab().isNull()


def test_after_confirming_by_key_the_next_key_hides_nobody(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.activateWindow()
    desk.choose("Torrin Vale")
    desk.card.confirm_button.setFocus()
    qtbot.waitUntil(desk.card.confirm_button.hasFocus)
    qtbot.keyClick(desk.card.confirm_button, Qt.Key.Key_Space)
    assert desk.list.hasFocus()
