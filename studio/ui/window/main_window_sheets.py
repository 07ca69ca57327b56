"""What the controls share that load a dialog when it is wanted, and show it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from studio.ui.start_services import Services
from studio.ui.theme.theme import Theme
from studio.ui.window.main_window import MainWindow


class SheetControl(QObject):
    """Loads a dialog when it is wanted, and shows it.

    Args:
        go_to: shows a place of a chapter on the page.
    """

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        theme: Theme,
        go_to: Callable[[str, int, int], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self._services = services
        self._theme = theme
        self._go_to = go_to
        self._listen()

    def _listen(self) -> None:
        """Connect what is heard outside of the dialogs; does nothing by itself."""
