"""Matching the order that a story lists with the files that are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from studio.model.problem import Problem
from studio.storage.file_name import name_key, stays_inside
from studio.storage.places import Places
from studio.storage.story_file import StoryData

_MOST_PROBLEMS = 20


def in_order(
    files: Sequence[Path], story: StoryData, places: Places, listed: bool
) -> tuple[list[Path], list[Problem]]:
    """``files`` in the story's order; those it does not list follow in their own.

    Names match exactly first, then without regard to case and Unicode form, as they may change when a story
    moves between systems.

    Args:
        listed: whether every file is expected in the list, so that an unlisted one is a problem.
    """
    left = {order_name(path, places): path for path in files}
    by_key = {name_key(name): name for name in reversed(left)}
    ordered: list[Path] = []
    problems: list[Problem] = []
    for entry in story.order:
        if not stays_inside(entry):
            sentence = f"“{entry}” in the order leads out of the story, so it was passed over."
            problems.append(Problem(places.story_file.name, sentence))
            continue
        name = _match(entry, left, by_key)
        if name is not None:
            ordered.append(left.pop(name))
        elif len(problems) > _MOST_PROBLEMS or not _is_link(entry, places):
            # Of a link that was left out the search has told; behind the last one shown nobody looks.
            sentence = f"The chapter “{entry}” is listed, but its file is missing."
            problems.append(Problem(entry, sentence))
    if listed and story.order:
        for name in left:
            sentence = f"“{name}” is not in the order of the story, so it was put at the end."
            problems.append(Problem(name, sentence))
    return ordered + list(left.values()), _capped(problems, places)


def _capped(problems: list[Problem], places: Places) -> list[Problem]:
    """The first of them, and how many more there are."""
    more = len(problems) - _MOST_PROBLEMS
    if more <= 0:
        return problems
    sentence = f"There are {more:,} more differences between “{places.story_file.name}” and its files."
    return [*problems[:_MOST_PROBLEMS], Problem(places.story_file.name, sentence)]


def order_name(path: Path, places: Places) -> str:
    """How the order names a chapter file: its path from the chapters folder, or else from the root."""
    parts = places.chapters.parts
    if path.parts[: len(parts)] == parts and len(path.parts) > len(parts):  # far quicker, for many chapters
        return "/".join(path.parts[len(parts) :])
    base = places.chapters if path.is_relative_to(places.chapters) else places.root
    return path.relative_to(base).as_posix()


def _is_link(entry: str, places: Places) -> bool:
    names = (entry, f"{entry}.md", entry.removeprefix("chapters/"))
    return any((places.chapters / name).is_symlink() for name in names)


def _match(entry: str, left: dict[str, Path], by_key: Mapping[str, str]) -> str | None:
    for name in (entry, f"{entry}.md", entry.removeprefix("chapters/")):
        if name in left:
            return name
    known = by_key.get(name_key(entry))
    return known if known in left else None
