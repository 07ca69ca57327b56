"""The process that writes a story without a window until it is killed."""

from __future__ import annotations

import os
import random
import traceback
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from benchmarks.faults.side_log import SideLog
from studio.app.exchange.export_service import ExportRequest, ExportService, collect
from studio.app.session.autosave import AutosaveTiming
from studio.app.session.open_chapter import OpenChapter
from studio.app.session.session import StorySession
from studio.export.layout import Format
from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.storage.chapter_file import chapter_bytes
from studio.storage.export_write import ExportWrite
from studio.storage.places import UserFolders
from studio.storage.watcher import FolderWatcher
from tests.helpers.thread_runner import MainLoop

OPERATIONS = (
    "typing",
    "saving",
    "merging",
    "snapshotting",
    "restoring",
    "exporting",
    "moving",
    "renaming",
    "deleting",
    "adding",
    "replacing",
    "opening",
)
_QUICK = AutosaveTiming(idle=0.02, longest=0.05)  # the journal keeps its real pace
_WORDS = ("harbour", "quay")


def run_writer(operation: str, seed: int, root: Path, home: Path, log: Path, first: int) -> NoReturn:
    """Be the writer until the end; ``first`` is the number of its first word."""
    status = 1
    try:
        Writer(operation, seed, root, home, SideLog(log), first).run()
        status = 0
    except Exception:  # noqa: BLE001 - told, whatever it is
        traceback.print_exc()
    finally:
        os._exit(status)


