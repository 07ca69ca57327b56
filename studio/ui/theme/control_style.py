"""The style of small controls: check boxes, radio buttons, arrows, lists, key caps, comparisons."""

from __future__ import annotations

from studio.ui.theme.resource import resource
from studio.ui.theme.token import DARK, Colours

_INDICATORS = """
QCheckBox, QRadioButton { border: 1px solid transparent; border-radius: 4px; padding: 2px 4px 2px 2px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator { width: 14px; height: 14px;
  border: 1px solid $edge; background: $raised; }
QCheckBox::indicator, QListView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QListView::indicator:hover {
  border-color: $accent; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent; border-color: $accent;
  image: url("$icons/check-$tone.svg"); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent;
  image: url("$icons/dot-$tone.svg"); }
QTreeView::indicator { width: 14px; height: 14px; border: 1px solid $edge; border-radius: 4px;
  background: $raised; }
QTreeView::indicator:hover { border-color: $accent; }
QTreeView::indicator:checked { background: $accent; border-color: $accent;
  image: url("$icons/check-$tone.svg"); }
QTreeView::indicator:indeterminate { background: $hover; border: 1px solid $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line;
  background: $chrome; }
QRadioButton::indicator:checked:disabled { background: $faint; border-color: $faint; }
QComboBox:disabled { color: $faint; border-color: $line; background: $chrome; }
"""

_ARROWS = """
QComboBox { padding-right: 22px; }
QComboBox:focus { padding-right: 21px; }
QComboBox::drop-down { subcontrol-origin: padding; subcontrol-position: center right; border: none;
  width: 22px; }
QComboBox::down-arrow { image: url("$icons/down-$tone.svg"); width: 11px; height: 11px; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 8px; }
QSpinBox, QDoubleSpinBox { padding: 4px 22px 4px 7px; }
QSpinBox:focus, QDoubleSpinBox:focus { padding: 3px 21px 3px 6px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: padding; border: none;
  background: transparent; width: 20px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url("$icons/up-$tone.svg"); width: 9px; height: 9px; }
QAbstractSpinBox::down-arrow { image: url("$icons/down-$tone.svg"); width: 9px; height: 9px; }
"""

_PARTS = """
QLabel[role="key"] { background: $raised; border: 1px solid $card_edge; border-radius: 4px;
  padding: 1px 7px; font-size: ${small}pt; }
QLabel[role="prose"] { font-family: "$text_family"; font-size: 11.5pt; }
QLabel[role="context"] { font-family: "$text_family"; font-size: 11.5pt; color: $muted; }
QPlainTextEdit[role="prose"] { font-family: "$text_family"; font-size: 11.5pt; }
QFrame[role="side"] { background: $page; border: 1px solid $line; border-left: 3px solid $line;
  border-radius: 4px; }
QFrame[role="side"][chosen="true"] { border: 1px solid $accent; border-left: 3px solid $accent; }
QFrame[role="trouble"] { background: $raised; border: 1px solid $line; border-left: 3px solid $warning;
  border-radius: 4px; }
QTextEdit#diffView { background: $page; color: $text; border: 1px solid $line; border-radius: ${radius}px;
  font-family: "$text_family"; font-size: 11.5pt; selection-background-color: $selection; }
QTextEdit#diffView:focus { border: 1px solid $accent; }
QListWidget#versionList::item { padding: 7px 10px; border: 1px solid transparent; }
QListWidget#sectionList::item { padding: 5px 8px; border: 1px solid transparent; }
QListWidget#chapterChoice::item { padding: 4px 6px; border: 1px solid transparent; }
QListWidget#recentList::item { border-radius: ${radius}px; padding: 0; border: 1px solid transparent; }
QListWidget#versionList::item:focus, QListWidget#chapterChoice::item:focus,
QListWidget#sectionList::item:focus,
QListWidget#recentList::item:focus { border: 1px solid $accent; }
QTreeView#outlineTree, QListView#peopleList { selection-background-color: transparent; }
QTreeView#outlineTree::item, QListView#peopleList::item, QTreeView#outlineTree::item:selected,
QListView#peopleList::item:selected, QTreeView#outlineTree::branch, QTreeView#outlineTree::branch:selected {
  background: transparent; padding: 0; }
QDialog QPushButton { min-width: 64px; }
QDialog QPushButton[kind="quiet"] { min-width: 0; }
"""

CONTROLS = _INDICATORS + _ARROWS + _PARTS


def control_values(colours: Colours) -> dict[str, str]:
    """What ``CONTROLS`` needs besides the tokens: where its small drawings lie, and in which tone."""
    return {"icons": resource("icons", "control").as_posix(), "tone": "dark" if colours is DARK else "light"}
