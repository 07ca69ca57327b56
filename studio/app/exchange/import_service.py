"""Bringing documents of other programs in: reading beside the window, parting, writing a story."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from studio.app.exchange.import_plan import (
    Division,
    Split,
    divide,
    notes_text,
    possible_splits,
    remarks,
    suggested_title,
)
from studio.app.exchange.import_step import AddImported
from studio.app.structure.long_step import StepWatch
from studio.app.tasks import TaskRunner
from studio.storage.error import ReadError
from studio.storage.importing.archive import shown
from studio.storage.importing.document import Document
from studio.storage.importing.read_document import read_document
from studio.storage.importing.watch import ImportStopped, Watch
from studio.storage.importing.write_story import write_story

LANE = "import"


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A document that was read, and how it can be parted.

    Attributes:
        name: the file's.
        splits: the ways to part it, the likeliest first.
        division: by the likeliest of them.
        remarks: what the writer should know, a sentence each.
    """

    document: Document
    name: str
    title: str
    splits: tuple[Split, ...]
    division: Division
    remarks: tuple[str, ...]

    @property
    def losses(self) -> tuple[str, ...]:
        """What could not be read because the document is damaged, a sentence each."""
        return self.document.losses

    @property
    def notes(self) -> str:
        """What the chapters leave out, as a page of Markdown; "" for nothing."""
        return notes_text(self.document, self.division, self.name)


def read_plan(path: Path, watch: Watch) -> ImportPlan:
    """Read the document in ``path`` and part it in the likeliest way.

    Raises:
        ReadError: it cannot be read, or there is no word in it.
        ImportStopped: ``watch`` was told to stop.
    """
    document = read_document(path, watch)
    splits = possible_splits(document)
    division = divide(document, splits[0])
    if not division.chapters:
        raise ReadError(f"There are no words in “{shown(path.name)}”, so there is nothing to import.")
    title = suggested_title(document, path.stem)
    return ImportPlan(document, path.name, title, splits, division, remarks(document))


def make_story(plan: ImportPlan, path: Path, title: str, author: str) -> Path:
    """Write the plan's chapters as a new story in ``path``, which must not exist or be empty.

    Raises:
        SaveError: it could not be written; nothing is left behind.
    """
    chapters = [(chapter.title, chapter.text) for chapter in plan.division.chapters]
    return write_story(path, title, author, chapters, plan.notes)


def adding(plan: ImportPlan, watch: StepWatch | None = None) -> AddImported:
    """The step that puts the plan's chapters at the end of the open story; ``watch`` follows it."""
    chapters = tuple((chapter.title, chapter.text) for chapter in plan.division.chapters)
    return AddImported(chapters, plan.notes, watch or StepWatch())


class ImportService:
    """Reads one document at a time beside the window; a new one stops the one before. Main thread only."""

    def __init__(self, runner: TaskRunner) -> None:
        self._runner = runner
        self._stop = threading.Event()
        self._ticket = 0

    def read(
        self,
        path: Path,
        progress: Callable[[float], None],
        done: Callable[[ImportPlan], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Read ``path``; ``progress`` gets shares from 0 to 1. Nothing is called any more after ``stop``."""
        self.stop()
        self._stop = stop = threading.Event()
        ticket = self._ticket

        def tell(share: float) -> None:
            self._runner.post(lambda: progress(share) if ticket == self._ticket else None)

        def job() -> ImportPlan:
            return read_plan(path, Watch(stop.is_set, tell))

        self._submit(job, done, failed)

    def divide(
        self,
        plan: ImportPlan,
        split: Split,
        done: Callable[[ImportPlan], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Part the document in another way."""
        self._ticket += 1
        self._submit(lambda: replace(plan, division=divide(plan.document, split)), done, failed)

    def make(
        self,
        plan: ImportPlan,
        path: Path,
        title: str,
        author: str,
        done: Callable[[Path], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Write a new story in ``path``; the open story's saves need not wait for it."""
        self._runner.submit(LANE, lambda: make_story(plan, path, title, author), done, failed)

    def stop(self) -> None:
        """Read no further; what was asked for is not told any more."""
        self._stop.set()
        self._ticket += 1

    def _submit(
        self,
        job: Callable[[], ImportPlan],
        done: Callable[[ImportPlan], None],
        failed: Callable[[Exception], None],
    ) -> None:
        ticket = self._ticket

        def told(plan: ImportPlan) -> None:
            if ticket == self._ticket:
                done(plan)

        def cannot(error: Exception) -> None:
            if ticket == self._ticket and not isinstance(error, ImportStopped):
                failed(error)

        self._runner.submit(LANE, job, told, cannot)
