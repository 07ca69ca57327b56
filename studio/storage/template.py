"""New stories from templates: folders in ``resources/templates`` that are stories themselves."""

from __future__ import annotations

from pathlib import Path

from studio.storage.atomic import write_atomic
from studio.storage.error import ReadError, SaveError, StorageError
from studio.storage.file_name import natural_key
from studio.storage.file_read import read_file
from studio.storage.story_change import set_texts
from studio.storage.story_file import edit_story

_LIMIT = 10_000_000


def template_folder() -> Path:
    """Where the program's own templates lie."""
    return Path(__file__).resolve().parents[2] / "resources" / "templates"


def template_names(folder: Path | None = None) -> list[str]:
    """The names of all templates."""
    folder = folder or template_folder()
    try:
        names = [path.name for path in folder.iterdir() if (path / "story.toml").is_file()]
    except OSError:
        return []
    return sorted(names, key=natural_key)


def new_project(
    path: Path,
    title: str,
    author: str = "",
    *,
    template: str = "novel",
    language: str = "en-US",
    templates: Path | None = None,
) -> Path:
    """Make a new story in the folder ``path``, which must not exist or be empty; returns the folder.

    Raises:
        SaveError: there is something at ``path`` already, or it could not be written.
    """
    source = (templates or template_folder()) / template
    if not (source / "story.toml").is_file():
        raise SaveError(f"There is no template called “{template}”.")
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise SaveError(f"“{path.name}” exists already and is not empty; choose another name or folder.")
        for file in sorted(source.rglob("*")):
            target = path / file.relative_to(source)
            if file.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                write_atomic(target, read_file(file, _LIMIT), expected=None)
        for folder in ("chapters", "characters"):
            (path / folder).mkdir(exist_ok=True)
    except OSError as error:
        raise SaveError(f"The folder “{path.name}” could not be made ({error.strerror}).") from error
    except ReadError as error:
        raise SaveError(error.sentence) from error
    except SaveError:
        raise
    except StorageError as error:
        raise SaveError(error.sentence) from error
    edit_story(path / "story.toml", set_texts(title=title, author=author, language=language))
    return path
