"""Where everything lies that belongs to a story, depending on what was opened."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio.model.chapter import ChapterId
from studio.model.project import Kind
from studio.storage.file_name import safe_stem


@dataclass(frozen=True, slots=True)
class Places:
    """The files and folders of one opened story.

    Attributes:
        root: what chapter ids are relative to.
        chapters: the folder new chapters go to.
        characters: the folder of the character sheets.
        story_file: title, order and settings (for loose texts outside their folder).
        history: snapshots; ``trash`` for deleted chapters is inside.
        cache: may be deleted at any time; the lock file is in it.
        journal: keystrokes not yet saved, outside the project.
        backups: where backups go unless the writer chose another folder.
    """

    root: Path
    chapters: Path
    characters: Path
    story_file: Path
    history: Path
    cache: Path
    journal: Path
    backups: Path

    @property
    def trash(self) -> Path:
        """Deleted chapters."""
        return self.history / "trash"

    @property
    def lock(self) -> Path:
        """The file that says who has the story open."""
        return self.cache / "lock"

    def chapter_id(self, path: Path) -> ChapterId:
        """The id of the chapter in ``path``, which lies below the root."""
        return ChapterId(path.relative_to(self.root).as_posix())


PlacesFactory = Callable[[Path, Kind], Places]
"""Gives the places for a story folder, a loose folder or a single file."""


@dataclass(frozen=True, slots=True)
class UserFolders:
    """The program's own folders in the user's home.

    Attributes:
        config: the program's settings.
        data: history and settings of loose texts, backups.
        state: journals.
    """

    config: Path
    data: Path
    state: Path

    @classmethod
    def default(cls) -> UserFolders:
        """The folders that the system has for programs of this name."""
        from platformdirs import PlatformDirs

        folders = PlatformDirs("story-studio", appauthor=False)
        return cls(folders.user_config_path, folders.user_data_path, folders.user_state_path)

    @classmethod
    def inside(cls, folder: Path) -> UserFolders:
        """All of them inside one folder: for tests and portable use."""
        return cls(folder / "config", folder / "data", folder / "state")

    def places(self, path: Path, kind: Kind) -> Places:
        """The places for what was opened: ``path`` is the folder, or the file for a single one."""
        path = path.resolve()
        digest = hashlib.sha256(str(path).encode("utf-8", "replace")).hexdigest()
        key = f"{safe_stem(path.stem)[:40]}-{digest[:16]}"
        journal, backups = self.state / "journal" / key, self.data / "backups" / key
        if kind == "story":
            return Places(
                root=path,
                chapters=path / "chapters",
                characters=path / "characters",
                story_file=path / "story.toml",
                history=path / "history",
                cache=path / ".story-studio",
                journal=journal,
                backups=backups,
            )
        own = self.data / "loose" / key
        root = path if kind == "folder" else path.parent
        return Places(
            root=root,
            chapters=root,
            characters=own / "characters",
            story_file=own / "story.toml",
            history=own / "history",
            cache=own / "cache",
            journal=journal,
            backups=backups,
        )
