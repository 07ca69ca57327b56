"""The typefaces: a text serif that comes with the program, and the system's own for the window."""

from __future__ import annotations

import logging

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from studio.ui.theme.resource import resource
from studio.ui.theme.token import Type

log = logging.getLogger(__name__)

# What a system without a chosen interface font falls back to; none of them is made for a window.
_STOPGAPS = ("dejavu", "bitstream", "liberation", "nimbus", "freesans", "noto sans mono", "courier", "sans")


def load_fonts() -> None:
    """Make the typefaces under ``resources/fonts`` known to Qt; a missing one is logged."""
    for path in sorted(resource("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            log.warning("The font %s could not be read", path.name)


def text_font(family: str, size: float, fallback: str = Type().text_family) -> QFont:
    """The font of the page: ``family``, or the one that comes with the program; ``size`` in points."""
    font = QFont()
    font.setFamilies([name for name in (family, fallback, "Georgia", "serif") if name])
    font.setPointSizeF(size)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def window_font(system: QFont, type_: Type) -> QFont:
    """The system's interface font, or the bundled one where the system has only a stopgap."""
    family = QFontInfo(system).family().lower()
    if not any(family.startswith(name) for name in _STOPGAPS):
        return system
    font = QFont(type_.window_family)
    font.setPointSizeF(type_.window_size)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
