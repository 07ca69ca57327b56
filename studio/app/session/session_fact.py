"""What a session tells its listeners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.storage.chapter_file import ChapterText
from studio.storage.conflict_copy import ConflictCopy
from studio.storage.conflict_mark import MarkedConflict
from studio.storage.merge import Hunk, MergeResult

ReplaceReason = Literal["outside", "merge", "restore", "recovery", "program"]
"""Why a chapter's text changed without being typed: another program changed the file; its changes were
merged with the writer's; a snapshot was restored; unsaved typing came back; the studio changed it."""


@dataclass(frozen=True, slots=True)
class ChapterEdited:
    """An open chapter's text changed by one edit; offsets count code points of the text before it."""

    id: ChapterId
    edit: TextEdit
    revision: int


@dataclass(frozen=True, slots=True)
class ChapterReplaced:
    """An open chapter has a new text that did not come from the editor.

    The editor applies ``edit_between(old, new)`` and keeps its cursor; it does not report that edit back.
    """

    id: ChapterId
    old: str
    new: str
    reason: ReplaceReason


@dataclass(frozen=True, slots=True)
class SaveState:
    """How safe a chapter is.

    Attributes:
        saved: whether all that was typed up to now is on disk, synced and verified.
        at: when the last save ended, local time; None before the first.
    """

    id: ChapterId
    saved: bool
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """The file and the open chapter changed in the same places; nothing was overwritten.

    Answered by ``StorySession.resolve_conflict(id, text)``. Until then the chapter is not saved to its file
    (its journal is).

    Attributes:
        base: the text that both started from.
        mine: the text in the window.
        theirs: the text on disk; "" if the file was deleted (``deleted``).
        hunks: the places to decide, in order; all other changes go together without asking.
        result: the merged text with these places in it; ``result.assembled(choose)`` gives the answer.
    """

    id: ChapterId
    base: str
    mine: str
    theirs: str
    hunks: tuple[Hunk, ...]
    result: MergeResult
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Recovery:
    """Typing that was not saved when the program ended.

    Attributes:
        before: the text on disk.
        after: the text with the typing.
        applied: whether the open chapter already holds ``after``. If not, the file changed since, and the
            writer decides: ``StorySession.resolve_conflict(id, text)`` with the text to go on with, or
            nothing at all to leave it. The typing is also kept among the chapter's snapshots.
        hunks: where the typing and the newer file disagree.
        result: both merged, with these places in it; None if there was nothing to merge.
    """

    id: ChapterId
    before: str
    after: str
    applied: bool
    hunks: tuple[Hunk, ...] = ()
    result: MergeResult | None = None


@dataclass(frozen=True, slots=True)
class SecondVersion:
    """A chapter and a copy of it that a sync program left, side by side.

    Answered by ``StorySession.merge_copy(second, text)``.

    Attributes:
        id: the chapter.
        copy: the file beside it.
        mine: the chapter's text when they were compared.
        theirs: what the copy says.
        result: all differences in words, each a place to decide.
    """

    id: ChapterId
    copy: ConflictCopy
    mine: str
    theirs: ChapterText
    result: MergeResult


@dataclass(frozen=True, slots=True)
class MarksFound:
    """A chapter's text has the conflict marks of git in it.

    Answered by ``StorySession.resolve_marks(found, text)``, or by mending the text by hand.
    """

    id: ChapterId
    text: str
    marked: MarkedConflict


@dataclass(frozen=True, slots=True)
class ChapterMoved:
    """A chapter has another id, because it was renamed; its text and undo history stay."""

    old: ChapterId
    new: ChapterId
