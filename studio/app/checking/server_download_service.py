"""Gets the LanguageTool server beside the window: what it would take, how far it is, how it ended."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from studio.app.events import Event
from studio.app.tasks import TaskRunner
from studio.proofing.engines.server_download import ServerOffer, fetch_server, server_offer
from studio.proofing.evidence import EngineError

LANE = "download"


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """Bytes that have come, and that will have come in the end; equal while they are being unpacked."""

    done: int
    total: int


class Fetch(Protocol):
    """Downloads; as ``fetch_server`` does."""

    def __call__(
        self, folder: Path, progress: Callable[[int, int], None], stopped: Callable[[], bool], /
    ) -> Path | None: ...


class ServerDownloadService:
    """One download at a time, in a lane of its own, so that exports and saving never wait for it.

    Events, all on the main thread:
        offered: what would be fetched, after ``ask``.
        progress: how far it is.
        finished: the folder that holds the server now.
        failed: why not, in one sentence.
        stopped: the writer stopped it; nothing is left of it.

    Args:
        runner: where the work is done.
        folder: where the server will lie.
        fetch, offer: what downloads, and what says what that takes (for tests).
    """

    def __init__(
        self,
        runner: TaskRunner,
        folder: Path,
        fetch: Fetch = fetch_server,
        offer: Callable[[Path], ServerOffer] = server_offer,
    ) -> None:
        self._runner = runner
        self._folder = folder
        self._fetch = fetch
        self._offer = offer
        self._stop: threading.Event | None = None
        self.last_progress = DownloadProgress(0, 0)
        self.offered: Event[ServerOffer] = Event()
        self.progress: Event[DownloadProgress] = Event()
        self.finished: Event[Path] = Event()
        self.failed: Event[str] = Event()
        self.stopped: Event[None] = Event()

    @property
    def running(self) -> bool:
        """Whether a download is under way."""
        return self._stop is not None

    def ask(self) -> None:
        """Tell soon what would be fetched; nothing outside this computer is asked for it."""
        self._runner.submit(LANE, lambda: self._offer(self._folder), self.offered.emit, self._on_no_offer)

    def start(self) -> None:
        """Fetch it; does nothing while a download is under way."""
        if self._stop is not None:
            return
        self._stop = stop = threading.Event()
        self.last_progress = DownloadProgress(0, 0)

        def tell(done: int, total: int) -> None:
            self._runner.post(lambda: self._on_progress(stop, DownloadProgress(done, total)))

        self._runner.submit(
            LANE, lambda: self._fetch(self._folder, tell, stop.is_set), self._on_end, self._on_error
        )

    def stop(self) -> None:
        """Stop what is under way and throw it away; ``stopped`` tells when that is done."""
        if self._stop is not None:
            self._stop.set()

    def _on_progress(self, stop: threading.Event, progress: DownloadProgress) -> None:
        if self._stop is stop and not stop.is_set():
            self.last_progress = progress
            self.progress.emit(progress)

    def _on_end(self, folder: Path | None) -> None:
        self._stop = None
        if folder is None:
            self.stopped.emit(None)
        else:
            self.finished.emit(folder)

    def _on_no_offer(self, error: Exception) -> None:
        self.failed.emit(f"LanguageTool cannot be fetched now ({error}).")

    def _on_error(self, error: Exception) -> None:
        self._stop = None
        self.failed.emit(
            str(error) if isinstance(error, EngineError) else f"LanguageTool could not be fetched ({error})."
        )
