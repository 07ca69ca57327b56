"""A chapter as the project lists it; its text is read only when it is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NewType

ChapterId = NewType("ChapterId", str)
"""The chapter file's path relative to the project's root, with "/" on every system."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter.

    Attributes:
        id: its place in the project; changes when the chapter is renamed.
        title: what the writer calls it; the file's name without its ending unless the story says otherwise.
        path: the file, absolute.
    """

    id: ChapterId
    title: str
    path: Path
