"""Opens a corpus."""

from __future__ import annotations

import lzma
from pathlib import Path
from typing import TextIO


def open_prose(path: Path) -> TextIO:
    """A text file in UTF-8, packed with xz or not."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")
