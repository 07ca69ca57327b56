"""Opening whatever a writer points at: a story project, a folder of texts, or one file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from studio.model.chapter import Chapter
from studio.model.problem import Problem
from studio.model.project import Kind, Project
from studio.model.sheet import CharacterSheet
from studio.storage.chapter_order import in_order, order_name
from studio.storage.conflict_copy import ConflictCopy, copies_of, split_copies
from studio.storage.error import read_sentence
from studio.storage.file_name import is_text_name, name_key, natural_key
from studio.storage.places import Places, PlacesFactory, UserFolders
from studio.storage.sheet_file import read_sheet
from studio.storage.story_file import StoryData, read_story
from studio.storage.story_mark import StoryMarks, find_story_marks
from studio.storage.text_folder import Found, find_texts
from studio.text.printable import one_line, without_turning

_MOST_LOOKED_AT: Final = 200_000


@dataclass(frozen=True, slots=True)
class LoadResult:
    """An opened project and everything that is wrong with it.

    Attributes:
        project: None only if there is nothing at the path that could be opened.
        problems: one sentence each, in the order they were met.
        places: where the project's files lie; None if there is no project.
        read_only: whether nothing may be written, because a link would lead writing out of the story.
        marks: the two versions of ``story.toml``, if version control marked them in it.
        copies: second versions of chapters that sync programs left; they are no chapters.
    """

    project: Project | None
    problems: tuple[Problem, ...] = ()
    places: Places | None = None
    read_only: bool = False
    copies: tuple[ConflictCopy, ...] = ()
    marks: StoryMarks | None = None


def load_project(path: Path, places_for: PlacesFactory | None = None) -> LoadResult:
    """Open ``path``: a folder with ``story.toml``, that file, any folder of texts, or one file.

    Chapters are listed, not read. Never raises for what is wrong on disk.

    Args:
        places_for: where settings of loose texts lie; the user's own folders by default.
    """
    places_for = places_for or UserFolders.default().places
    try:
        path = path.resolve()
        if path.name == "story.toml" and path.is_file():
            path = path.parent
        if path.is_dir():
            kind: Kind = "story" if _is_story(path) else "folder"
        elif path.exists():
            kind = "file"
        else:
            sentence = f"There is no file or folder “{path.name}” in “{path.parent}”."
            return LoadResult(None, (Problem(path.name, sentence),))
        return _load(path, kind, places_for(path, kind))
    except OSError as error:
        return LoadResult(None, (Problem(path.name, read_sentence(path, error)),))
    except (ValueError, RuntimeError):  # a NUL in the path, links in a circle
        return LoadResult(None, (Problem(str(path), "This is not a path that can be opened."),))


def reload_project(project: Project, places: Places) -> LoadResult:
    """The open project as it lies on disk now, in the same places."""
    path = project.chapters[0].path if project.kind == "file" and project.chapters else project.root
    if not path.exists():
        # Of a story that is gone as a whole, no single part is missing.
        sentence = f"“{path.name}” is gone from its place; put it back. What is open here stays."
        return LoadResult(None, (Problem("", sentence),))
    try:
        return _load(path, project.kind, places)
    except OSError as error:
        return LoadResult(None, (Problem(path.name, read_sentence(path, error)),))


def _is_story(folder: Path) -> bool:
    # A story whose story.toml was lost still has the studio's hidden folder beside its chapters.
    return (folder / "story.toml").exists() or (
        (folder / ".story-studio").is_dir() and (folder / "chapters").is_dir()
    )


def _load(path: Path, kind: Kind, places: Places) -> LoadResult:
    story, story_problems = read_story(places.story_file)
    problems = list(story_problems)
    if kind == "story" and not places.story_file.exists():
        sentence = "“story.toml” is missing; the chapters are shown in the order of their names."
        problems.append(Problem("story.toml", sentence))
    astray = _astray(places) if kind == "story" else []
    problems += astray
    found = Found((path,)) if kind == "file" else _find(places, kind)
    problems += found.problems
    if kind == "file":
        texts, copies = [path], _copies_beside(path)
    else:
        texts, copies = split_copies(found.files, _listed(story, places))
    files, order_problems = in_order(texts, story, places, listed=kind == "story")
    problems += order_problems
    sheets, sheet_problems = _sheets(places)
    problems += sheet_problems
    project = Project(
        root=places.root,
        kind=kind,
        title=story.title.strip() or (path.stem if kind == "file" else path.name),
        author=story.author,
        language=story.language,
        chapters=tuple(_chapter(file, story, places) for file in files),
        sheets=sheets,
        settings=story.settings,
    )
    marks = find_story_marks(places.story_file) if story_problems else None
    return LoadResult(project, tuple(problems), places, bool(astray), tuple(copies), marks)


def _listed(story: StoryData, places: Places) -> Callable[[Path], bool]:
    """Tells whether the order lists a file, so that it is a chapter whatever its name looks like."""
    names = {name_key(name) for entry in story.order for name in (entry, f"{entry}.md")}
    return lambda path: name_key(order_name(path, places)) in names


def _copies_beside(path: Path) -> list[ConflictCopy]:
    try:
        names = [name for name in os.listdir(path.parent) if is_text_name(name)]  # noqa: PTH208
    except OSError:
        return []
    return copies_of(path, names)


def _astray(places: Places) -> list[Problem]:
    """Parts of a story that are links out of it: a stranger's story must not make the studio write there."""
    parts = (places.story_file, places.chapters, places.characters, places.history, places.cache, places.lock)
    return [
        Problem(part.name, f"“{part.name}” is a link out of the story, so the story opens read-only.")
        for part in parts
        if _leads_out(part, places.root)
    ] + [
        Problem(part.name, f"“{part.name}” in it is a link out of the story, so the story opens read-only.")
        for folder in (places.history, places.cache)
        for part in _links_below(folder)
        if _leads_out(part, places.root)
    ]


