"""Ask what a new story is called and where it shall lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from studio.storage.file_name import safe_stem
from studio.ui.dialogs.part import UNIT, Sheet, button, column, label, named, row


def folder_name(title: str) -> str:
    """A folder's name that every system takes: the title without the signs that some refuse, "" for none."""
    return safe_stem(title) if title.strip() else ""


def trouble_with(folder: Path, title: str) -> str:
    """Why a story called ``title`` cannot be made in ``folder``, in a sentence; "" if it can."""
    name = folder_name(title)
    if not name:
        return ""
    if not folder.is_dir():
        return "There is no such folder; choose one that exists."
    target = folder / name
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        return f"There is already something called “{name}” in that folder; choose another title or folder."
    return ""


class NewStoryDialog(Sheet):
    """Title, author and folder of a new story.

    Signals:
        created_wanted: path of the story's folder to be made, title, author.
    """

    created_wanted = Signal(str, str, str)

    of_story = False

    def __init__(self, folder: Path, author: str = "", parent: QWidget | None = None) -> None:
        super().__init__("A new story", "", parent, size=QSize(560, 0))
        self.setMinimumWidth(520)
        self.title_field = QLineEdit()
        self.author_field = QLineEdit(author)
        self.folder_field = QLineEdit(str(folder))
        self.place = label("", "muted", wrap=True)
        self.create_button = button("Create", self._create, kind="primary")
        self.create_button.setDefault(True)
        self._build()
        for field in (self.title_field, self.folder_field):
            field.textChanged.connect(lambda _text: self._check())
        self._check()
        self.title_field.setFocus()

    def _build(self) -> None:
        browse = button("Choose…", self._browse)
        browse.setAccessibleName("Choose the folder")
        for words, field, beside in (
            ("Title", self.title_field, None),
            ("Author", self.author_field, None),
            ("Kept in", self.folder_field, browse),
        ):
            named(field, words)
            caption = label(words, "small")
            caption.setBuddy(field)
            pair = column(spacing=UNIT // 2)
            pair.addWidget(caption)
            line = row(field)
            if beside is not None:
                line.addWidget(beside)
            pair.addLayout(line)
            self.body.addLayout(pair)
        self.body.addWidget(self.place)
        self.body.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(button("Cancel", self.reject))
        self.foot.addWidget(self.create_button)

    def _check(self) -> None:
        folder, title = Path(self.folder_field.text()).expanduser(), self.title_field.text()
        trouble = trouble_with(folder, title)
        name = folder_name(title)
        where = f"The story will be a folder of readable files: {folder / name}" if name else ""
        self.place.setText(trouble or where)
        self.place.setProperty("role", "warning" if trouble else "muted")
        self.place.style().unpolish(self.place)
        self.place.style().polish(self.place)
        self.create_button.setEnabled(bool(name) and not trouble)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Where to keep the story", self.folder_field.text())
        if chosen:
            self.folder_field.setText(chosen)

    def _create(self) -> None:
        title = self.title_field.text().strip()
        path = Path(self.folder_field.text()).expanduser() / folder_name(title)
        self.created_wanted.emit(str(path), title, self.author_field.text().strip())
        self.accept()
