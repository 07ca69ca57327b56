"""The settings page of the window, and the LanguageTool server that may arrive after it was closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.app.checking.server_download_service import ServerDownloadService
from studio.settings.schema import EngineChoice, Settings
from studio.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from studio.ui.dialogs.settings_page import SettingsPage


class SettingsControl(QObject):
    """Shows one page of settings at a time.

    Args:
        settings: gives the settings as they are now.
        change: uses and keeps other ones.
        download: gets the LanguageTool server.
    """

    def __init__(
        self,
        window: MainWindow,
        settings: Callable[[], Settings],
        change: Callable[[Settings], None],
        download: ServerDownloadService,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._change = change
        self._download = download
        self.page: SettingsPage | None = None
        download.finished.connect(self._on_server)
        download.failed.connect(self._on_failed)

    def show(self, section: str = "") -> None:
        """Show the page of settings, with the section of that title in sight."""
        # Loaded when it is wanted: the first page should not wait for it.
        from studio.ui.dialogs.settings_page import SettingsPage

        if self.page is None:
            self.page = SettingsPage(self._settings(), self._window, self._download)
            self.page.changed.connect(self._change)
            self.page.finished.connect(self._on_closed)
        self.page.show()
        self.page.show_section(section)
        self.page.raise_()
        self.page.activateWindow()

    def _on_closed(self) -> None:
        self.page = None

    def _on_server(self, folder: Path) -> None:
        if self.page is None:  # an open page shows it and switches by itself
            settings = replace(self._settings(), engine=EngineChoice.SERVER, server_folder=str(folder))
            self._change(settings)
            self._window.notices.tell("LanguageTool is here and is used from now on.")

    def _on_failed(self, sentence: str) -> None:
        if self.page is None:
            self._window.notices.tell(sentence)