def _leads_out(path: Path, root: Path) -> bool:
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root)


def _links_below(folder: Path) -> Iterator[Path]:
    """The links in ``folder`` and below, not entered; no more is looked at than any story has."""
    waiting, left = [folder], _MOST_LOOKED_AT
    while waiting and left > 0:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                left -= 1
                if entry.is_symlink():
                    yield Path(entry.path)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))


def _find(places: Places, kind: Kind) -> Found:
    if kind == "folder":
        return find_texts(places.root, places.root)
    if places.chapters.is_dir():
        return find_texts(places.chapters, places.root)
    found = find_texts(places.root, places.root, deep=False)
    problem = Problem(
        "chapters", "The folder “chapters” is missing; texts beside “story.toml” are shown instead."
    )
    return Found(found.files, (problem, *found.problems))


def _chapter(file: Path, story: StoryData, places: Places) -> Chapter:
    name = file.relative_to(places.chapters if file.is_relative_to(places.chapters) else places.root)
    title = story.titles.get(name.as_posix(), "").strip() or " ".join(file.stem.split()) or file.name
    title = one_line(without_turning(title)).strip() or file.name
    return Chapter(places.chapter_id(file), title, file)


def _sheets(places: Places) -> tuple[tuple[CharacterSheet, ...], list[Problem]]:
    if not places.characters.is_dir():
        return (), []
    found = find_texts(places.characters, places.root, deep=False)
    sheets: list[CharacterSheet] = []
    problems = list(found.problems)
    files, copies = split_copies(found.files, lambda _: False)
    problems += [_sheet_copy(copy, places) for copy in copies if copy.sure]
    for path in (*files, *(copy.path for copy in copies if not copy.sure)):
        sheet, sheet_problems = read_sheet(path)
        problems += sheet_problems
        if sheet is not None:
            sheets.append(sheet)
    return tuple(sorted(sheets, key=lambda sheet: natural_key(sheet.name))), problems


def _sheet_copy(copy: ConflictCopy, places: Places) -> Problem:
    sentence = (
        f"{copy.maker} left a second version of the sheet “{copy.chapter.stem}”; "
        f"compare “{copy.path.name}” with it in any editor, then delete the copy."
    )
    return Problem(copy.path.relative_to(places.root).as_posix(), sentence)
