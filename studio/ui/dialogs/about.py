"""What the program is, under which terms, and where it keeps things."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from studio import __version__
from studio.ui.dialogs.part import UNIT, Sheet, button, label

_TERMS = (
    "Free software under the GNU General Public License, version 3 or later. It comes without any warranty, "
    "as far as the law allows."
)
_PRIVATE = (
    "Your text stays on this computer, unless you name a LanguageTool server elsewhere in the settings."
)
_MADE_WITH = (
    "Made with Qt, spaCy, ONNX Runtime, the rules of LanguageTool and the typefaces Literata and Inter; each "
    "under its own free licence."
)


class AboutSheet(Sheet):
    """Name, version, terms; ``places`` pairs what is kept with the folder where it lies."""

    of_story = False

    def __init__(self, places: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__("About Story Studio", f"Version {__version__}", parent, size=QSize(620, 0))
        for sentence in (_TERMS, _PRIVATE, _MADE_WITH):
            self.body.addWidget(label(sentence, wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * UNIT)
        grid.setVerticalSpacing(UNIT // 2)
        grid.setColumnStretch(1, 1)
        for at, (what, where) in enumerate(places):
            grid.addWidget(label(what, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._place(where), at, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.foot.addStretch(1)
        self.close_button = button("Close", self.accept)
        self.foot.addWidget(self.close_button)
        self.close_button.setFocus()

    @staticmethod
    def _place(where: str) -> QLabel:
        made = label(where, wrap=True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return made
