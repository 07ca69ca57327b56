"""The disk side of an open chapter: its journal, its saves, and what others do to its file.

Everything here runs on the io lane, one call after another, so each sees what the one before left on disk.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.model.problem import Problem
from studio.storage.atomic import Leniency, make_folder
from studio.storage.chapter_file import ChapterText, chapter_bytes, read_chapter, write_chapter
from studio.storage.error import ChangedOutside, ReadError, SaveError, StorageError, save_sentence
from studio.storage.file_read import digest, digest_of
from studio.storage.journal import Journal
from studio.storage.snapshot import BEFORE_EMPTY, BEFORE_OVERWRITE, CONFLICT, SESSION_START, SnapshotStore
from studio.storage.temporary import forget_displaced, read_displaced

_OLD_KEPT_FOR: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SaveResult:
    """How a save ended.

    Attributes:
        on_disk: the file now.
        at: when, local time.
        error: why the text is not safe; None if it is.
        problems: what else is worth saying.
    """

    on_disk: ChapterText
    at: datetime
    error: StorageError | None = None
    problems: tuple[Problem, ...] = ()


class ChapterKeeper:
    """Keeps one open chapter on disk.

    Args:
        root: the story's folder: a chapter that has become a link out of it is neither read nor written.
    """

    def __init__(
        self,
        chapter: ChapterId,
        path: Path,
        on_disk: ChapterText,
        journals: Path,
        snapshots: SnapshotStore,
        clock: Callable[[], datetime],
        root: Path | None = None,
    ) -> None:
        self._chapter = chapter
        self._path = path
        self._on_disk = on_disk
        self._journals = journals
        self._journal = Journal(journals, chapter)
        self._snapshots = snapshots
        self._clock = clock
        self._root = root
        self._text = on_disk.text
        self._safe = on_disk.text
        self._began = False
        self._old_kept: datetime | None = None
        self._told = on_disk.digest

    def keep_typing(self, edits: Sequence[TextEdit], text: str) -> None:
        """Put edits into the journal; ``text`` is the text after them.

        Raises:
            SaveError: the journal could not be written.
        """
        self._text = text
        self._journal.append(self._on_disk.text, self._on_disk.digest, edits, text)
        self._safe = text

    def holds(self, text: str) -> bool:
        """Whether ``text`` is on disk as of the last call: in the file, or in the journal."""
        return text == self._safe

    def save(self, edits: Sequence[TextEdit], text: str) -> SaveResult:
        """Save ``text``, of which ``edits`` are not yet in the journal; never raises for what disks do."""
        problems: list[Problem] = []
        try:
            self.keep_typing(edits, text)
        except SaveError as error:
            problems.append(Problem(self._chapter, error.sentence))
        try:
            if self._leads_out():
                raise SaveError(
                    f"“{self._path.name}” is a link out of the story now, so it was not saved; "
                    "your text stays here, put a file in the link's place."
                )
            self._keep_before(text, problems)
            if self._on_disk.digest is None:
                self._make_folder()  # the writer wants the deleted file again
            self._journal.about_to_save(digest(chapter_bytes(text, self._on_disk)[0]))
            leniency = Leniency(
                self._keep_old, lambda sentence: problems.append(Problem(self._chapter, sentence))
            )
            self._on_disk = write_chapter(
                self._path, text, self._on_disk, self._on_disk.digest, leniency=leniency
            )
        except (SaveError, ChangedOutside) as error:
            if isinstance(error, SaveError) and error.on_disk is not None:
                self._on_disk = replace(self._on_disk, text=text, digest=error.on_disk)
                self._told = error.on_disk
            self._keep_displaced(error, problems)
            return SaveResult(self._on_disk, self._clock(), error, tuple(problems))
        self._told, self._safe = self._on_disk.digest, text
        self._clear_journal()
        return SaveResult(self._on_disk, self._clock(), None, (*problems, *self._on_disk.problems))

    def _keep_displaced(self, error: SaveError | ChangedOutside, problems: list[Problem]) -> None:
        """What another program wrote in the instant of the save, and lies nowhere else, becomes a version."""
        if error.displaced is None:
            return
        try:
            found = read_displaced(error.displaced)
            self._snapshots.keep(self._chapter, found.data, CONFLICT, self._clock())
        except StorageError as trouble:
            # It stays beside the file; the next start finds it.
            problems.append(Problem(self._chapter, trouble.sentence))
        else:
            forget_displaced(found)

    def _leads_out(self) -> bool:
        if self._root is None or not self._path.is_symlink():
            return False
        return not Path(os.path.realpath(self._path)).is_relative_to(os.path.realpath(self._root))

    def _make_folder(self) -> None:
        try:
            make_folder(self._path.parent)
        except OSError as error:
            raise SaveError(save_sentence(self._path, error)) from error

    def _keep_before(self, text: str, problems: list[Problem]) -> None:
        """Copies of what the save will replace: at the first save of a session, and before emptying."""
        if not self._began:
            self._began = True
            try:
                self._snapshots.keep_file(self._chapter, self._path, SESSION_START, self._clock())
            except SaveError as error:
                # The writer's new words matter more than a copy of the old ones.
                problems.append(Problem(self._chapter, error.sentence))
        if not text.strip() and self._on_disk.text.strip():
            self._snapshots.keep_file(self._chapter, self._path, BEFORE_EMPTY, self._clock())

    def _keep_old(self) -> None:
        """A copy of the file before it is written over in place; one in ten minutes is enough.

        Raises:
            SaveError: there is no copy, so nothing must be written over.
        """
        now = self._clock()
        if self._old_kept is None or now - self._old_kept > _OLD_KEPT_FOR:
            self._snapshots.keep_file(self._chapter, self._path, BEFORE_OVERWRITE, now)
            self._old_kept = now

    def look(self) -> ChapterText | None:
        """The file, if it is not what was last read, written or told; a missing one has no digest.

        What was told but not yet adopted counts as well: when the file goes back to what it was before, the
        main thread, which has gone on, must hear of that too.

        Raises:
            ReadError: there is a file but it cannot be read.
        """
        if self._leads_out():
            raise ReadError(f"“{self._path.name}” is a link out of the story now, so it was not read.")
        found = digest_of(self._path)
        told, self._told = self._told, found
        if found == self._on_disk.digest == told:
            return None
        if found is None:
            return replace(self._on_disk, text="", digest=None, problems=())
        there = read_chapter(self._path)
        if there.digest is None:
            raise ReadError(there.problems[0].sentence if there.problems else "The file could not be read.")
        return there

    def adopt(self, on_disk: ChapterText, text: str) -> None:
        """From now on ``on_disk`` is the base; ``text`` is the live text, kept in the journal if it differs.

        Raises:
            SaveError: the journal could not be written.
        """
        self._on_disk = on_disk
        self._text = text
        if text == on_disk.text:
            self._clear_journal()
        else:
            self._journal = Journal(self._journals, self._chapter)
            self._journal.append(on_disk.text, on_disk.digest, (), text)
        self._safe = text

    def moved(self, chapter: ChapterId, path: Path) -> None:
        """The chapter's file has another name now.

        Raises:
            SaveError: the journal could not be written under the new name; it is still there under the old.
        """
        old = self._journal
        self._chapter, self._path = chapter, path
        self._journal = Journal(self._journals, chapter)
        if self._text != self._on_disk.text:
            self._journal.append(self._on_disk.text, self._on_disk.digest, (), self._text)
        if old.path != self._journal.path:
            with contextlib.suppress(OSError):  # the next start finds it, and that all of it is saved
                old.clear()

    def keep_snapshot(self, text: str, reason: str) -> None:
        """Keep ``text`` as a version of this chapter.

        Raises:
            SaveError: it could not be written.
        """
        self._snapshots.keep_text(self._chapter, text, self._on_disk, reason, self._clock())

    def keep_file_snapshot(self, reason: str) -> None:
        """Keep the file as it lies on disk as a version.

        Raises:
            SaveError: it could not be written.
        """
        self._snapshots.keep_file(self._chapter, self._path, reason, self._clock())

    def _clear_journal(self) -> None:
        try:
            self._journal.clear()
        except OSError:
            # What it says is saved, so reading it again at the next start changes nothing.
            return
