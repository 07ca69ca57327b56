"""The style sheet, built from the tokens.

Widgets say what they are by dynamic properties: ``role`` (panel, bar, card, line, title, heading, muted,
small, warning) and, for buttons and fields, ``kind`` (primary, quiet, inline).
"""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from studio.ui.theme.contrast import mixed
from studio.ui.theme.control_style import CONTROLS, control_values
from studio.ui.theme.token import Colours, Spacing, Type

_GROUND = """
QMainWindow, QDialog, QWidget[role="panel"], QWidget[role="bar"], QStatusBar, QMenuBar {
  background: $chrome; }
QWidget[role="page"] { background: $page; }
QWidget[role="bar"] { border-top: 1px solid $line; }
QWidget[role="strip"] { background: $strip; border-bottom: 1px solid $line; }
QFrame[role="line"] { background: $line; border: none; }
QFrame[role="card"] { background: $raised; border: 1px solid $card_edge; border-radius: ${radius}px; }
QSplitter::handle { background: $line; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 6px; }
QLabel { background: transparent; }
QLabel[role="display"] { font-family: "$text_family"; font-size: 26pt; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="key"] { font-family: monospace; color: $text; background: $hover; border-radius: 4px;
  padding: 1px 6px; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="section"] { font-weight: 600; }
QLabel[role="heading"] { font-size: ${small}pt; font-weight: 600; color: $muted; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${small}pt; }
QLabel[role="warning"] { color: $warning; }
"""

_BUTTONS = """
QPushButton { background: $raised; border: 1px solid $edge; border-radius: 5px; padding: 5px 12px;
  min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton:disabled { color: $faint; border-color: $line; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: 4px 11px; }
QPushButton[kind="primary"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[numbered="true"] { padding-left: 24px; }
QPushButton[numbered="true"]:focus { padding-left: 23px; }
QPushButton[kind="quiet"], QToolButton { background: transparent; border: 1px solid transparent;
  border-radius: 5px; padding: 4px 8px; color: $text; }
QPushButton[kind="quiet"]:hover, QToolButton:hover { background: $hover; }
QPushButton[kind="quiet"]:disabled { color: $faint; border-color: transparent; }
QPushButton[kind="quiet"]:pressed, QToolButton:pressed { background: $line; }
QPushButton[kind="quiet"]:focus, QToolButton:focus { border: 1px solid $accent; padding: 4px 8px; }
QToolButton:checked { background: $chosen; color: $accent; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; }
QPushButton[kind="faint"] { background: transparent; border: 1px solid transparent; border-radius: 4px;
  padding: 3px 6px; color: $muted; font-size: ${small}pt; }
QPushButton[kind="faint"]:hover { background: $hover; color: $text; }
QPushButton[kind="faint"]:focus { border-color: $accent; padding: 3px 6px; }
QPushButton[kind="faint"]:disabled { color: $faint; }
QPushButton[kind="link"] { background: transparent; border: none; color: $accent; padding: 2px 4px;
  text-align: left; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QComboBox { background: $raised; color: $text;
  border: 1px solid $edge; border-radius: 5px; padding: 4px 7px; selection-background-color: $selection;
  selection-color: $text; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {
  border: 2px solid $accent; padding: 3px 6px; }
QLineEdit[kind="inline"] { padding: 0 4px; border-radius: 3px; }
QLineEdit[kind="inline"]:focus { padding: 0 3px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; outline: none; }
QCheckBox, QRadioButton { background: transparent; spacing: 7px; }
QListView, QTreeView, QTableView, QScrollArea, QTextBrowser { background: transparent; border: none;
  outline: none; selection-background-color: $chosen; selection-color: $text; }
QTreeView { show-decoration-selected: 0; }
QTreeView::branch, QTreeView::branch:selected, QTreeView::branch:hover { background: transparent; }
QListView::item, QTreeView::item { padding: 3px 4px; border-radius: 4px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $chosen; color: $text; }
QHeaderView::section { background: $chrome; border: none; border-bottom: 1px solid $line; padding: 4px 8px;
  color: $muted; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab { background: transparent; border: none; padding: 7px 12px; color: $muted;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { background: $hover; }
"""

_MENUS = """
QMenuBar { border-bottom: 1px solid $line; padding: 1px 6px; }
QMenuBar::item { background: transparent; padding: 5px 9px; border-radius: 4px; color: $text; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $card_edge; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; color: $text; }
QMenu::item:selected { background: $chosen; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::icon { padding-left: 4px; }
QStatusBar { border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QStatusBar QToolButton, QStatusBar QToolButton:focus { padding: 0 6px; max-height: 15px; color: $muted; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $handle; border-radius: 4px; min-height: 36px; min-width: 36px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def stylesheet(colours: Colours, spacing: Spacing, type_: Type) -> str:
    """The whole style sheet of the window."""
    values = {
        **asdict(colours),
        **asdict(spacing),
        **control_values(colours),
        "text_family": type_.text_family,
        "small": type_.small,
        "title": type_.title,
        "accent_hover": mixed(colours.accent, colours.text, 0.86),
        "chosen": mixed(colours.accent, colours.raised, 0.14),
        "strip": mixed(colours.accent, colours.chrome, 0.10),
        "card_edge": mixed(colours.edge, colours.raised, 0.45),
        "handle": mixed(colours.edge, colours.chrome, 0.45),
    }
    return Template(_GROUND + _BUTTONS + _FIELDS + _MENUS + CONTROLS).substitute(values)
