"""A note that the last backup of a story was not made when the program ended, for the next start to say."""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path
from typing import Final

from studio.storage.atomic import lenient, make_folder, write_atomic
from studio.storage.error import ReadError, StorageError
from studio.storage.file_read import read_file
from studio.text.printable import one_line

_LARGEST: Final = 4_000
"""Bytes."""


def write_note(path: Path, sentence: str) -> None:
    """Keep ``sentence`` in the file ``path``; quiet if that cannot be done, as the program is ending."""
    with contextlib.suppress(OSError, StorageError):
        make_folder(path.parent)
        write_atomic(path, sentence.encode("utf-8", "replace"), leniency=lenient())


def take_note(path: Path) -> str:
    """The sentence that was kept, which is said once: the file is removed. "" if there is none."""
    try:
        sentence = read_file(path, _LARGEST).decode("utf-8", "replace")
    except ReadError:
        sentence = ""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
    return one_line(sentence).strip()


def missed_sentence(title: str, folder: Path, at: datetime, *, wished: bool) -> str:
    """What the next start says; ``wished``: the writer did not want to wait."""
    why = "you did not wait for it" if wished else "the drive was too slow"
    return (
        f"“{title}” was not backed up to “{folder}” when you quit on {at:%Y-%m-%d} at {at:%H:%M}: {why}. "
        "The story itself was saved, and is backed up again while you write."
    )


def failed_sentence(title: str, sentence: str) -> str:
    """What the next start says if the backup was tried and failed."""
    return f"“{title}” could not be backed up when you quit. {sentence}"
