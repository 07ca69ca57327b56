"""The backups of the open story: made by hand, looked at, opened as a story of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QListWidget, QListWidgetItem, QWidget

from studio.app.versions.backup_service import BackupService, BackupState
from studio.storage.backup import Backup
from studio.ui.dialogs.part import UNIT, Sheet, button, centre, label, named
from studio.ui.dialogs.when import time_in_words

_KINDS = "Backups (*.zip);;All files (*)"


def size_in_words(size: int) -> str:
    """ "812 KB", "3.4 MB"."""
    return f"{max(1, round(size / 1000)):,} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


class BackupDialog(Sheet):
    """Lists backups, newest first, and opens one as a new story beside the present one.

    Args:
        home: the folder where a backup is unpacked, unless the writer names another.
        title: of the open story; "" if none is open.
        clock: local time, for saying "today".

    Signals:
        open_wanted: the folder of the story that was unpacked.
    """

    open_wanted = Signal(str)

    def __init__(
        self,
        service: BackupService,
        home: Path,
        title: str,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        sentence = "A backup opens as a new story in a folder of its own; what you have now stays as it is."
        super().__init__("Backups", sentence, parent, size=QSize(760, 480))
        self._service = service
        self._home = home
        self._title = title
        self._clock = clock
        self._backups: tuple[Backup, ...] = ()
        self.list = QListWidget()
        self.state = label("", "muted", wrap=True)
        self.now_button = button("Back up now", self._back_up)
        self.file_button = button("Open another file…", self._open_file)
        self.folder_button = button("Show the folder", self._show_folder, kind="quiet")
        self.open_button = button("Open as a new story", self._open, kind="primary")
        self._build()
        service.told.connect(self._on_told)
        self.finished.connect(lambda _result: service.told.disconnect(self._on_told))
        self.refresh()

    def _build(self) -> None:
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setObjectName("versionList")
        named(self.list, "Backups", "Newest first.")
        self.list.itemActivated.connect(lambda _item: self._open())
        self.list.currentRowChanged.connect(lambda at: self.open_button.setEnabled(at >= 0))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.state)
        self.foot.setSpacing(UNIT)
        for each in (self.now_button, self.file_button, self.folder_button):
            self.foot.addWidget(each)
        self.foot.addStretch(1)
        self.foot.addWidget(button("Close", self.accept))
        self.foot.addWidget(self.open_button)
        self.open_button.setEnabled(False)
        self.now_button.setEnabled(bool(self._title))

    def refresh(self) -> None:
        """Read the list anew."""
        self._service.list(self.while_open(self._show))

    def _show(self, backups: Sequence[Backup]) -> None:
        self._backups = tuple(backups)
        self.list.setVisible(bool(backups))
        centre(self.state, not backups)
        self.list.clear()
        now = self._clock()
        for backup in self._backups:
            when = time_in_words(backup.at, now)
            words = f"{when[0].upper()}{when[1:]}  ·  {size_in_words(backup.size)}"
            item = QListWidgetItem(words, self.list)
            item.setToolTip(str(backup.path))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        folder = self._backups[0].path.parent if self._backups else self._service.folder()
        self.folder_button.setEnabled(bool(self._backups))
        if self._backups:
            self.list.setCurrentRow(0)
            self.state.setText(f"In “{folder}”.")
        elif self._title:
            self.state.setText("There is no backup of this story yet.")
        else:
            self.state.setText(
                "No story is open; open the file of a backup. The program's own folder holds "
                "a folder for each story."
            )

    def _back_up(self) -> None:
        self.now_button.setEnabled(False)
        self.state.setText("Making a backup…")
        self._service.back_up_now()

    def _on_told(self, state: BackupState) -> None:
        self.now_button.setEnabled(bool(self._title))

        def show(backups: Sequence[Backup]) -> None:
            self._show(backups)
            self.state.setText(state.sentence)

        self._service.list(self.while_open(show))

    def _show_folder(self) -> None:
        if self._backups:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._backups[0].path.parent)))

    def _open(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._backups):
            self._restore(self._backups[at].path, f"{self._title} {self._backups[at].at:%Y-%m-%d %H.%M}")

    def _open_file(self) -> None:
        own = self._service.own_folder
        chosen, _ = QFileDialog.getOpenFileName(self, "Open a backup", str(own), _KINDS)
        if chosen:
            self._restore(Path(chosen), Path(chosen).stem)

    def _restore(self, backup: Path, name: str, beside: Path | None = None) -> None:
        self.state.setText("Unpacking…")

        def done(made: Path | None, sentence: str) -> None:
            if made is not None:
                self.accept()
                self.open_wanted.emit(str(made))
            elif beside is None and sentence and not _writable(self._home):
                words = "Where to unpack the backup"
                chosen = QFileDialog.getExistingDirectory(self, words, str(Path.home()))
                if chosen:
                    self._restore(backup, name, Path(chosen))
            else:
                self.state.setText(sentence)

        self._service.restore(backup, beside or self._home, name, self.while_open(done))


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK)