class Writer:
    """Types words w1, w2, … into the chapters and does one operation again and again."""

    def __init__(self, operation: str, seed: int, root: Path, home: Path, log: SideLog, first: int) -> None:
        self._operation = operation
        self._chance = random.Random(seed)
        self._root = root
        self._log = log
        self._count = first - 1
        self._loop = MainLoop()
        self._unsaved: dict[ChapterId, list[int]] = defaultdict(list)
        timing = AutosaveTiming() if operation == "typing" else _QUICK
        watcher = _watcher if operation == "merging" else None
        places = UserFolders.inside(home).places
        self.session = session = StorySession(self._loop, self._loop, places, watcher, timing)
        session.chapter_edited.connect(lambda fact: self._version(fact.id))
        session.chapter_replaced.connect(lambda fact: self._version(fact.id))
        session.chapter_moved.connect(self._moved)
        session.chapter_saved.connect(self._saved)
        session.conflict_found.connect(
            lambda c: self.session.resolve_conflict(c.id, c.result.assembled(lambda _: "both"))
        )
        session.recovered.connect(self._recovered)
        self._export = ExportService(self._loop, self._write_export)

    def run(self) -> None:
        """Open everything, then work until killed."""
        self.session.open(self._root)
        while self.session.project is None:
            self._loop.run_for(0.001)
        self._open_all()
        self._log.note(b"R")
        for step in range(1_000_000):
            if self._operation != "opening":
                self._type()
                self._act(step)
            self._loop.run_for(self._chance.choice([0.0, 0.002, 0.01]))

    def _ids(self) -> list[ChapterId]:
        project = self.session.project
        return [chapter.id for chapter in project.chapters] if project else []

    def _open_all(self) -> None:
        for chapter_id in self._ids():
            self.session.open_chapter(chapter_id, lambda chapter: self._version(chapter.id))
        while any(self.session.chapter(chapter_id) is None for chapter_id in self._ids()):
            self._loop.run_for(0.001)

    def _one(self) -> OpenChapter | None:
        """Any open chapter; chapters that were added meanwhile are opened."""
        ids = self._ids()
        if not ids:
            self.session.undo_structure()
            return None
        chapter_id = self._chance.choice(ids[:2] if self._operation == "merging" else ids)
        chapter = self.session.chapter(chapter_id)
        if chapter is None:
            self.session.open_chapter(chapter_id, lambda chapter: self._version(chapter.id))
        return chapter

    def _type(self) -> None:
        chapter = self._one()
        if chapter is None:
            return
        self._count += 1
        number = self._count
        at = chapter.text.find("\n\n", self._chance.randrange(len(chapter.text) // 2 + 1)) + 2
        self._log.note(b"T", number)
        self._unsaved[chapter.id].append(number)
        self.session.edited(chapter.id, TextEdit(at if at >= 2 else 0, 0, f"w{number} "))

    # -- what the log is told ------------------------------------------------------------------------

    def _version(self, chapter_id: ChapterId) -> None:
        chapter = self.session.chapter(chapter_id)
        if chapter is not None:
            self._log.version(chapter_bytes(chapter.text, chapter.on_disk)[0])

    def _saved(self, state: Any) -> None:
        if state.saved:
            for number in self._unsaved.pop(state.id, []):
                self._log.note(b"S", number)

    def _moved(self, moved: Any) -> None:
        self._unsaved[moved.new] += self._unsaved.pop(moved.old, [])

    def _recovered(self, recovery: Any) -> None:
        if not recovery.applied:
            self.session.resolve_conflict(recovery.id, recovery.after)
        self._version(recovery.id)

    def _write_export(self, path: Path, data: bytes) -> None:
        self._log.version(data)
        story = self.session.story
        ExportWrite(story.places.journal if story else None)(path, data)

    def _done(self, *_: object) -> None:
        self._log.note(b"D")

    # -- the operations ------------------------------------------------------------------------------

    def _act(self, step: int) -> None:
        act = getattr(self, f"_act_{self._operation}", None)
        chapter = self._one()
        if act is not None and chapter is not None:
            act(chapter, step)

    def _act_saving(self, chapter: OpenChapter, step: int) -> None:
        self.session.save_now()
        self._loop.run_for(0.001)
        self._done()

    def _act_merging(self, chapter: OpenChapter, step: int) -> None:
        if step % 3 == 0:
            self.session.check_files()
            self._done()

    def _act_snapshotting(self, chapter: OpenChapter, step: int) -> None:
        self.session.take_snapshot(f"number {step}")
        self._loop.submit("io", lambda: None, self._done)
        self._loop.run_for(0.005)

    def _act_restoring(self, chapter: OpenChapter, step: int) -> None:
        if step % 4 == 0:
            self.session.take_snapshot(f"number {step}", chapter.id)

        def listed(found: Any) -> None:
            if found and self.session.chapter(chapter.id) is not None:
                self.session.restore(chapter.id, self._chance.choice(found))
                self._loop.submit("io", lambda: None, self._done)

        self.session.snapshots(chapter.id, listed)
        self._loop.run_for(0.01)

    def _act_exporting(self, chapter: OpenChapter, step: int) -> None:
        wanted = self._chance.choice(list(Format))
        project = self.session.project
        if project is None:
            return
        live = {c: opened.text for c in self._ids() if (opened := self.session.chapter(c)) is not None}
        manuscript = collect(project, live).manuscript
        path = self._root.parent / "exports" / f"story.{wanted}"
        self._export.export(manuscript, ExportRequest(wanted), path, self._done, self._done)
        self._loop.drain("work", 5.0)

    def _act_moving(self, chapter: OpenChapter, step: int) -> None:
        self.session.move_chapter(chapter.id, self._chance.randrange(len(self._ids())))
        self._end_of_step(step)

    def _act_renaming(self, chapter: OpenChapter, step: int) -> None:
        self.session.rename_chapter(chapter.id, f"{self._chance.choice('ABCD')} name {self._chance.random()}")
        self._end_of_step(step)

    def _act_deleting(self, chapter: OpenChapter, step: int) -> None:
        if len(self._ids()) > 2:
            self.session.delete_chapter(chapter.id)
        else:
            for _ in range(self._chance.randrange(1, 4)):
                self.session.undo_structure()
        self._end_of_step(step)

    def _act_adding(self, chapter: OpenChapter, step: int) -> None:
        self._log.version(b"")
        if len(self._ids()) < 8:
            self.session.add_chapter(f"Added {self._chance.random()}", chapter.id)
        else:
            self.session.delete_chapter(chapter.id)
        self._end_of_step(step)

    def _end_of_step(self, step: int) -> None:
        if step % 7 == 3:
            self.session.undo_structure()
            self.session.redo_structure()
        self._loop.submit("io", lambda: None, self._done)
        self._loop.run_for(0.01)

    def _act_replacing(self, chapter: OpenChapter, step: int) -> None:
        old, new = _WORDS if step % 2 == 0 else _WORDS[::-1]
        for chapter_id in self._ids():
            opened = self.session.chapter(chapter_id)
            if opened is not None:
                text = opened.text.replace(old, new)
                self._log.version(chapter_bytes(text, opened.on_disk)[0])
                self.session.replace_text(chapter_id, text)
        self.session.save_now()
        self._loop.submit("io", lambda: None, partial(self._done))
        self._loop.run_for(0.01)


def _watcher(root: Path, on_change: Any, recursive: bool) -> FolderWatcher:
    return FolderWatcher(root, on_change, recursive, quiet=0.01, longest=0.03)
