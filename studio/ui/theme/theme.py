"""The theme in force: follows the system, or what the writer chose."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from studio.ui.theme.font import load_fonts, window_font
from studio.ui.theme.palette import palette
from studio.ui.theme.stylesheet import stylesheet
from studio.ui.theme.token import DARK, LIGHT, Colours, Spacing, Type


class Theme(QObject):
    """Dresses the application and says when its colours change.

    It is also the ``Look`` of panels and dialogs: those read its colours each time they paint.

    Args:
        choice: "light", "dark" or "system".
        system: says what the system has; Qt is asked by default.

    Signals:
        changed: the colours are others now.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        choice: str = "system",
        system: Callable[[], Qt.ColorScheme] | None = None,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._system = system or app.styleHints().colorScheme
        self._choice = choice
        self.spacing = Spacing()
        self.type = Type()
        load_fonts()
        app.setStyle("Fusion")
        app.setFont(window_font(app.font(), self.type))
        self.colours: Colours = self._wanted()
        self._dress()
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self.colours is DARK

    def choose(self, choice: str) -> None:
        """Wear "light" or "dark", or "system" to follow the system."""
        self._choice = choice
        self._on_scheme_changed()

    def _wanted(self) -> Colours:
        if self._choice in ("light", "dark"):
            return DARK if self._choice == "dark" else LIGHT
        return DARK if self._system() is Qt.ColorScheme.Dark else LIGHT

    def _on_scheme_changed(self, *_: object) -> None:
        wanted = self._wanted()
        if wanted is not self.colours:
            self.colours = wanted
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        self._app.setPalette(palette(self.colours))
        self._app.setStyleSheet(stylesheet(self.colours, self.spacing, self.type))

    # -- what panels and dialogs ask for (their ``Look``) ------------------------------------------

    @property
    def accent(self) -> str:
        """The accent colour."""
        return self.colours.accent

    @property
    def on_accent(self) -> str:
        """The colour of words on the accent."""
        return self.colours.on_accent

    @property
    def muted(self) -> str:
        """The colour of second-rank words."""
        return self.colours.muted

    @property
    def line(self) -> str:
        """The colour of hairlines."""
        return self.colours.line

    @property
    def warning(self) -> str:
        """The colour of words that warn."""
        return self.colours.warning

    @property
    def added(self) -> str:
        """The colour of what came in."""
        return self.colours.added

    @property
    def removed(self) -> str:
        """The colour of what went out."""
        return self.colours.removed
