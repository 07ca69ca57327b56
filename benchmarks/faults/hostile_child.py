"""What the program does with a file from a stranger, step by step, in a process of its own.

The parent forks it, limits its memory and its time, and reads one line of JSON for each step from its pipe.
"""

from __future__ import annotations

import json
import os
import resource
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.faults.hostile_case import Case
from studio.app.exchange.export_service import ChapterUnreadable, ExportRequest, collect, prepare, render
from studio.app.exchange.import_service import make_story, read_plan
from studio.app.statistics import count_chapter
from studio.export.account import WordsLost
from studio.export.layout import Format
from studio.export.manuscript import Manuscript
from studio.model.cast import Cast
from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.model.name_table import NameTable
from studio.model.outline import outline
from studio.storage.atomic import write_atomic
from studio.storage.chapter_file import LARGE_ABOVE
from studio.storage.error import StorageError
from studio.storage.importing.watch import Watch
from tests.helpers.desk import Desk

MEMORY = 1_500_000_000
"""Bytes of address space that a step may take."""

_MOST_CHAPTERS = 6
_LONGEST = 150_000
_MOST_LINES = 3_000


class Reporter:
    """Writes what happened to a pipe.

    Attributes:
        sentences: what the writer was told so far.
    """

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self.sentences: list[str] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """A step, with its processor time; anything but a sentence that gets out of it is a crash."""
        self._write({"begin": name})
        start = time.process_time()
        crash = ""
        try:
            yield
        except StorageError as error:
            self.sentences.append(error.sentence)
        except (WordsLost, ChapterUnreadable) as error:
            self.sentences.append(str(error))
        except BaseException:  # noqa: BLE001 - that is what is looked for
            crash = traceback.format_exc()[-3000:]
        self._write({"end": name, "seconds": time.process_time() - start, "crash": crash})

    def finish(self, **facts: Any) -> None:
        """The last line."""
        self._write({"sentences": self.sentences, **facts})

    def _write(self, row: dict[str, Any]) -> None:
        data = json.dumps(row, ensure_ascii=True).encode() + b"\n"
        while data:
            data = data[os.write(self._handle, data) :]


def run(case: Case, handle: int) -> None:
    """Do with the case what the program does."""
    used = _address_space()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    report = Reporter(handle)
    if case.is_import:
        _import(case, report)
    else:
        _open(case, report)


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _import(case: Case, report: Reporter) -> None:
    text: list[str] = []
    opened = False
    with report.step("import"):
        plan = read_plan(case.target, Watch())
        report.sentences += (*plan.losses, *plan.remarks)
        text += [chapter.text for chapter in plan.division.chapters]
        opened = bool(text)
        title = plan.title
    if opened:
        with report.step("write"):
            made = make_story(plan, case.target.parent / "home" / "made", title, plan.document.author)
        with report.step("reopen"):
            desk = Desk(made)
            report.sentences += _told(desk)
            desk.session.close()
    report.finish(opened=opened, leaked=any(case.secret in each for each in [*text, *report.sentences]))


def _open(case: Case, report: Reporter) -> None:
    texts: list[str] = []
    desks: list[Desk] = []
    with report.step("open"):
        desks.append(Desk(case.target))
    project = desks[0].session.project if desks else None
    if project is not None:
        desk = desks[0]
        with report.step("chapters"):
            texts += [desk.open(chapter.id).text for chapter in project.chapters[:_MOST_CHAPTERS]]
        for text in texts:
            _analyse(text, report)
        with report.step("edit"):
            _edit(desk)
        with report.step("close"):
            desk.session.close()
        small: Manuscript | None = None
        with report.step("collect"):
            manuscript = collect(project).manuscript
            found = enumerate(manuscript.chapters[:_MOST_CHAPTERS])
            # Longer ones are exported beside the window, chapter by chapter, and take their time.
            small = manuscript.select(at for at, each in found if _is_like_a_chapter(each.text))
        for form in Format if small else ():
            with report.step(f"export {form}"):
                request = ExportRequest(form)
                data = render(prepare(small, request), request)
                write_atomic(case.target.parent / "home" / f"export.{form}", data)
    for desk in desks:
        report.sentences += _told(desk)
    leaked = any(case.secret in each for each in [*texts, *report.sentences])
    report.finish(opened=project is not None, leaked=leaked)


def _is_like_a_chapter(text: str) -> bool:
    return len(text) <= _LONGEST and text.count("\n") <= _MOST_LINES


def _analyse(text: str, report: Reporter) -> None:
    if len(text) > LARGE_ABOVE:
        return  # the program does none of this with all of it
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("outline", lambda: outline(text)),
        ("names", lambda: Cast.from_tables([NameTable.of(text)])),
        ("counts", lambda: count_chapter("One", text)),
    )
    for name, call in steps:
        with report.step(name):
            call()


def _edit(desk: Desk) -> None:
    """Type into every chapter, change the settings, add and delete a chapter: all that writes."""
    session = desk.session
    project = session.project
    assert project is not None
    crowded = len(project.chapters) > 200  # then there is enough to do with two
    for chapter in project.chapters[: 2 if crowded else _MOST_CHAPTERS]:
        opened = desk.open(chapter.id)
        if not (opened.read_only or session.read_only):
            session.edited(chapter.id, TextEdit(len(opened.text), 0, "\nA last word."))
    session.save_now()
    if session.read_only:
        return
    session.update_settings(words=("Torrasay",))
    session.add_chapter("One more")
    if project.chapters:
        if not crowded:
            session.take_snapshot("by hand")
        session.delete_chapter(ChapterId(project.chapters[0].id))
        session.undo_structure()
    for sheet in project.sheets[:3]:
        session.save_sheet(sheet)
    desk.scheduler.advance(10)


def _told(desk: Desk) -> list[str]:
    return [each.sentence for each in desk.told["problem"] + desk.told["save_failed"]]
