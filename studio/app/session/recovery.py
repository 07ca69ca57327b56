"""What to do with typing that a crash left in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from studio.app.session.session_fact import Recovery
from studio.model.chapter import ChapterId
from studio.model.problem import Problem
from studio.storage.chapter_file import ChapterText, read_chapter
from studio.storage.error import SaveError
from studio.storage.journal import all_journals, journal_path, read_journal
from studio.storage.merge import merge
from studio.storage.places import Places
from studio.storage.snapshot import RECOVERED, SnapshotStore


def recover(
    chapter: ChapterId, path: Path, places: Places, now: datetime
) -> tuple[ChapterText, Recovery | None]:
    """Read a chapter and what its journal still holds of it. Runs on the io lane.

    Typing that went on from the very file on disk is to be applied. If the file changed since, the typing is
    kept as a snapshot and offered, merged with the newer file; it is never put over it.
    """
    on_disk = read_chapter(path)
    journal = journal_path(places.journal, chapter)
    record = read_journal(journal)
    if record is None or record.text in {on_disk.text, record.base_text}:
        return on_disk, None
    if record.continues(on_disk.digest) and not on_disk.read_only:
        return on_disk, Recovery(chapter, on_disk.text, record.text, applied=True)
    result = merge(record.base_text, record.text, on_disk.text)
    try:
        SnapshotStore(places.history).keep_text(chapter, record.text, on_disk, RECOVERED, now)
    except SaveError:
        # Without a safe copy the journal must stay as it is, under a name that no later journal takes.
        _put_aside(journal, now)
    return on_disk, Recovery(
        chapter, on_disk.text, result.text, applied=False, hunks=result.conflicts, result=result
    )


def unsaved_chapters(places: Places, chapters: Sequence[ChapterId]) -> list[ChapterId]:
    """The chapters whose journals hold typing that is not saved. Runs on the io lane."""
    return [
        record.chapter
        for record in all_journals(places.journal)
        if record.chapter in chapters and record.text != record.base_text
    ]


def rescue_strays(places: Places, chapters: Sequence[ChapterId], now: datetime) -> list[Problem]:
    """Keep what journals hold of chapters that are no longer there, as snapshots. Runs on the io lane."""
    problems: list[Problem] = []
    for record in all_journals(places.journal):
        if record.chapter in chapters or record.text == record.base_text:
            continue
        try:
            kept = SnapshotStore(places.history).keep_text(
                record.chapter, record.text, ChapterText(), RECOVERED, now
            )
        except SaveError as error:
            problems.append(Problem(record.chapter, error.sentence))
            continue
        journal_path(places.journal, record.chapter).unlink(missing_ok=True)
        if kept is not None:
            sentence = f"Unsaved typing in “{record.chapter}”, which is gone, was kept as “{kept.path.name}”."
            problems.append(Problem(record.chapter, sentence))
    return problems


def _put_aside(journal: Path, now: datetime) -> None:
    try:
        journal.rename(journal.with_suffix(f".{now:%Y%m%d%H%M%S}.kept"))
    except OSError:
        return
