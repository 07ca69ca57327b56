"""The palette that Qt's own drawing takes its colours from."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from studio.ui.theme.token import Colours


def palette(colours: Colours) -> QPalette:
    """A palette of these colours for every widget of the window."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, colours.chrome),
        (role.WindowText, colours.text),
        (role.Base, colours.raised),
        (role.AlternateBase, colours.chrome),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.chrome),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.on_accent),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.selection),
        (role.HighlightedText, colours.text),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Accent, colours.accent),
        (role.Light, colours.raised),
        (role.Midlight, colours.hover),
        (role.Mid, colours.line),
        (role.Dark, colours.edge),
        (role.Shadow, colours.line),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.faint))
    return made
