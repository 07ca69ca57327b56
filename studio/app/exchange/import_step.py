"""The step that puts imported chapters at the end of the open story, taken back as one."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

from studio.app.structure.long_step import Pieces, StepStopped, StepWatch, in_one_go
from studio.app.structure.structure_step import Delete, Disk, Done, Step
from studio.model.chapter import Chapter
from studio.model.project import Project
from studio.storage.chapter_folder import create_file, trash_file
from studio.storage.error import ReadError, StorageError
from studio.storage.file_read import read_file
from studio.storage.importing.write_story import write_notes
from studio.storage.snapshot import BEFORE_IMPORT
from studio.storage.story_change import set_title
from studio.storage.story_file import edit_story


@dataclass(frozen=True, slots=True)
class AddImported:
    """New chapters (title, text) at the end; every chapter that is there is kept as a snapshot first.

    Attributes:
        notes: what the import left out, for a file in the story's folder; "" for none.
        watch: who follows it, and may stop it.
    """

    chapters: tuple[tuple[str, str], ...]
    notes: str = ""
    watch: StepWatch = field(default_factory=StepWatch, compare=False)

    def take(self, project: Project, disk: Disk) -> Done:
        """Write all of the files, or none.

        Raises:
            SaveError: one could not be written; those that were are gone again.
        """
        return in_one_go(self.pieces(project, disk))

    def pieces(self, project: Project, disk: Disk) -> Pieces:
        """As ``take``, a file at a time; ``story.toml`` knows of them all at once, at the end.

        Raises:
            SaveError: one could not be written; those that were are gone again.
            StepStopped: it was stopped; the same.
        """
        now = disk.clock()
        whole = len(project.chapters) + len(self.chapters) + 1
        made: list[Chapter] = []
        try:
            for number, old in enumerate(project.chapters, 1):
                disk.snapshots.keep_file(old.id, old.path, BEFORE_IMPORT, now)
                yield number / whole
            for number, (title, text) in enumerate(self.chapters, len(project.chapters) + 1):
                path = create_file(disk.places.chapters, title, text=text)
                made.append(Chapter(disk.places.chapter_id(path), " ".join(title.split()) or path.stem, path))
                yield number / whole
            titled = [set_title(disk.name(c.path), c.title) for c in made if c.title != c.path.stem]
            if titled:
                edit_story(disk.places.story_file, *titled)
            chapters = (*project.chapters, *made)
            disk.write_order(chapters)
            if self.notes:
                write_notes(disk.places.root, self.notes)
        except (StorageError, StepStopped):
            for chapter, (_title, text) in zip(made, self.chapters, strict=False):
                _remove(chapter.path, text, disk)
            raise
        return Done(chapters, Several(tuple(Delete(chapter.id) for chapter in reversed(made))))


def _remove(path: Path, text: str, disk: Disk) -> None:
    """Take a file away again that was just made; into the trash if somebody has written in it meanwhile."""
    data = text.encode("utf-8", "replace")
    with contextlib.suppress(OSError, StorageError):
        try:
            untouched = read_file(path, len(data)) == data
        except ReadError:  # larger than it was, or gone
            untouched = False
        if untouched:
            path.unlink()
        elif path.exists():
            trash_file(path, disk.places.trash, disk.clock())


@dataclass(frozen=True, slots=True)
class Several:
    """Steps that are taken and taken back together; one whose chapter has gone meanwhile is passed over."""

    steps: tuple[Step, ...]
    watch: StepWatch = field(default_factory=StepWatch, compare=False)

    def take(self, project: Project, disk: Disk) -> Done:
        """Take each in turn.

        Raises:
            StorageError: one could not be taken; those before it were.
        """
        return in_one_go(self.pieces(project, disk))

    def pieces(self, project: Project, disk: Disk) -> Pieces:
        """As ``take``, one at a time; it cannot be stopped.

        Raises:
            StorageError: one could not be taken; those before it were.
        """
        inverses: list[Step] = []
        for number, step in enumerate(self.steps, 1):
            try:
                done = step.take(project, disk)
            except KeyError:
                continue
            project = project.with_chapters(done.chapters)
            inverses.append(done.inverse)
            yield number / len(self.steps)
        return Done(project.chapters, Several(tuple(reversed(inverses))))
