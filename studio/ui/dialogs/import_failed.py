"""What the import says when nothing of a document can be read: which file it was, why, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from studio.ui.dialogs.backup_dialog import size_in_words
from studio.ui.dialogs.part import UNIT, button, column, label, row
from studio.ui.dialogs.when import time_in_words

_WAYS = (
    "Open it in the program that wrote it, and save it anew, best as .docx or .odt.",
    "Try another copy: a backup, the message it came with, the folder of a sync service.",
    "If it opens nowhere, copy its text into a new chapter piece by piece.",
)


def file_in_words(path: Path, now: datetime) -> str:
    """ "34 KB, changed today, 14:05, in /home/me/Documents"; what cannot be told is left out."""
    try:
        status = path.stat()
    except OSError:
        return f"In {path.parent}"
    size = "empty" if not status.st_size else size_in_words(status.st_size)
    changed = time_in_words(datetime.fromtimestamp(status.st_mtime), now)
    return f"{size[0].upper()}{size[1:]}, changed {changed}, in {path.parent}"


class ImportFailed(QWidget):
    """Stands in the place of the chapters.

    Args:
        source: the document.
        other: asks for another one.
    """

    def __init__(self, source: Path, other: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = label("", wrap=True)
        self.file = label(file_in_words(source, datetime.now()), "muted", wrap=True)
        self.other_button = button("Choose another file…", other)
        outer = column(self, spacing=2 * UNIT)
        outer.addWidget(_card(self.sentence, self.file))
        outer.addWidget(label("Nothing of it was read, and nothing was changed here.", wrap=True))
        outer.addWidget(label("What you can do", "section"))
        steps = column(spacing=UNIT)
        for way in _WAYS:
            sign = label("•", "muted")
            sign.setAlignment(Qt.AlignmentFlag.AlignTop)
            line = row(sign, label(way, wrap=True), spacing=UNIT)
            line.setStretch(1, 1)
            steps.addLayout(line)
        outer.addLayout(steps)
        outer.addLayout(row(self.other_button, 1))
        outer.addStretch(1)

    def say(self, sentence: str) -> None:
        """Why it cannot be read."""
        self.sentence.setText(sentence)


def loss_card(losses: tuple[str, ...]) -> QFrame:
    """What is missing of a damaged document, above what was read of it."""
    head = label("This document is damaged; what could be read of it is below.", "section")
    lines = [label(sentence, wrap=True) for sentence in losses]
    what = "Import it as it is, or look for a whole copy first: a backup, or the message it came with."
    return _card(head, *lines, label(what, "muted", wrap=True))


def _card(*parts: QLabel) -> QFrame:
    card = QFrame()
    card.setProperty("role", "trouble")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(2 * UNIT, UNIT + 4, 2 * UNIT, UNIT + 4)
    inside.setSpacing(UNIT // 2)
    for part in parts:
        inside.addWidget(part)
    return card
