"""Where the writer was: the chapter and the places in it, kept among the story's caches."""

from __future__ import annotations

import json
from pathlib import Path

from studio.storage.atomic import write_atomic
from studio.storage.error import StorageError

_FILE = "place.json"
_LARGEST = 200_000


def read_place(cache: Path) -> tuple[str, dict[str, int]]:
    """The chapter that was shown last, and the caret's offset in each; ("", {}) when nothing is known."""
    try:
        raw = (cache / _FILE).read_bytes()[:_LARGEST]
        data = json.loads(raw)
    except (OSError, ValueError):
        return "", {}
    if not isinstance(data, dict) or not isinstance(data.get("carets"), dict):
        return "", {}
    carets = {str(k): v for k, v in data["carets"].items() if isinstance(v, int) and v >= 0}
    return str(data.get("chapter", "")), carets


def write_place(cache: Path, chapter: str, carets: dict[str, int]) -> None:
    """Keep where the writer is; a cache that cannot be written is no trouble worth telling."""
    text = json.dumps({"chapter": chapter, "carets": carets}, ensure_ascii=False, indent=1)
    try:
        cache.mkdir(parents=True, exist_ok=True)
        write_atomic(cache / _FILE, text.encode("utf-8"))
    except (OSError, StorageError):
        return
