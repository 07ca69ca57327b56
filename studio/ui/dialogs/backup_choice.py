"""When backups are made, and where they go: a part of the settings page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QSpinBox, QWidget

from studio.settings.schema import Settings
from studio.ui.dialogs.part import UNIT, button, check, column, label, named, row


def trouble_with_folder(folder: str) -> str:
    """What is wrong with a folder for backups, in a sentence; "" if there is one, or none is chosen."""
    if not folder:
        return ""
    path = Path(folder)
    if not path.is_absolute():
        return "Name the whole path of the folder, or choose it."
    if not path.is_dir():
        return "There is no such folder now; until there is, backups go to the program's own."
    return ""


class BackupSection(QWidget):
    """Backups by themselves: on or off, how often, where to, how many.

    Signals:
        changed: on, minutes, folder ("" for the program's own), how many of the last are kept.
    """

    changed = Signal(bool, int, str, int)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.on = check("Make backups by itself", on=settings.backup_on)
        self.minutes = _number((5, 1440), " minutes", settings.backup_minutes)
        self.keep = _number((1, 500), " backups", settings.backup_keep)
        self.folder = QLineEdit(settings.backup_folder)
        self.folder.setPlaceholderText("The program's own folder")
        self.folder.setClearButtonEnabled(True)
        self.browse = button("Choose…", self._browse)
        self.trouble = label("", "warning", wrap=True)
        self._build()
        self.on.toggled.connect(lambda _on: self._tell())
        self.minutes.valueChanged.connect(lambda _value: self._tell())
        self.keep.valueChanged.connect(lambda _value: self._tell())
        self.folder.editingFinished.connect(self._tell)
        self.folder.textChanged.connect(lambda _text: self._check())
        self._check()

    def _build(self) -> None:
        outer = column(self, spacing=UNIT)
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * UNIT)
        grid.setVerticalSpacing(UNIT)
        grid.setColumnMinimumWidth(0, 200)
        grid.setColumnStretch(1, 1)
        self.on.setMaximumWidth(340)
        grid.addWidget(self.on, 0, 1)
        self.browse.setAccessibleName("Choose the folder for backups")
        where = QWidget()
        where.setLayout(row(self.folder, self.browse))
        lines: tuple[tuple[str, QWidget, QWidget], ...] = (
            ("While the story changes, every", self.minutes, self.minutes),
            ("Of the last ones, keep", self.keep, self.keep),
            ("In the folder", self.folder, where),
        )
        for at, (words, field, shown) in enumerate(lines, start=1):
            caption = label(words)
            caption.setBuddy(field)
            named(field, words)
            shown.setMaximumWidth(340)
            grid.addWidget(caption, at, 0)
            grid.addWidget(shown, at, 1)
        named(self.folder, "Folder for backups")
        outer.addLayout(grid)
        outer.addWidget(self.trouble)
        outer.addWidget(
            label(
                "A backup is one zip file with the whole story, made when you leave the story and now and "
                "then while it changes, and read back after it was written. Of older ones the last of each "
                "day stays for a month, then that of each week for a year, then that of each month.",
                "muted",
                wrap=True,
            )
        )

    def _check(self) -> None:
        trouble = trouble_with_folder(self.folder.text().strip())
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        for field in (self.minutes, self.keep, self.folder, self.browse):
            field.setEnabled(self.on.isChecked())

    def _tell(self) -> None:
        self._check()
        folder = self.folder.text().strip()
        if folder and not Path(folder).is_absolute():
            return
        self.changed.emit(self.on.isChecked(), self.minutes.value(), folder, self.keep.value())

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder for backups", self.folder.text())
        if chosen:
            self.folder.setText(chosen)
            self._tell()


def _number(bounds: tuple[int, int], unit: str, present: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(*bounds)
    made.setSuffix(unit)
    made.setValue(present)
    inner = made.findChild(QLineEdit)
    if inner is not None:
        inner.setTextMargins(6, 0, 0, 0)  # a spin box hands its padding on to nobody
    return made
