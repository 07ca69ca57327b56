"""What a killed window left: the files as they lie there, and the text that the next start brings back."""

from __future__ import annotations

from pathlib import Path

from studio.app.session.session import StorySession
from studio.model.chapter import ChapterId
from studio.storage.places import UserFolders
from tests.helpers.runner import ImmediateRunner, ManualScheduler


def recovered_keys(before: str, after: str, typed: str) -> int | None:
    """How many keys of ``typed`` are in ``after``; None if it is more or less than that."""
    count = len(after) - len(before)
    if not 0 <= count <= len(typed):
        return None
    at = after.find(typed[:count]) if count else 0
    while at >= 0:
        if after[:at] + after[at + count :] == before:
            return count
        at = after.find(typed[:count], at + 1)
    return None


def damage(story: Path, texts: dict[Path, str], target: Path, typed: str) -> int:
    """How many of the story's files are neither as they were nor, for ``target``, as they were typed."""
    return sum(
        not _is_whole(path, text, typed if path == target else "") for path, text in texts.items()
    ) + sum(path not in texts for path in (story / "chapters").iterdir() if not path.name.startswith("."))


def _is_whole(path: Path, before: str, typed: str) -> bool:
    try:
        return recovered_keys(before, path.read_bytes().decode("utf-8"), typed) is not None
    except (OSError, UnicodeDecodeError):
        return False


def recovered_text(story: Path, home: Path, target: Path) -> str:
    """The chapter's text after the next start, journal replayed; "" if it does not open."""
    folders = UserFolders(
        home / ".config/story-studio", home / ".local/share/story-studio", home / ".local/state/story-studio"
    )
    session = StorySession(ImmediateRunner(), ManualScheduler(), folders.places)
    session.open(story)
    texts: list[str] = []
    name = ChapterId(target.relative_to(story).as_posix())
    session.open_chapter(name, lambda opened: texts.append(opened.text))
    session.close()
    return texts[0] if texts else ""
