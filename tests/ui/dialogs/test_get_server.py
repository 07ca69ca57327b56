"""Getting LanguageTool from the settings page: asked first, with progress, and with a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from studio.app.checking.server_download_service import LANE, DownloadProgress, ServerDownloadService
from studio.proofing.engines.server_download import ServerOffer
from studio.proofing.evidence import EngineError
from studio.settings.schema import EngineChoice, Settings
from studio.ui.dialogs.get_server import GetServer, Stage, how_far
from studio.ui.dialogs.settings_page import SettingsPage
from tests.helpers.runner import ImmediateRunner

SERVER = Settings(engine=EngineChoice.SERVER)


class Play:
    """A download in the test's hands: held until ``go``, with what it does then."""

    def __init__(self, folder: Path) -> None:
        self.runner = ImmediateRunner()
        self.trouble = ""
        self.error: Exception | None = None
        self.service = ServerDownloadService(
            self.runner, folder, self._fetch, lambda folder: ServerOffer(folder, trouble=self.trouble)
        )

    def hold(self) -> None:
        self.runner.hold(LANE)

    def go(self) -> None:
        self.runner.run_held(LANE)

    def _fetch(
        self, folder: Path, progress: Callable[[int, int], None], stopped: Callable[[], bool]
    ) -> Path | None:
        progress(100_000_000, 250_000_000)
        if self.error is not None:
            raise self.error
        if stopped():
            return None
        (folder / "LanguageTool-6.8").mkdir(parents=True)
        (folder / "LanguageTool-6.8" / "languagetool-server.jar").touch()
        return folder


@pytest.fixture
def play(tmp_path: Path) -> Play:
    return Play(tmp_path / "languagetool")


@pytest.fixture
def open_page(qtbot: QtBot, play: Play) -> Callable[[Settings], SettingsPage]:
    def make(settings: Settings) -> SettingsPage:
        page = SettingsPage(settings, download=play.service)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitExposed(page)
        return page

    return make


@pytest.fixture
def page(open_page: Callable[[Settings], SettingsPage]) -> SettingsPage:
    return open_page(SERVER)


def part(page: SettingsPage) -> GetServer:
    assert page.engine.get_server is not None
    return page.engine.get_server


def asked(page: SettingsPage) -> GetServer:
    get = part(page)
    get.get.click()
    assert get.stage is Stage.ASKING
    return get


def test_it_is_offered_only_beside_the_server(open_page: Callable[[Settings], SettingsPage]) -> None:
    page = open_page(Settings())
    assert not part(page).isVisible()
    page.engine.buttons[EngineChoice.SERVER].setChecked(True)
    assert part(page).get.isVisible()
    assert not part(page).bar.isVisible()


def test_it_is_not_offered_when_a_server_is_there(
    open_page: Callable[[Settings], SettingsPage], tmp_path: Path
) -> None:
    (tmp_path / "languagetool-server.jar").touch()
    assert not part(open_page(replace(SERVER, server_folder=str(tmp_path)))).isVisible()


def test_the_question_comes_first(page: SettingsPage, play: Play) -> None:
    get = asked(page)
    for words in ("250 MB", "420 MB", "github.com", "languagetool", "Java", "None of your text is sent"):
        assert words in get.words.text()
    assert get.yes.isVisible()
    assert get.no.isVisible()
    assert not play.service.running


def test_asking_twice_looks_once(page: SettingsPage, play: Play) -> None:
    play.hold()
    part(page).get.click()
    part(page).get.click()
    assert play.runner.jobs == 1
    play.go()
    assert part(page).stage is Stage.ASKING


def test_not_now_fetches_nothing(page: SettingsPage, play: Play) -> None:
    get = asked(page)
    get.no.click()
    assert get.stage is Stage.REST
    assert play.runner.jobs == 1
    assert page.settings == SERVER


def test_without_java_it_says_so_and_asks_nothing(page: SettingsPage, play: Play) -> None:
    play.trouble = "LanguageTool's server needs Java 17 or newer, which is not installed."
    part(page).get.click()
    assert part(page).trouble.text() == play.trouble
    assert part(page).get.isVisible()
    assert not part(page).yes.isVisible()


def test_it_shows_how_far_it_is(page: SettingsPage, play: Play) -> None:
    get = asked(page)
    play.hold()
    get.yes.click()
    assert get.words.text() == "Asking for LanguageTool…"
    play.service.progress.emit(DownloadProgress(50_000_000, 250_000_000))
    assert get.words.text() == "50 of 250 MB"
    assert get.bar.value() == 200
    assert get.bar.isVisible()
    assert not page.engine.trouble.isVisible()


def test_in_the_end_the_folder_is_filled_in_and_the_engine_switched(page: SettingsPage, play: Play) -> None:
    get = asked(page)
    play.hold()
    get.yes.click()
    page.engine.buttons[EngineChoice.RULES].setChecked(True)
    assert get.isVisible()
    play.go()
    assert page.settings.engine is EngineChoice.SERVER
    assert page.settings.server_folder.endswith("languagetool")
    assert page.engine.folder.text() == page.settings.server_folder
    assert "is here" in get.words.text()
    assert not page.engine.trouble.isVisible()


def test_stop_throws_it_away(page: SettingsPage, play: Play) -> None:
    get = asked(page)
    play.hold()
    get.yes.click()
    get.stop.click()
    assert get.stage is Stage.STOPPING
    get.stop.click()
    play.go()
    assert get.stage is Stage.REST
    assert page.settings == SERVER


def test_a_failure_is_said_and_can_be_tried_again(page: SettingsPage, play: Play) -> None:
    play.error = EngineError("The connection broke off.")
    asked(page).yes.click()
    assert part(page).trouble.text() == "The connection broke off."
    play.error = None
    asked(page).yes.click()
    assert page.settings.server_folder


def test_a_page_opened_in_the_middle_shows_it(
    open_page: Callable[[Settings], SettingsPage], play: Play
) -> None:
    play.hold()
    first = open_page(SERVER)
    play.service.start()
    first.accept()
    play.service.progress.emit(DownloadProgress(1, 2))
    second = part(open_page(Settings()))
    assert second.stage is Stage.FETCHING
    assert second.bar.isVisible()
    play.go()
    assert second.stage is Stage.THERE
    assert part(first).stage is Stage.REST


def test_it_is_used_from_the_keyboard(page: SettingsPage, play: Play, qtbot: QtBot) -> None:
    get = part(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    get.get.setFocus()
    qtbot.keyClick(get.get, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is get.yes
    play.hold()
    qtbot.keyClick(get.yes, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is get.stop
    qtbot.keyClick(get.stop, Qt.Key.Key_Space)
    play.go()
    assert QApplication.focusWidget() is get.get
    qtbot.keyClick(get.get, Qt.Key.Key_Space)
    qtbot.keyClick(get.yes, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is page.engine.folder


def test_everything_has_a_name(page: SettingsPage) -> None:
    assert all(each.accessibleName() for each in part(page).findChildren(QPushButton))
    assert part(page).bar.accessibleName()


@pytest.mark.parametrize(
    ("done", "total", "words"),
    [(0, 0, "Asking"), (0, 250_000_000, "0 of 250 MB"), (9, 9, "All is here and is being unpacked")],
)
def test_how_far(done: int, total: int, words: str) -> None:
    assert how_far(DownloadProgress(done, total)).startswith(words)
