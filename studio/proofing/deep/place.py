"""Where the language model's run-time form lies."""

from __future__ import annotations

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
