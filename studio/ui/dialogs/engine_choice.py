"""Where LanguageTool's grammar rules run, with a plain sentence on what leaves the computer."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from studio.app.checking.server_download_service import ServerDownloadService
from studio.settings.schema import EngineChoice, Settings
from studio.ui.dialogs.get_server import GetServer
from studio.ui.dialogs.part import UNIT, button, column, label, named, row

_CHOICES = (
    (
        EngineChoice.RULES,
        "Inside the program",
        "LanguageTool's English rules run here; nothing leaves this computer.",
    ),
    (
        EngineChoice.SERVER,
        "A LanguageTool server on this computer",
        "For other languages and n-gram data; it needs Java and about 500 MB of memory, "
        "and nothing leaves this computer.",
    ),
    (
        EngineChoice.REMOTE,
        "A LanguageTool server at an address of your own",
        "Every paragraph that is checked is sent to that address, and to no other.",
    ),
    (EngineChoice.NONE, "Not at all", "The program's own checks go on without it."),
)


def trouble_with_address(url: str) -> str:
    """What is wrong with a server's address, in a sentence; "" when it can be used and kept private."""
    if not url:
        return "Type the address, for example https://languagetool.example.org."
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return "This is no address that can be reached; check it for a slip."
    if parts.scheme not in ("http", "https") or not host:
        return "An address begins with https:// (or http://) and a name."
    if parts.scheme == "http" and not _is_near(host):
        return "With http:// the text travels unencrypted; use https:// if the server has it."
    return ""


def _is_near(host: str) -> bool:
    """Whether ``host`` is this computer or one in the same house."""
    if host == "localhost" or host.endswith(".local"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_private


def trouble_with_folder(folder: str) -> str:
    """What is wrong with a server's folder, in a sentence; "" when a server lies there."""
    if not folder:
        return "Choose the folder that holds LanguageTool."
    path = Path(folder).expanduser()
    if not path.is_dir():
        return "There is no such folder."
    places = (path, *sorted(path.glob("LanguageTool-*")))
    if not any((place / "languagetool-server.jar").is_file() for place in places):
        return "No languagetool-server.jar lies in that folder."
    return ""


class EngineSection(QWidget):
    """One choice out of four.

    Args:
        download: gets the server for a writer who has none; without it a folder must be named.

    Signals:
        changed: the choice, the server's folder and the remote address, as texts.
    """

    changed = Signal(str, str, str)

    def __init__(
        self,
        settings: Settings,
        parent: QWidget | None = None,
        download: ServerDownloadService | None = None,
    ) -> None:
        super().__init__(parent)
        self.folder = QLineEdit(settings.server_folder)
        self.get_server = GetServer(download, self.folder) if download is not None else None
        self.url = QLineEdit(settings.remote_url)
        self.url.setPlaceholderText("https://")
        named(self.folder, "Folder of the LanguageTool server")
        named(self.url, "Address of the LanguageTool server")
        self.trouble = label("", "warning", wrap=True)
        self.buttons: dict[EngineChoice, QRadioButton] = {}
        group = QButtonGroup(self)
        outer = column(self, spacing=UNIT)
        outer.setContentsMargins(0, UNIT, 0, 0)
        outer.addWidget(label("LanguageTool's grammar rules"))
        for choice, words, sentence in _CHOICES:
            radio = QRadioButton(words)
            named(radio, words, sentence)
            radio.setChecked(choice is settings.engine)
            group.addButton(radio)
            self.buttons[choice] = radio
            outer.addWidget(radio)
            below = column(spacing=UNIT // 2)
            below.setContentsMargins(3 * UNIT, 0, 0, UNIT // 2)
            below.addWidget(label(sentence, "muted", wrap=True))
            self._add_field(choice, below)
            outer.addLayout(below)
        outer.addWidget(self.trouble)
        for radio in self.buttons.values():
            radio.toggled.connect(lambda on: self._tell() if on else None)
        for field in (self.folder, self.url):
            field.textChanged.connect(lambda _text: self._check())
            field.editingFinished.connect(self._tell)
        if self.get_server is not None:
            self.get_server.stage_changed.connect(self._check)
            self.get_server.fetched.connect(self._on_fetched)
        self._check()

    @property
    def choice(self) -> EngineChoice:
        """What is chosen."""
        return next(choice for choice, radio in self.buttons.items() if radio.isChecked())

    def _add_field(self, choice: EngineChoice, below: QVBoxLayout) -> None:
        if choice is EngineChoice.SERVER:
            self.browse = button("Choose…", self._browse)
            self.browse.setAccessibleName("Choose the server's folder")
            below.addLayout(row(self.folder, self.browse))
            if self.get_server is not None:
                below.addWidget(self.get_server)
        elif choice is EngineChoice.REMOTE:
            below.addWidget(self.url)

    def _check(self) -> str:
        choice = self.choice
        self.folder.setEnabled(choice is EngineChoice.SERVER)
        self.browse.setEnabled(choice is EngineChoice.SERVER)
        self.url.setEnabled(choice is EngineChoice.REMOTE)
        trouble = ""
        if choice is EngineChoice.SERVER:
            trouble = trouble_with_folder(self.folder.text())
        elif choice is EngineChoice.REMOTE:
            trouble = trouble_with_address(self.url.text().strip())
        if self.get_server is not None:
            busy = self.get_server.busy
            wanted = choice is EngineChoice.SERVER and (bool(trouble) or bool(self.get_server.words.text()))
            self.get_server.setVisible(busy or wanted)
            trouble = "" if busy and choice is EngineChoice.SERVER else trouble
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        return trouble

    def _tell(self) -> None:
        self._check()
        self.changed.emit(self.choice.value, self.folder.text().strip(), self.url.text().strip())

    def _on_fetched(self, folder: str) -> None:
        self.folder.setText(folder)
        self.buttons[EngineChoice.SERVER].setChecked(True)
        self._tell()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder of LanguageTool", self.folder.text())
        if chosen:
            self.folder.setText(chosen)
            self._tell()
