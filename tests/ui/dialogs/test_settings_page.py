from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QSpinBox
from pytestqt.qtbot import QtBot

from studio.settings.schema import EngineChoice, Settings, Theme
from studio.text.typed_mark import Habit
from studio.ui.dialogs.engine_choice import trouble_with_address, trouble_with_folder
from studio.ui.dialogs.settings_page import SettingsPage


@pytest.fixture
def page(qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(Settings())
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_shows_what_is_set(qtbot: QtBot) -> None:
    page = SettingsPage(Settings(theme=Theme.DARK, line_width=80, engine=EngineChoice.NONE))
    qtbot.addWidget(page)
    assert page.theme.currentText() == "Dark"
    assert page.line_width.value() == 80
    assert page.engine.choice is EngineChoice.NONE


def test_every_change_is_told_at_once(page: SettingsPage, qtbot: QtBot) -> None:
    told: list[Settings] = []
    page.changed.connect(told.append)
    page.theme.setCurrentIndex(1)
    page.line_width.setValue(72)
    page.text_size.setValue(15.5)
    page.checking.setChecked(False)
    page.delay.setValue(2.5)
    last = told[-1]
    assert len(told) == 5
    assert (last.theme, last.line_width, last.text_size) == (Theme.LIGHT, 72, 15.5)
    assert (last.checking, last.autosave_delay) == (False, 2.5)


def test_how_typed_marks_are_set(page: SettingsPage) -> None:
    assert [box.accessibleName() for box in page.habits.values()] == [
        "Quotation marks",
        "Two hyphens",
        "Three dots",
    ]
    page.habits["typing_quotes"].setCurrentIndex(2)
    page.habits["typing_ellipses"].setCurrentIndex(1)
    assert page.settings.typing_quotes is Habit.NEVER
    assert page.settings.typing_dashes is Habit.STORY
    assert page.settings.typing_ellipses is Habit.ALWAYS


def test_nothing_changes_by_opening(page: SettingsPage) -> None:
    assert page.settings == Settings()


def test_a_remote_server_says_what_is_sent(page: SettingsPage) -> None:
    radio = page.engine.buttons[EngineChoice.REMOTE]
    assert "sent to that address" in radio.accessibleDescription()
    radio.setChecked(True)
    assert page.engine.url.isEnabled()
    assert page.engine.trouble.isVisible()
    page.engine.url.setText("https://lt.example.org")
    page.engine.url.editingFinished.emit()
    assert not page.engine.trouble.isVisible()
    assert page.settings.engine is EngineChoice.REMOTE
    assert page.settings.remote_url == "https://lt.example.org"


@pytest.mark.parametrize(
    ("url", "trouble"),
    [
        ("https://lt.example.org/v2", ""),
        ("http://localhost:8081", ""),
        ("http://192.168.1.20:8081", ""),
        ("http://lt.example.org", "With http://"),
        ("lt.example.org", "An address begins"),
        ("https://[", "This is no address"),
        ("https://lt.example.org:99999", "This is no address"),
        ("", "Type the address"),
    ],
)
def test_addresses(url: str, trouble: str) -> None:
    assert trouble_with_address(url).startswith(trouble)
    assert bool(trouble_with_address(url)) == bool(trouble)


def test_server_folders(tmp_path: Path) -> None:
    assert trouble_with_folder("") == "Choose the folder that holds LanguageTool."
    assert trouble_with_folder(str(tmp_path / "no")) == "There is no such folder."
    assert trouble_with_folder(str(tmp_path)).startswith("No languagetool-server.jar")
    (tmp_path / "LanguageTool-6.8").mkdir()
    (tmp_path / "LanguageTool-6.8" / "languagetool-server.jar").touch()
    assert trouble_with_folder(str(tmp_path)) == ""


def test_the_wheel_does_not_change_what_is_not_in_use(page: SettingsPage, qtbot: QtBot) -> None:
    where = QPointF(page.line_width.rect().center())
    wheel = QWheelEvent(
        where,
        page.line_width.mapToGlobal(where),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    page.line_width.clearFocus()
    QApplication.sendEvent(page.line_width, wheel)
    assert page.settings == Settings()


def test_every_field_has_a_name(page: SettingsPage) -> None:
    for kind in (QComboBox, QSpinBox, QDoubleSpinBox):
        assert all(field.accessibleName() for field in page.findChildren(kind))


def test_the_list_of_sections_leads_and_follows(page: SettingsPage, qtbot: QtBot) -> None:
    page.resize(900, 400)
    titles = [page.sections.item(at).text() for at in range(page.sections.count())]
    assert titles == ["Window", "Page", "Typing", "Proofreading", "Saving", "Backups"]
    bar = page._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    page.show_section("Typing")
    assert page._headings["Typing"].y() == bar.value()
    page.show_section("Backups")
    assert page.sections.currentItem().text() == "Backups"
    bar.setValue(0)
    assert page.sections.currentItem().text() == "Window"
    page.show_section("No such section")
    assert page.sections.currentItem().text() == "Window"


def test_enter_goes_from_a_section_to_its_settings(page: SettingsPage, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    for title, field in (("Typing", page.habits["typing_quotes"]), ("Backups", page.backups.on)):
        page.show_section(title)
        page.sections.setFocus()
        qtbot.keyClick(page.sections, Qt.Key.Key_Return)
        assert field.hasFocus()
