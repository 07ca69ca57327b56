"""Makes the parts that the window works with, and ends them in the right order."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from studio.app.cast_service import CastService
from studio.app.checking.proofing_link import ProofingLink
from studio.app.checking.proofing_service import ProofingService
from studio.app.checking.server_download_service import ServerDownloadService
from studio.app.checking.worker_client import WorkerClient
from studio.app.checking.worker_questions import WorkerQuestions
from studio.app.session.autosave import AutosaveTiming
from studio.app.session.session import StorySession
from studio.app.session.story_desk import OnChange, Watcher
from studio.app.structure.outline_service import OutlineService
from studio.app.versions.backup_service import BackupPlan, BackupService
from studio.proofing.message import EngineChoice
from studio.settings.schema import Settings
from studio.settings.store import SettingsStore
from studio.storage.places import UserFolders
from studio.storage.recent import Recents
from studio.ui.bridge.inbox import Inbox
from studio.ui.bridge.scheduler import QtScheduler
from studio.ui.bridge.task_runner import QtTaskRunner

_MOMENT = 0.7  # seconds
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Services:
    """What the window is given; one of each."""

    folders: UserFolders
    store: SettingsStore
    recents: Recents
    inbox: Inbox
    runner: QtTaskRunner
    scheduler: QtScheduler
    session: StorySession
    questions: WorkerQuestions
    proofing: ProofingService
    link: ProofingLink
    outline: OutlineService
    cast: CastService
    server_download: ServerDownloadService
    backups: BackupService

    def end(self, wait_for_backup: Callable[[], object], timeout: float = 10.0) -> bool:
        """Save everything, stop what runs beside; returns whether all is saved.

        Args:
            wait_for_backup: called when the last backup takes more than a moment.
        """
        saved = self.session.close(timeout)
        if not self.backups.finish(_MOMENT):
            wait_for_backup()
        self.proofing.stop()
        self.server_download.stop()
        self.inbox.close()
        self.runner.shut_down()
        return saved


def make_services(owner: QObject, folders: UserFolders, store: SettingsStore, settings: Settings) -> Services:
    """The parts, connected with each other; nothing is started yet."""
    inbox = Inbox(owner)
    runner = QtTaskRunner(inbox)
    scheduler = QtScheduler(owner)
    timing = AutosaveTiming(settings.autosave_delay, settings.autosave_interval)
    session = StorySession(runner, scheduler, folders.places, _watcher, timing)
    questions = WorkerQuestions(lambda *calls: WorkerClient(runner, scheduler, *calls))
    proofing = ProofingService(runner, scheduler, questions.link)
    proofing.configure(engine_choice(settings))
    link = ProofingLink(session, proofing)
    outline = OutlineService(session, runner, scheduler)
    cast = CastService(session, runner, scheduler, proofing.cast_learnt)
    recents = Recents(folders.config / "recent.toml")
    download = ServerDownloadService(runner, folders.data / "languagetool")
    backups = BackupService(session, runner, scheduler, backup_plan(settings), folders.data / "backups")
    return Services(
        folders,
        store,
        recents,
        inbox,
        runner,
        scheduler,
        session,
        questions,
        proofing,
        link,
        outline,
        cast,
        download,
        backups,
    )


def engine_choice(settings: Settings) -> EngineChoice:
    """What the settings say of the engines, in the worker's words."""
    grammar = "off" if settings.engine == "none" else str(settings.engine)
    return EngineChoice(
        grammar,
        settings.server_folder,
        settings.remote_url,
        deep=settings.deep,
        dialect=str(settings.dialect),
    )


def backup_plan(settings: Settings) -> BackupPlan:
    """What the settings say of backups."""
    return BackupPlan(
        settings.backup_on, float(settings.backup_minutes), settings.backup_folder, settings.backup_keep
    )


def _watcher(root: Path, on_change: OnChange, recursive: bool) -> Watcher:
    # watchdog takes a while to import, and the first page should not wait for it.
    from studio.storage.watcher import FolderWatcher

    return FolderWatcher(root, on_change, recursive)


def only_existing(paths: Collection[str]) -> tuple[Path, ...]:
    """The paths of the command line that lead somewhere, absolute."""
    return tuple(Path(path).absolute() for path in paths if Path(path).exists())
