"""Every key and what it does, on one page with a field to look for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QScrollArea, QWidget

from studio.ui.dialogs.part import UNIT, Sheet, button, column, label, named


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together; ``keys`` pairs a key as written ("Ctrl+F") with what it does."""

    title: str
    keys: tuple[tuple[str, str], ...]


SIDEBAR_KEYS = (
    KeyGroup(
        "Outline",
        (
            ("Enter", "Go to the chapter or scene"),
            ("F2", "Rename"),
            ("Alt+Up", "Move up"),
            ("Alt+Down", "Move down"),
            ("Del", "Move to the trash"),
            ("Ctrl+Z", "Undo the last change of the outline"),
        ),
    ),
    KeyGroup(
        "Characters",
        (
            ("Enter", "Next mention"),
            ("Shift+Enter", "Previous mention"),
            ("Space", "Confirm"),
            ("Del", "Hide"),
            ("Ctrl+Z", "Undo the last change of the characters"),
        ),
    ),
    KeyGroup(
        "Find",
        (
            ("Enter", "Next hit"),
            ("Shift+Enter", "Hit before"),
            ("Esc", "Back to the page"),
        ),
    ),
)


class KeyboardHelp(Sheet):
    """Shows groups of keys; typing narrows them down."""

    of_story = False

    def __init__(self, groups: Sequence[KeyGroup], parent: QWidget | None = None) -> None:
        super().__init__("Keys", "", parent, size=QSize(760, 600))
        self._rows: list[tuple[str, tuple[QLabel, QLabel], QLabel]] = []
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Look for a key or what it does")
        self.filter.setClearButtonEnabled(True)
        named(self.filter, "Look for a key or what it does")
        self.filter.textChanged.connect(self._narrow)
        self.nothing = label("No key does that.", "muted")
        self.nothing.hide()
        self.body.addWidget(self.filter)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self._list(groups), 1)
        self.foot.addStretch(1)
        self.foot.addWidget(button("Close", self.accept))
        self.filter.setFocus()

    def _list(self, groups: Sequence[KeyGroup]) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * UNIT)
        grid.setVerticalSpacing(UNIT)
        grid.setColumnStretch(1, 1)
        at = 0
        for group in groups:
            heading = label(group.title, "heading")
            heading.setContentsMargins(0, UNIT if at else 0, 0, 0)
            grid.addWidget(heading, at, 0, 1, 2)
            at += 1
            for keys, what in group.keys:
                key, words = label(keys, "key"), label(what, wrap=True)
                grid.addWidget(key, at, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                grid.addWidget(words, at, 1)
                self._rows.append((f"{keys} {what} {group.title}".casefold(), (key, words), heading))
                at += 1
        outer = column(inner)
        outer.addLayout(grid)
        outer.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        inner.setAutoFillBackground(False)
        named(area, "Keys")
        return area

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        headings: dict[QLabel, bool] = {}
        for words, labels, heading in self._rows:
            fits = all(part in words for part in wanted)
            headings[heading] = headings.get(heading, False) or fits
            for each in labels:
                each.setVisible(fits)
        for heading, any_row in headings.items():
            heading.setVisible(any_row)
        self.nothing.setVisible(not any(headings.values()))
