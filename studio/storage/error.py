"""What can go wrong with files, each with one sentence for the writer."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from studio.text.printable import one_line

_KEPT = "your text stays here and will be saved again soon"
_REASONS: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOSPC: "The disk is full, so “{name}” could not be saved; make room, {kept}.",
        errno.EDQUOT: "Your share of the disk is used up, so “{name}” could not be saved; make room, {kept}.",
        errno.EROFS: "“{name}” lies on a disk that allows no writing, so it could not be saved; {kept}.",
        errno.EACCES: "The folder of “{name}” allows no writing, so it could not be saved; {kept}.",
        errno.EPERM: "The folder of “{name}” allows no writing, so it could not be saved; {kept}.",
        errno.ENOENT: "The folder of “{name}” is gone, so it could not be saved; {kept}.",
        errno.ENOTDIR: "The folder of “{name}” is gone, so it could not be saved; {kept}.",
        errno.EIO: "The disk reported an error while saving “{name}”; {kept}.",
        errno.ENAMETOOLONG: "The name “{name}” is too long for this disk; choose a shorter one.",
        errno.ELOOP: "“{name}” is a link that leads round in a circle, so it could not be saved; {kept}.",
    }
)


class StorageError(Exception):
    """A file could not be read or written; ``sentence`` says so to the writer."""

    def __init__(self, sentence: str) -> None:
        self.sentence = one_line(sentence)
        super().__init__(self.sentence)


class ReadError(StorageError):
    """A file could not be read."""


class SaveError(StorageError):
    """A file could not be saved; on disk the old or the new version is whole.

    Attributes:
        on_disk: the digest of the new version if it did take the place of the old one but may not survive a
            loss of power (the folder could not be synced); None if the old version is still there.
        displaced: where what another program wrote in the instant of the save lies now, if it could not be
            put back in its place; it must be kept.
    """

    def __init__(self, sentence: str, on_disk: str | None = None, displaced: Path | None = None) -> None:
        super().__init__(sentence)
        self.on_disk = on_disk
        self.displaced = displaced


class ChangedOutside(StorageError):  # noqa: N818 - a fact, not a failure
    """The file on disk is not the one that was read; nothing was written.

    Attributes:
        path: the file.
        found: the digest of what lies there now, None if the file is gone.
        displaced: where an older content lies now that another program wrote in the instant of the save, if
            it wrote twice; it must be kept.
    """

    def __init__(self, path: Path, found: str | None, displaced: Path | None = None) -> None:
        super().__init__(f"“{path.name}” was changed by another program meanwhile; nothing was overwritten.")
        self.path = path
        self.found = found
        self.displaced = displaced


def save_sentence(path: Path, error: OSError) -> str:
    """Why ``path`` could not be saved."""
    reason = _REASONS.get(error.errno or 0, "“{name}” could not be saved ({error}); {kept}.")
    return reason.format(name=path.name, kept=_KEPT, error=error.strerror or "unknown error")


def backup_sentence(folder: Path, error: OSError) -> str:
    """Why there is no new backup in ``folder``."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            why = "there is no room left; make room or choose another folder"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            why = "nothing can be written there; choose another folder"
        case errno.ENOENT | errno.ENOTDIR | errno.EEXIST:
            why = "the folder is gone; bring it back or choose another one"
        case _:
            why = error.strerror or "unknown error"
    return f"There is no new backup in “{folder}” ({why})."


def read_sentence(path: Path, error: OSError) -> str:
    """Why ``path`` could not be read."""
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return f"“{path.name}” is missing; put it back or remove it from the story."
        case errno.EACCES | errno.EPERM:
            return f"“{path.name}” may not be read; change its permissions and open it again."
        case errno.EISDIR:
            return f"“{path.name}” is a folder, not a text file."
        case errno.ELOOP:
            return f"“{path.name}” is a link that leads round in a circle."
        case _:
            return f"“{path.name}” could not be read ({error.strerror or 'unknown error'})."
