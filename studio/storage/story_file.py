"""``story.toml``: title, author, language, order and settings of a story.

Reading goes through ``tomllib``, which is fast; changing through ``StoryText``, which keeps comments, order
and keys that the studio does not know.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from studio.model.problem import Problem
from studio.model.project import StorySettings
from studio.model.tense import Tense
from studio.storage.atomic import lenient, make_folder, write_atomic
from studio.storage.error import ChangedOutside, ReadError, SaveError, save_sentence
from studio.storage.file_read import digest, read_file
from studio.storage.story_mark import MARKED, read_story_marks
from studio.storage.story_text import StoryText
from studio.storage.toml_value import TomlValues, read_toml

LIMIT: Final = 4_000_000
"""Bytes; a larger ``story.toml`` is not one."""

_MOST_EDITED: Final = 1_000_000
"""Bytes; changing a larger one would take many seconds, and no story needs it."""

DIALECTS: Final = ("en-US", "en-GB")


def _no_titles() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class StoryData:
    """What ``story.toml`` says.

    Attributes:
        order: chapter files in reading order, relative to the chapters folder.
        titles: titles that a file name cannot hold, by file.
    """

    title: str = ""
    author: str = ""
    language: str = "en-US"
    order: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=_no_titles)
    settings: StorySettings = field(default_factory=StorySettings)


def parse_story(data: bytes, name: str = "story.toml") -> tuple[StoryData, tuple[Problem, ...]]:
    """What the file says, as far as it can be understood, and what is wrong with it."""
    try:
        text = data.decode("utf-8-sig")
        marks = read_story_marks(text)
        table = marks.table() if marks is not None else read_toml(text)
    except UnicodeDecodeError:
        return StoryData(), (
            Problem(name, f"“{name}” is not UTF-8, so the story opens without its settings."),
        )
    except ValueError as error:
        sentence = f"“{name}” has a mistake ({error}); until it is mended the story opens without settings."
        return StoryData(), (Problem(name, sentence),)
    story, problems = _story_data(TomlValues(table, name))
    return story, ((Problem(name, MARKED), *problems) if marks is not None else problems)


def _story_data(values: TomlValues) -> tuple[StoryData, tuple[Problem, ...]]:
    proofreading = values.table("proofreading")
    language = values.text("language", "en-US")
    story = StoryData(
        title=values.text("title"),
        author=values.text("author"),
        language=language,
        order=values.texts("order"),
        titles=MappingProxyType(values.table("titles").all_texts()),
        settings=StorySettings(
            tense=_tense(proofreading),
            dialect=proofreading.choice("dialect", DIALECTS, language if language in DIALECTS else "en-US"),
            words=proofreading.texts("words"),
            ignores=proofreading.texts("ignored"),
            disabled_rules=proofreading.texts("disabled"),
            hidden_names=values.table("characters").texts("hidden"),
        ),
    )
    return story, tuple(values.problems)


def _tense(values: TomlValues) -> Tense | None:
    word = values.choice("tense", ("", *Tense), "")
    return Tense(word) if word else None


def read_story(path: Path) -> tuple[StoryData, tuple[Problem, ...]]:
    """What ``path`` says; a missing file is an empty story, without a problem."""
    if not path.exists():
        return StoryData(), ()
    try:
        return parse_story(read_file(path, LIMIT), path.name)
    except ReadError as error:
        return StoryData(), (Problem(path.name, error.sentence),)


def edit_story(path: Path, *changes: Callable[[StoryText], None]) -> None:
    """Apply ``changes`` to the file, in order; it is created if it is missing.

    When another program writes the file meanwhile, the changes are applied to what it wrote.

    Raises:
        SaveError: it could not be written, or what is there is broken and must be mended first.
    """
    for _ in range(5):
        try:
            _edit_once(path, changes)
        except ChangedOutside:
            continue
        except OSError as error:
            raise SaveError(save_sentence(path, error)) from error
        return
    raise SaveError(f"“{path.name}” is being written by another program, so the change was not saved.")


def _edit_once(path: Path, changes: tuple[Callable[[StoryText], None], ...]) -> None:
    from tomlkit.exceptions import TOMLKitError

    try:
        data = read_file(path, LIMIT) if path.exists() else None
        if data is not None and len(data) > _MOST_EDITED:
            size = f"{_MOST_EDITED // 1_000_000} MB"
            raise SaveError(f"“{path.name}” is larger than {size}, so it was not changed.")
        before = (data or b"").decode("utf-8-sig")
        if read_story_marks(before) is not None:
            raise SaveError(f"{MARKED} Until then no change of it is saved.")
        story = StoryText(before)
        for change in changes:
            change(story)
        text = story.text()
        if data is not None and text == before:
            return
        tomllib.loads(text)  # what is written must be readable
    except (TOMLKitError, ReadError, UnicodeError, ValueError, TypeError, RecursionError) as error:
        sentence = f"“{path.name}” has a mistake, so it was not changed; mend it in a text editor first."
        raise SaveError(sentence) from error
    try:
        make_folder(path.parent)
    except OSError as error:
        raise SaveError(f"The folder for “{path.name}” could not be made.") from error
    expected = None if data is None else digest(data)
    write_atomic(path, text.encode(), expected=expected, leniency=lenient())
