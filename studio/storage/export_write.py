"""Writing an export to wherever the writer wants it, so that nothing of it is left there after a crash.

The folder is not the story's, so nobody looks there at the next start unless a note says so. It lies with
the story's journals, which a story from a stranger does not bring along.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

from studio.storage.atomic import lenient, make_folder, write_atomic
from studio.storage.error import ReadError, SaveError
from studio.storage.file_read import read_file
from studio.storage.temporary import remove_leftovers

_NOTE: Final = "exporting"
_LARGEST: Final = 100_000


class ExportWrite:
    """Puts bytes in the place of a file as a whole.

    Args:
        journals: the story's folder of journals; None if there is no next start to think of.
    """

    def __init__(self, journals: Path | None = None) -> None:
        self._note = journals / _NOTE if journals is not None else None

    def __call__(self, path: Path, data: bytes) -> None:
        """Write the file; what a crash left in its folder goes.

        Raises:
            SaveError: it could not be written; the old file is whole.
        """
        remove_leftovers([path.parent])
        self._begin(path.parent)
        try:
            write_atomic(path, data)
        finally:
            self._end()

    def _begin(self, folder: Path) -> None:
        if self._note is not None:
            with contextlib.suppress(OSError, SaveError):  # then the next export there clears it
                make_folder(self._note.parent, mode=0o700)
                write_atomic(self._note, os.fsencode(folder.absolute()), leniency=lenient())

    def _end(self) -> None:
        if self._note is not None:
            with contextlib.suppress(OSError):
                self._note.unlink(missing_ok=True)


def clear_unfinished_export(journals: Path) -> None:
    """Remove what a crash left of an export; quiet where it cannot."""
    note = journals / _NOTE
    with contextlib.suppress(OSError, ReadError, ValueError):
        remove_leftovers([Path(os.fsdecode(read_file(note, _LARGEST)))])
        note.unlink()
