"""A chapter that is open for writing: its live text and how much of it is safe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from studio.app.session.chapter_keeper import ChapterKeeper
from studio.model.chapter import Chapter, ChapterId
from studio.model.edit import TextEdit, edit_between
from studio.model.step_log import StepLog
from studio.storage.chapter_file import ChapterText


@dataclass(frozen=True, slots=True)
class Question:
    """What the writer is asked about a chapter.

    Attributes:
        mine: the text in the window when it was asked.
        theirs: the file that it is about; None if the answer has nothing to do with the file.
    """

    mine: str
    theirs: ChapterText | None


class OpenChapter:
    """The live text of one chapter. Only the main thread touches it.

    Attributes:
        id, path: where it lies; both change when the chapter is renamed.
        target: the file that holds the text, if the chapter is a link to it; else None.
        text: what the writer sees, in full, lines ended by ``\\n``.
        revision: grows with every change of ``text``.
        on_disk: the file as it was last read or written: the base of what is not yet saved.
        saved_at: local time of the last save in this session.
        read_only: whether typing cannot be saved (another window has the story, or the file forbids it).
        conflict: whether a question about the file is open; until it is answered nothing is saved to it.
        question: what is asked: about a conflict, or about typing that came back.
        settling: the digest of a file that may still be in writing, and when it was first seen so.
        missing_since: when the file was first seen to be gone, on the scheduler's clock; None if it is there.
        touched: whether this session changed it.
        steps: the last changes, as undo steps; they are kept with each save, so that undo survives a crash.
        unkept: edits that are not yet in the journal, oldest first.
    """

    def __init__(
        self,
        chapter: Chapter,
        on_disk: ChapterText,
        keeper: ChapterKeeper,
        read_only: bool,
        target: Path | None = None,
        steps: Sequence[TextEdit] = (),
    ) -> None:
        self.id: ChapterId = chapter.id
        self.path: Path = chapter.path
        self.target = target
        self.text = on_disk.text
        self.revision = 0
        self.on_disk = on_disk
        self.saved_at: datetime | None = None
        self.read_only = read_only or on_disk.read_only
        self.conflict = False
        self.question: Question | None = None
        self.settling: tuple[str | None, float] | None = None
        self.missing_since: float | None = None
        self.touched = False
        self.saving = False
        self.unkept: list[TextEdit] = []
        self.keeper = keeper
        self.steps = StepLog(steps)
        self._saved_revision = 0

    @property
    def dirty(self) -> bool:
        """Whether something is not yet saved."""
        return self.revision != self._saved_revision

    def apply(self, edit: TextEdit, after: str | None = None) -> None:
        """Change the text by one edit.

        Args:
            after: the text after it, if the caller has it: making a long one anew takes long.

        Raises:
            ValueError: if the edit does not fit the text.
        """
        self.steps.note(edit, self.text)
        known = after is not None and edit.may_lead(self.text, after)
        self.text = after if known and after is not None else edit.apply(self.text)
        self.revision += 1
        self.touched = True
        self.unkept.append(edit)

    def become(self, text: str) -> None:
        """Another program gave the file another text."""
        self.steps.note(edit_between(self.text, text), self.text)
        self.text = text
        self.revision += 1

    def saved(self, revision: int, on_disk: ChapterText, at: datetime | None) -> None:
        """The text of ``revision`` is now what lies on disk."""
        self._saved_revision = revision
        self.on_disk = on_disk
        self.saved_at = at or self.saved_at

    def take_unkept(self) -> tuple[TextEdit, ...]:
        """The edits that the journal does not have, handed over once."""
        edits = tuple(self.unkept)
        self.unkept.clear()
        return edits
