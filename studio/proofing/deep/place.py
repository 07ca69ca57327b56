"""Where the language model's run-time form lies."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Final

MANIFEST = "manifest.json"
DAMAGED_OR_MISSING: Final = (OSError, ValueError)
"""What reading the manifest raises when there is no model."""
FOLDER_VARIABLE = "STORY_STUDIO_LANGUAGE_MODEL"
"""Names another folder, for trials."""


def model_folder() -> Path:
    """The folder: made by the set-up, inside the environment that the program runs in."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else Path(sys.prefix) / "share" / "story-studio" / "language-model"


def model_name(folder: Path) -> str:
    """A short name of the form that lies in ``folder``; "none" without one."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except DAMAGED_OR_MISSING:
        return "none"
    return f"{str(manifest.get('weights'))[:12]}-{manifest.get('form')}"


def is_there() -> bool:
    """Whether the set-up has made the run-time form."""
    return (model_folder() / MANIFEST).is_file()
