"""What the tests of the window share; a display comes from outside (``make window`` brings one)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.storage.places import UserFolders
from studio.ui.editor.editor import Editor
from studio.ui.editor.prose_look import ProseLook
from studio.ui.start import Program
from studio.ui.theme.font import text_font
from studio.ui.theme.theme import Theme
from tests.helpers.window import write_story


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    qapp.styleHints().colorSchemeChanged.disconnect()
    made.deleteLater()


@pytest.fixture
def look(theme: Theme) -> ProseLook:
    return ProseLook(text_font("", 13), theme.colours)


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme, look: ProseLook) -> Editor:
    """A page in a window of its own, with the focus."""
    made = Editor(theme, look)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.focus()
    qtbot.waitUntil(made.page.hasFocus, timeout=5000)  # the display gives it when it likes
    return made


@pytest.fixture
def open_story(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[Callable[[dict[str, str]], Program]]:
    """Opens a story with these chapters (title to text) in the whole program, without its worker."""
    programs: list[Program] = []

    def start(chapters: dict[str, str]) -> Program:
        folders = UserFolders.inside(tmp_path / "home")
        program = Program(qapp, folders, checking=False)
        programs.append(program)
        program.show()
        with qtbot.waitSignal(program.window.editor.shown, timeout=5000):
            program.fill([str(write_story(tmp_path / "story", chapters))])
        qtbot.waitUntil(lambda: len(program.window.side_tabs) == 2, timeout=5000)
        return program

    yield start
    for program in programs:
        program.window.close()
        program.window.deleteLater()
        qapp.styleHints().colorSchemeChanged.disconnect()
        program.theme.deleteLater()
    qapp.processEvents()
