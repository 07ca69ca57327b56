"""The step that puts imported chapters at the end of the open story, taken back as one."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from studio.app.structure.structure_step import Delete, Disk, Done, Step
from studio.model.chapter import Chapter
from studio.model.project import Project
from studio.storage.chapter_folder import create_file, trash_file
from studio.storage.error import StorageError
from studio.storage.importing.write_story import write_notes
from studio.storage.snapshot import BEFORE_IMPORT
from studio.storage.story_change import set_title
from studio.storage.story_file import edit_story


@dataclass(frozen=True, slots=True)
class AddImported:
    """New chapters (title, text) at the end; every chapter that is there is kept as a snapshot first.

    Attributes:
        notes: what the import left out, for a file in the story's folder; "" for none.
    """

    chapters: tuple[tuple[str, str], ...]
    notes: str = ""

    def take(self, project: Project, disk: Disk) -> Done:
        """Write all of the files, or none.

        Raises:
            SaveError: one could not be written; those that were are in the trash.
        """
        now = disk.clock()
        for old in project.chapters:
            disk.snapshots.keep_file(old.id, old.path, BEFORE_IMPORT, now)
        made: list[Chapter] = []
        try:
            for title, text in self.chapters:
                path = create_file(disk.places.chapters, title, text=text)
                made.append(Chapter(disk.places.chapter_id(path), " ".join(title.split()) or path.stem, path))
            titled = [set_title(disk.name(c.path), c.title) for c in made if c.title != c.path.stem]
            if titled:
                edit_story(disk.places.story_file, *titled)
            chapters = (*project.chapters, *made)
            disk.write_order(chapters)
            if self.notes:
                write_notes(disk.places.root, self.notes)
        except StorageError:
            for chapter in made:
                with contextlib.suppress(StorageError):
                    trash_file(chapter.path, disk.places.trash, now)
            raise
        return Done(chapters, Several(tuple(Delete(chapter.id) for chapter in reversed(made))))


@dataclass(frozen=True, slots=True)
class Several:
    """Steps that are taken and taken back together; one whose chapter has gone meanwhile is passed over."""

    steps: tuple[Step, ...]

    def take(self, project: Project, disk: Disk) -> Done:
        """Take each in turn.

        Raises:
            StorageError: one could not be taken; those before it were.
        """
        inverses: list[Step] = []
        for step in self.steps:
            try:
                done = step.take(project, disk)
            except KeyError:
                continue
            project = project.with_chapters(done.chapters)
            inverses.append(done.inverse)
        return Done(project.chapters, Several(tuple(reversed(inverses))))
