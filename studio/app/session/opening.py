"""Opening a story: what is read from disk before the main thread can show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from studio.app.session.open_story import OpenStory
from studio.app.session.recovery import rescue_strays
from studio.app.session.renamed_outside import follow_renames
from studio.model.chapter import Chapter, ChapterId
from studio.model.problem import Problem
from studio.model.project import Project
from studio.storage.chapter_file import parse_chapter, read_chapter
from studio.storage.error import SaveError
from studio.storage.export_write import clear_unfinished_export
from studio.storage.in_place import finish_interrupted, forget
from studio.storage.journal_claim import claim_journals, set_aside
from studio.storage.load import LoadResult, load_project
from studio.storage.lock import Holder, StoryLock
from studio.storage.places import Places, PlacesFactory
from studio.storage.snapshot import CONFLICT, SnapshotStore
from studio.storage.step_note import finish_step
from studio.storage.temporary import find_displaced, forget_displaced, remove_leftovers
from studio.storage.trash import TrashNote, trash_text


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening found.

    Attributes:
        load: the project, if there is one.
        problems: everything worth saying, those of ``load`` included.
        lock: held by us, or None.
        read_only: whether nothing may be written.
        taken: who else has the story, in a sentence; "" if nobody.
    """

    load: LoadResult
    problems: tuple[Problem, ...]
    lock: StoryLock | None = None
    read_only: bool = True
    taken: str = ""

    def story(self) -> OpenStory | None:
        """The state for the main thread; None if nothing could be opened."""
        if self.load.project is None or self.load.places is None:
            return None
        return OpenStory(self.load.project, self.load.places, self.lock, self.read_only, self.taken)


def open_story(path: Path, places_for: PlacesFactory, now: datetime, take_over: bool) -> Opening:
    """Load, lock, and rescue what journals hold of chapters that are gone. Runs on the io lane."""
    load = load_project(path, places_for)
    if load.project is None or load.places is None:
        return Opening(load, load.problems)
    if load.read_only:
        return Opening(load, load.problems)
    lock = StoryLock(load.places.lock)
    try:
        holder = lock.acquire(force=take_over)
    except OSError:
        sentence = "Nothing can be written in the folder of this story, so it opens read-only."
        return Opening(load, (*load.problems, Problem("", sentence)))
    if holder is not None:
        taken = _taken(holder, lock)
        return Opening(load, (*load.problems, Problem("", taken)), taken=taken)
    places = load.places
    displaced = _keep_displaced(load.project, places, now)
    remove_leftovers((*_folders(load.project, places), places.journal))
    remove_leftovers([places.cache], deep=True)
    clear_unfinished_export(places.journal)
    torn = _finish_interrupted(load, now)
    if finish_step(places, load.project.chapters):
        load = load_project(path, places_for)
    if load.project is None or load.places is None:
        lock.release()
        return Opening(load, load.problems)
    follow_renames(places, load.project.chapters)
    moved = _claim(load.project, places)
    strays = rescue_strays(load.places, [chapter.id for chapter in load.project.chapters], now)
    return Opening(load, (*load.problems, *displaced, *torn, *moved, *strays), lock, read_only=False)


def _folders(project: Project, places: Places) -> tuple[Path, ...]:
    """Where files of the story are written."""
    own = (places.root, places.chapters, places.characters)
    return tuple(dict.fromkeys((*own, *(chapter.path.parent for chapter in project.chapters))))


def _keep_displaced(project: Project, places: Places, now: datetime) -> list[Problem]:
    """Keep what another program wrote in the very instant of a save that did not end."""
    problems: list[Problem] = []
    for found in find_displaced(_folders(project, places)):
        chapter = next((each for each in project.chapters if found.came_from(each.path)), None)
        try:
            if chapter is not None:
                SnapshotStore(places.history).keep(chapter.id, found.data, CONFLICT, now)
                where = f"among the earlier versions of “{chapter.title}”"
            else:
                text = parse_chapter(found.path.name, found.data).text
                trash_text(places.trash, text, TrashNote("chapter", "Interrupted save"), now)
                where = "in the trash"
        except SaveError as error:
            problems.append(Problem(found.path.name, error.sentence))
            continue
        forget_displaced(found)
        sentence = f"Another program wrote a file in the moment in which it was saved; its text is {where}."
        problems.append(Problem(chapter.id if chapter else found.path.name, sentence))
    return problems


def _claim(project: Project, places: Places) -> list[Problem]:
    """Find the journals of this story, and none of another one, wherever they are."""
    problems: list[Problem] = []
    aside = set_aside(places, project.chapters)
    if aside is not None:
        sentence = (
            "Typing that was not saved in another story, which lay in this folder before, was not brought in;"
            f" it is in “{aside}” and comes back when that story is opened."
        )
        problems.append(Problem("", sentence))
    for claim in claim_journals(places, project.chapters, lambda path: StoryLock(path).is_held()):
        if not claim.sure:
            sentence = (
                f"What was not yet saved here was typed in “{claim.root}”, which is gone; "
                "if this is a copy of that story, look at what came back."
            )
            problems.append(Problem(claim.chapter, sentence))
    return problems


def _finish_interrupted(load: LoadResult, now: datetime) -> list[Problem]:
    """Complete chapters that a crash left torn on a drive that refuses to replace files."""
    project, places = load.project, load.places
    if project is None or places is None:
        return []
    problems: list[Problem] = []
    for found in finish_interrupted(_folders(project, places)):
        whole = parse_chapter(found.name, found.data)
        if whole.digest is None:
            sentence = f"A save of “{found.name}” was interrupted; its whole text lies beside it "
            sentence += f"in “{found.path.name}”."
            problems.append(Problem(found.name, sentence))
            continue
        note = TrashNote("chapter", f"{Path(found.name).stem} (interrupted save)")
        try:
            trash_text(places.trash, whole.text, note, now)
        except SaveError as error:
            problems.append(Problem(found.name, error.sentence))
            continue
        forget(found)
        sentence = f"A save of “{found.name}” was interrupted, and the file has changed since; "
        sentence += "what was to be saved is in the trash."
        problems.append(Problem(found.name, sentence))
    return problems


def _taken(holder: Holder, lock: StoryLock) -> str:
    where = "in another window" if lock.is_here(holder) else f"on the computer “{holder.host}”"
    return f"This story is open {where}, so it can only be read here; close it there or take it over."


def read_chapters(chapters: Sequence[Chapter]) -> dict[ChapterId, str]:
    """The texts of chapters on disk; an unreadable one is empty."""
    return {chapter.id: read_chapter(chapter.path).text for chapter in chapters}
