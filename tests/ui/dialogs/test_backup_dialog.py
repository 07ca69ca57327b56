from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.settings.schema import Settings
from studio.ui.dialogs.backup_choice import BackupSection
from studio.ui.dialogs.backup_dialog import BackupDialog, size_in_words
from studio.ui.start import Program

TEXT = "It began.\n"


@pytest.fixture
def program(open_story: Callable[[dict[str, str]], Program]) -> Program:
    return open_story({"One": TEXT})


def dialog_of(program: Program) -> BackupDialog:
    program.backups.show()
    found = program.window.findChildren(BackupDialog)
    return found[-1]


def test_a_backup_by_hand_is_said_and_opens_beside_the_story(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    qtbot.keyClicks(program.window.editor.page, "Now ")
    dialog = dialog_of(program)
    qtbot.mouseClick(dialog.now_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=5000)
    assert dialog.state.text().startswith("Backed up at ")
    assert program.window.status.said.text().startswith("Backed up at ")
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    project = program.services.session
    qtbot.waitUntil(lambda: project.project is not None and project.project.root != tmp_path / "story")
    assert project.project is not None
    assert project.project.root.name.startswith("A Test 2")
    assert (project.project.root / "chapters" / "One.md").read_text() == f"Now {TEXT}"


def test_a_file_that_is_no_backup_is_a_sentence(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.zip").write_text("nonsense")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(tmp_path / "a.zip"), ""))
    dialog = dialog_of(program)
    qtbot.mouseClick(dialog.file_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "damaged" in dialog.state.text(), timeout=5000)
    assert dialog.isVisible()


def test_without_a_story_any_backup_can_be_opened(qtbot: QtBot, program: Program) -> None:
    program.files.close_story()
    said = program.window.status.said
    qtbot.waitUntil(lambda: said.text().startswith("Backed up at"), timeout=5000)
    dialog = dialog_of(program)
    qtbot.waitUntil(lambda: "No story is open" in dialog.state.text(), timeout=5000)
    assert not dialog.now_button.isEnabled()
    assert dialog.file_button.isEnabled()


def test_a_failure_is_said_once_with_something_to_do(qtbot: QtBot, program: Program) -> None:
    data = program.services.folders.data
    data.mkdir(parents=True, exist_ok=True)
    (data / "backups").write_text("in the way")
    program.services.backups.back_up_now()
    notices = program.window.notices
    qtbot.waitUntil(lambda: "There is no new backup" in notices.sentence.text(), timeout=5000)
    (data / "backups").unlink()
    program.services.backups.back_up_now()
    qtbot.waitUntil(notices.isHidden, timeout=5000)


def test_the_settings_tell_each_change(qtbot: QtBot, tmp_path: Path) -> None:
    section = BackupSection(Settings())
    qtbot.addWidget(section)
    section.show()
    told: list[tuple[bool, int, str, int]] = []
    section.changed.connect(lambda *all_: told.append(all_))
    section.minutes.setValue(10)
    section.folder.setText("relative")
    section.folder.editingFinished.emit()
    assert "whole path" in section.trouble.text()
    section.folder.setText(str(tmp_path / "gone"))
    assert "no such folder" in section.trouble.text()
    section.folder.setText(str(tmp_path))
    section.folder.editingFinished.emit()
    section.on.setChecked(False)
    assert not section.folder.isEnabled()
    assert told == [(True, 10, "", 10), (True, 10, str(tmp_path), 10), (False, 10, str(tmp_path), 10)]
    assert section.trouble.text() == ""


@pytest.mark.parametrize(("size", "words"), [(0, "1 KB"), (812_400, "812 KB"), (3_400_000, "3.4 MB")])
def test_sizes(size: int, words: str) -> None:
    assert size_in_words(size) == words
