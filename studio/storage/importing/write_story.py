"""Writes an imported story: as a whole in a new folder, or not at all."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from studio.storage.atomic import sync_folder, write_atomic
from studio.storage.chapter_folder import create_file
from studio.storage.error import SaveError, save_sentence
from studio.storage.file_name import free_name, safe_stem
from studio.storage.story_change import set_order, set_texts, set_title
from studio.storage.story_file import edit_story

NOTES = "Notes from the import"


def write_story(
    path: Path, title: str, author: str, chapters: Sequence[tuple[str, str]], notes: str = ""
) -> Path:
    """Make a story of ``chapters`` (title, text) in the folder ``path``, which must not exist or be empty.

    It is written beside its place and takes it when it is whole, so that nothing half made is ever there.

    Args:
        notes: what the import left out, for a file of its own; "" for none.

    Raises:
        SaveError: there is something at ``path``, or it could not be written; nothing is left behind.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise SaveError(f"“{path.name}” exists already and is not empty; choose another name or folder.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        taken = {entry.name for entry in path.parent.iterdir()}
        staging = path.parent / free_name(f".{safe_stem(path.name)[:60]} import", "", taken.__contains__)
        staging.mkdir()
    except OSError as error:
        raise SaveError(f"The folder “{path.name}” could not be made ({error.strerror}).") from error
    try:
        _fill(staging, title, author, chapters, notes)
        if path.exists():
            path.rmdir()  # empty, or it would not go
        staging.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise SaveError(save_sentence(path, error)) from error
    finally:
        with contextlib.suppress(OSError):
            if staging.exists():
                shutil.rmtree(staging)
    return path


def write_notes(folder: Path, notes: str) -> Path:
    """Write what an import left out into a new file in ``folder``.

    Raises:
        SaveError: it could not be written.
    """
    return create_file(folder, NOTES, ".md", notes)


def _fill(folder: Path, title: str, author: str, chapters: Sequence[tuple[str, str]], notes: str) -> None:
    (folder / "characters").mkdir()
    (folder / "chapters").mkdir()
    titles: dict[str, str] = {}
    order: list[str] = []
    taken: set[str] = set()
    for chapter_title, text in chapters:
        name = free_name(safe_stem(chapter_title), ".md", lambda name: name.casefold() in taken)
        taken.add(name.casefold())
        write_atomic(folder / "chapters" / name, text.encode("utf-8", "replace"), expected=None)
        order.append(name)
        if chapter_title != name.removesuffix(".md"):
            titles[name] = chapter_title
    changes = [set_title(name, chapter_title) for name, chapter_title in titles.items()]
    edit_story(
        folder / "story.toml",
        set_texts(title=title, author=author, language="en-US"),
        set_order(order),
        *changes,
    )
    if notes:
        write_notes(folder, notes)
