from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.app.exchange.export_service import ExportService
from studio.export.layout import Format
from studio.model.edit import TextEdit
from studio.storage.atomic import write_atomic
from studio.storage.error import SaveError
from studio.ui.dialogs.export_dialog import ExportDialog
from studio.ui.theme.token import LIGHT
from tests.helpers.story import StoryOnDisk

ONE = 'She said "go" -- and went.\n'
TWO = "He slept...\n"


class Desk(StoryOnDisk):
    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        super().__init__(folder, {"One": ONE, "Two": TWO})
        self.open()
        self.target: Path | None = folder / "out.txt"
        self.proposed: Path | None = None
        service = ExportService(self.runner, write_atomic)
        self.dialog = ExportDialog(self.session, service, self.runner, LIGHT, ask=self.ask)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def ask(self, proposed: Path) -> Path | None:
        self.proposed = proposed
        return self.target


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Desk:
    return Desk(tmp_path, qtbot)


def test_every_change_is_shown_before_anything_is_written(desk: Desk) -> None:
    assert desk.dialog.changes.text() == "4 places change: 2 quote marks, 1 dash, 1 ellipsis."
    assert desk.dialog.words.text() == "No word is lost: the text keeps its 7 words."
    shown = desk.dialog.diff.toPlainText()
    assert shown.startswith("One\n")
    assert "Two\n" in shown
    assert '"“go' in shown


def test_the_chosen_chapters_are_written_clean(desk: Desk) -> None:
    desk.dialog.choice.formats[Format.TXT].setChecked(True)
    desk.dialog.choice.only(0)
    desk.dialog.export_button.setEnabled(True)
    desk.dialog.export_button.click()
    assert desk.target is not None
    text = desk.target.read_text("utf-8")
    assert "She said “go”—and went." in text
    assert "slept" not in text
    assert desk.dialog.words.text() == "out.txt is written: 5 words, none lost."
    assert desk.proposed is not None
    assert desk.proposed.name == "One.txt"


def test_what_was_just_typed_is_exported(desk: Desk) -> None:
    desk.session.open_chapter(desk.id("Two"), lambda _: None)
    desk.session.edited(desk.id("Two"), TextEdit(0, 0, "At last "))
    desk.dialog.choice.formats[Format.MD].setChecked(True)
    desk.dialog.export_button.setEnabled(True)
    desk.dialog.export_button.click()
    assert desk.target is not None
    assert "At last He slept…" in desk.target.read_text("utf-8")


def test_options_count_a_moment_after_they_change(desk: Desk, qtbot: QtBot) -> None:
    for box in (desk.dialog.choice.marks, desk.dialog.choice.dashes, desk.dialog.choice.ellipses):
        box.setCurrentIndex(box.findText("As they are"))
    assert not desk.dialog.export_button.isEnabled()
    qtbot.waitUntil(desk.dialog.export_button.isEnabled)
    assert desk.dialog.changes.text() == "Nothing changes; the text is uniform already."


def test_with_no_chapter_there_is_nothing_to_export(desk: Desk, qtbot: QtBot) -> None:
    desk.dialog.choice._check_all(on=False)
    qtbot.waitUntil(lambda: desk.dialog.changes.text() == "Choose a chapter at least.")
    assert not desk.dialog.export_button.isEnabled()


def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk(tmp_path, qtbot)

    def full(_path: Path, _data: bytes) -> None:
        raise SaveError("The disk is full, so nothing was written.")

    desk.dialog._service = ExportService(desk.runner, full)
    desk.dialog.export_button.click()
    assert desk.dialog.words.text() == "The disk is full, so nothing was written."
    assert desk.dialog.export_button.isEnabled()


def test_going_without_a_file_writes_nothing(desk: Desk) -> None:
    desk.target = None
    desk.dialog.export_button.click()
    assert desk.dialog.words.text().startswith("No word is lost")
