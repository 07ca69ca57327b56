"""Where to put what has nothing to do with the disk."""

from __future__ import annotations

from pathlib import Path


def memory() -> Path | None:
    """A folder in memory, for ``tempfile``; None where there is no such place."""
    folder = Path("/dev/shm")
    return folder if folder.is_dir() else None
