import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.ui.icon import icon
from studio.ui.theme.font import text_font, window_font
from studio.ui.theme.stylesheet import stylesheet
from studio.ui.theme.theme import Theme
from studio.ui.theme.token import DARK, LIGHT, Spacing, Type


def test_the_bundled_typefaces_are_there(theme: Theme) -> None:
    assert {"Literata", "Inter"} <= set(QFontDatabase.families())


def test_a_font_that_is_not_there_falls_back_to_the_bundled_one(theme: Theme) -> None:
    assert text_font("No Such Font", 13).families()[:2] == ["No Such Font", "Literata"]


@pytest.mark.parametrize(("family", "own"), [("DejaVu Sans", False), ("Literata", True)])
def test_the_systems_font_unless_it_is_a_stopgap(theme: Theme, family: str, own: bool) -> None:
    assert (window_font(QFont(family), Type()).family() == family) is own


def test_choosing_dark_dresses_the_application(qapp: QApplication, qtbot: QtBot, theme: Theme) -> None:
    with qtbot.waitSignal(theme.changed, timeout=1000):
        theme.choose("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.chrome
    assert theme.accent == DARK.accent


def test_choosing_the_same_changes_nothing(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose("light")


def test_the_system_is_followed(qapp: QApplication) -> None:
    systems = [Qt.ColorScheme.Light]
    theme = Theme(qapp, "system", lambda: systems[-1])
    systems.append(Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.is_dark
    qapp.styleHints().colorSchemeChanged.disconnect()
    theme.deleteLater()


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_style_sheet_has_no_hole(colours: object) -> None:
    sheet = stylesheet(colours, Spacing(), Type())  # type: ignore[arg-type]
    assert "$" not in sheet


@pytest.mark.parametrize("name", ["outline", "people", "findings", "sidebar"])
def test_icons_are_drawn(theme: Theme, name: str) -> None:
    assert not icon(name, theme.muted).isNull()


def test_an_unknown_icon_is_empty(theme: Theme) -> None:
    assert icon("no-such-icon", theme.muted).isNull()
