"""The journal of keystrokes that are not yet saved: one file for each open chapter, outside the project.

The first line holds the chapter's text as it was last saved, every further line one edit, or the mark that a
save was about to begin. Each line carries its own checksum, so a line torn by a crash is known and left out.
A journal lives from the first edit after a save to the next verified save.
"""

from __future__ import annotations

import base64
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit, edit_between
from studio.storage.atomic import make_folder, write_atomic
from studio.storage.error import ReadError, SaveError, StorageError
from studio.storage.file_call import FileCalls, full_sync
from studio.storage.file_read import read_file

SUFFIX: Final = ".journal"
_VERSION: Final = 1
_LARGEST: Final = 400_000_000
_UTF: Final = "utf-8"


@dataclass(frozen=True, slots=True)
class JournalRecord:
    """What a journal says.

    Attributes:
        chapter: whose typing it is.
        base_text, base_digest: the last saved text and the digest of its file (None if it had none).
        text: the text with all edits.
        saves: the texts that were about to be saved, by the digest of the file that they make.
        torn: whether the last line was incomplete, as after a crash.
    """

    chapter: ChapterId
    base_text: str
    base_digest: str | None
    text: str
    saves: Mapping[str, str]
    torn: bool = False

    def continues(self, digest: str | None) -> bool:
        """Whether a file of that digest is one that this typing went on from."""
        return digest == self.base_digest or digest in self.saves


class Journal:
    """Writes the journal of one chapter. All methods run one after another, on the io lane."""

    def __init__(self, folder: Path, chapter: ChapterId, calls: FileCalls | None = None) -> None:
        self.path = journal_path(folder, chapter)
        self._chapter = chapter
        self._calls = calls
        self._size: int | None = None

    def append(self, base_text: str, base_digest: str | None, edits: Sequence[TextEdit], text: str) -> None:
        """Keep ``edits`` safe; ``text`` is the text after them. Synced to disk when this returns.

        A journal that is not there, or not as this object left it, is written anew from the base.

        Raises:
            SaveError: it could not be written; what was in it before is still there or will be written again.
        """
        if self._size is None or not self._extend(b"".join(_edit_line(edit) for edit in edits)):
            self._start(base_text, base_digest, text)

    def about_to_save(self, digest: str) -> None:
        """Note that the text as of now is about to become a file of that digest.

        Without the note, a crash between the save and ``clear`` would look like a change by another program.

        Raises:
            SaveError: as for ``append``.
        """
        if self._size is not None and not self._extend(_line({"saving": digest})):
            self._size = None

    def clear(self) -> None:
        """Everything is saved: the journal is no longer needed."""
        self._size = None
        self.path.unlink(missing_ok=True)

    def _start(self, base_text: str, base_digest: str | None, text: str) -> None:
        packed = zlib.compress(base_text.encode(_UTF, "surrogatepass"), 1)
        head = {
            "journal": _VERSION,
            "chapter": self._chapter,
            "digest": base_digest,
            "text": base64.b64encode(packed).decode("ascii"),
        }
        data = _line(head) + _edit_line(edit_between(base_text, text))
        try:
            make_folder(self.path.parent, mode=0o700)
            write_atomic(self.path, data, calls=self._calls)
        except (OSError, SaveError) as error:
            raise SaveError(_sentence(error)) from error
        self._size = len(data)

    def _extend(self, data: bytes) -> bool:
        """Append to the file; False if it is not as it was left, so that it must be written anew."""
        expected, self._size = self._size, None
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
        except OSError:
            return False
        try:
            if os.fstat(handle).st_size != expected:
                return False
            if os.write(handle, data) != len(data):
                return False
            full_sync(handle)
        except OSError:
            return False
        finally:
            os.close(handle)
        self._size = expected + len(data)
        return True


def _sentence(error: Exception) -> str:
    cause = error if isinstance(error, OSError) else error.__cause__
    why = cause.strerror if isinstance(cause, OSError) and cause.strerror else "the disk did not take it"
    return (
        f"The safety copy of unsaved typing could not be written ({why.lower()}); "
        "what you type is safe as soon as it is saved."
    )


def journal_path(folder: Path, chapter: ChapterId) -> Path:
    """The journal file of a chapter."""
    return folder / f"{sha256(chapter.encode(_UTF, 'surrogatepass')).hexdigest()[:32]}{SUFFIX}"


def read_journal(path: Path) -> JournalRecord | None:
    """What the journal in ``path`` says up to its first damaged line; None if it says nothing."""
    try:
        data = read_file(path, _LARGEST)
    except ReadError:
        return None
    lines = _lines(data)
    try:
        head = next(lines)
        chapter, base_text = head["chapter"], _unpack(head["text"])
        base_digest = head["digest"]
    except (StopIteration, KeyError, ValueError, TypeError, zlib.error, StorageError):
        return None
    if not isinstance(chapter, str) or not isinstance(base_digest, str | None):
        return None
    text, saves, whole = _replay(base_text, lines)
    return JournalRecord(ChapterId(chapter), base_text, base_digest, text, saves, torn=not whole)


def all_journals(folder: Path) -> list[JournalRecord]:
    """Every journal in the folder that says something."""
    paths = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
    return [record for record in map(read_journal, paths) if record is not None]


def _replay(text: str, lines: Iterable[Mapping[str, object]]) -> tuple[str, dict[str, str], bool]:
    saves: dict[str, str] = {}
    try:
        for line in lines:
            match line:
                case {"saving": str(digest)}:
                    saves[digest] = text
                case {"at": int(start), "removed": int(removed), "inserted": str(inserted)}:
                    text = TextEdit(start, removed, inserted).apply(text)
                case _:
                    return text, saves, False
    except ValueError:  # a torn line, or an edit that does not fit
        return text, saves, False
    return text, saves, True


def _edit_line(edit: TextEdit) -> bytes:
    return _line({"at": edit.start, "removed": edit.removed, "inserted": edit.inserted})


def _line(value: Mapping[str, object]) -> bytes:
    body = json.dumps(value, separators=(",", ":")).encode("ascii")
    return b"%08x %s\n" % (zlib.crc32(body), body)


def _lines(data: bytes) -> Iterator[Mapping[str, object]]:
    """The lines in order; raises ValueError at the first one that is damaged."""
    for line in data.splitlines(keepends=True):
        checksum, _, body = line.partition(b" ")
        if not body.endswith(b"\n") or int(checksum, 16) != zlib.crc32(body[:-1]):
            raise ValueError("a damaged line")
        value = json.loads(body)
        if not isinstance(value, dict):
            raise ValueError("not an entry")
        yield value


def _unpack(packed: object) -> str:
    if not isinstance(packed, str):
        raise ValueError("no text")
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(base64.b64decode(packed), _LARGEST)
    return text.decode(_UTF, "surrogatepass")
