"""From settings to the look of the page."""

from __future__ import annotations

from studio.settings.schema import Settings
from studio.ui.editor.prose_look import ProseLook
from studio.ui.theme.font import text_font
from studio.ui.theme.theme import Theme


def prose_look(settings: Settings, theme: Theme) -> ProseLook:
    """What the page looks like under these settings."""
    font = text_font(settings.font_family, settings.text_size)
    return ProseLook(font, theme.colours, settings.line_width, settings.line_spacing)
