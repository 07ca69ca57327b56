"""Getting LanguageTool from the settings page: a question first, then a bar with a way to stop."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QScrollArea, QWidget

from studio.app.checking.server_download_service import DownloadProgress, ServerDownloadService
from studio.app.events import Event
from studio.proofing.engines.server_download import ServerOffer
from studio.ui.dialogs.part import UNIT, button, column, label, named, row

_T = TypeVar("_T")
_FINE = 1000  # steps of the bar
_BREAK = "\u200b"  # lets a long path go on in the next line


class Stage(Enum):
    """How far it has come."""

    REST = auto()
    LOOKING = auto()
    ASKING = auto()
    FETCHING = auto()
    STOPPING = auto()
    THERE = auto()


def question(offer: ServerOffer) -> str:
    """What the writer is told before saying yes."""
    return (
        f"LanguageTool comes from {offer.host}: about {megabytes(offer.size)}, and "
        f"{megabytes(offer.unpacked)} once it is unpacked in {_shown(offer.folder)}. "
        "It is for other languages and n-gram data, and the Java that it needs is here. "
        "None of your text is sent."
    )


def how_far(progress: DownloadProgress) -> str:
    """ "120 of 250 MB", or what comes after that."""
    if not progress.total:
        return "Asking for LanguageTool…"
    if progress.done >= progress.total:
        return "All is here and is being unpacked…"
    return f"{progress.done // 1_000_000:,} of {megabytes(progress.total)}"


def megabytes(count: int) -> str:
    """Bytes in words: "250 MB"."""
    return f"{max(1, round(count / 1_000_000)):,} MB"


class GetServer(QWidget):
    """A button; what it would take, with yes and no; progress and Stop; how it ended.

    It shows what is under way when it is made, and must be told when it is no longer wanted (``leave``).

    Args:
        service: does the work.
        after: where the focus goes when there is nothing left to press here.

    Signals:
        stage_changed: the stage is another one.
        fetched: the folder that holds the server now.
    """

    stage_changed = Signal()
    fetched = Signal(str)

    def __init__(self, service: ServerDownloadService, after: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._service = service
        self._after = after
        self.words = label("", "muted", wrap=True)
        self.trouble = label("", "warning", wrap=True)
        self.get = button("Get LanguageTool…", self._ask)
        self.yes = button("Get", self._start, kind="primary")
        self.no = button("Not now", lambda: self._show(Stage.REST))
        self.bar = QProgressBar()
        self.bar.setRange(0, _FINE)
        self.bar.setTextVisible(False)
        self.stop = button("Stop", self._stop)
        named(self.yes, "Get LanguageTool now")
        named(self.bar, "Download of LanguageTool")
        named(self.stop, "Stop the download")
        outer = column(self, spacing=UNIT)
        outer.addWidget(self.words)
        outer.addWidget(self.trouble)
        moving = row(self.bar, self.stop, spacing=2 * UNIT)
        moving.setStretch(0, 1)
        outer.addLayout(moving)
        outer.addLayout(row(self.get, self.yes, self.no, 1))
        self._listen()
        self.stage = Stage.REST
        self._show(Stage.FETCHING if service.running else Stage.REST)

    @property
    def busy(self) -> bool:
        """Whether it asks or fetches, and so must stay in sight."""
        return self.stage not in (Stage.REST, Stage.THERE)

    def leave(self) -> None:
        """The page is closed: hear no more. A download goes on."""
        for undo in self._undo:
            undo()

    def _listen(self) -> None:
        service = self._service
        self._undo = (
            _hear(service.offered, self._on_offer),
            _hear(service.progress, self._on_progress),
            _hear(service.finished, self._on_finished),
            _hear(service.failed, self._on_failed),
            _hear(service.stopped, self._on_stopped),
        )

    # -- what the writer does ----------------------------------------------------------------------

    def _ask(self) -> None:
        if self.stage is Stage.LOOKING:  # not greyed meanwhile: that would send the focus away
            return
        self._show(Stage.LOOKING, "Looking at what it takes…")
        self._service.ask()

    def _start(self) -> None:
        self._service.start()
        if self._service.running:
            self._show(Stage.FETCHING)

    def _stop(self) -> None:
        self._show(Stage.STOPPING, "Stopping…")
        self._service.stop()

    # -- what is heard -----------------------------------------------------------------------------

    def _on_offer(self, offer: ServerOffer) -> None:
        if self.stage is not Stage.LOOKING:
            return
        if offer.trouble:
            self._show(Stage.REST, trouble=offer.trouble)
        else:
            self._show(Stage.ASKING, question(offer))

    def _on_progress(self, progress: DownloadProgress) -> None:
        if self.stage is Stage.FETCHING:
            self.bar.setValue(_FINE * progress.done // max(1, progress.total))
            self.words.setText(how_far(progress))

    def _on_finished(self, folder: Path) -> None:
        self._show(Stage.THERE, "LanguageTool is here and is used from now on.")
        self.fetched.emit(str(folder))

    def _on_failed(self, sentence: str) -> None:
        self._show(Stage.REST, trouble=sentence)

    def _on_stopped(self, _nothing: None) -> None:
        self._show(Stage.REST, "Nothing was kept of what had come.")

    # -- what is seen ------------------------------------------------------------------------------

    def _show(self, stage: Stage, words: str = "", trouble: str = "") -> None:
        had_focus = any(part.hasFocus() for part in (self.get, self.yes, self.no, self.stop))
        self.stage = stage
        self.words.setText(words)
        self.trouble.setText(trouble)
        if stage is Stage.FETCHING:
            self.bar.setValue(0)
            self._on_progress(self._service.last_progress)
        moving = stage in (Stage.FETCHING, Stage.STOPPING)
        shown = {
            self.words: bool(self.words.text()),
            self.trouble: bool(trouble),
            self.bar: moving,
            self.stop: moving,
            self.get: stage in (Stage.REST, Stage.LOOKING),
            self.yes: stage is Stage.ASKING,
            self.no: stage is Stage.ASKING,
        }
        next_focus = {Stage.REST: self.get, Stage.ASKING: self.yes, Stage.FETCHING: self.stop}.get(stage)
        if stage is Stage.THERE and had_focus:
            self._after.setFocus()
        # What appears comes first, so that the focus is never sent elsewhere by what goes.
        for part in sorted(shown, key=lambda part: not shown[part]):
            part.setVisible(shown[part])
            if part is next_focus and had_focus:
                part.setFocus()
        self.stage_changed.emit()
        if stage is not Stage.REST or words or trouble:
            QTimer.singleShot(0, self, self._come_into_sight)

    def _come_into_sight(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self.isVisible():
            above.ensureWidgetVisible(self, 0, 2 * UNIT)


def _hear(event: Event[_T], listener: Callable[[_T], None]) -> Callable[[], None]:
    event.connect(listener)
    return lambda: event.disconnect(listener)


def _shown(folder: Path) -> str:
    """A path as a person reads it, with places to break the line."""
    home = Path.home()
    near = folder.is_relative_to(home) and os.sep == "/"
    text = f"~/{folder.relative_to(home)}" if near else str(folder)
    return text.replace(os.sep, os.sep + _BREAK)
