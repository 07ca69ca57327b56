"""Writing a file so that at every instant the old or the new version is whole on disk.

A new temporary file in the same folder is written, synced and read back; then it takes the old one's name and
the folder is synced. A sync that fails is never tried again on the same file: after an error the system may
have dropped the pages and report success (Rebello et al., "Can Applications Recover from fsync Failures?",
2020).
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import socket
import stat
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from studio.storage.error import ChangedOutside, SaveError, StorageError, save_sentence
from studio.storage.file_call import PLAIN, Calls, verify, write_all
from studio.storage.file_read import digest, digest_of
from studio.storage.in_place import REFUSED, overwrite

ANYTHING: Final = "*"
"""As ``expected``: whatever lies at the path may be replaced."""

TEMPORARY_PREFIX: Final = ".studio-"
TEMPORARY_SUFFIX: Final = ".tmp"

UNSUPPORTED: Final = frozenset(
    {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF, errno.ENOTTY}
)
"""What drives answer that do not know a call at all: nothing has failed."""

NO_LINKS: Final = UNSUPPORTED | {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.EACCES}
"""What drives answer that have no hard links."""


class FileCalls(Calls, Protocol):
    """The system calls of an atomic save."""

    def chmod(self, path: Path, mode: int) -> None: ...
    def link(self, source: Path, target: Path) -> None: ...
    def replace(self, source: Path, target: Path) -> None: ...


def is_temporary(name: str) -> bool:
    """Whether a file of that name is one of the studio's own temporary files."""
    return name.startswith(TEMPORARY_PREFIX) and name.endswith(TEMPORARY_SUFFIX)


def temporary_name() -> str:
    """A new name for a temporary file: it says on which computer which process made it."""
    return f"{TEMPORARY_PREFIX}{_host()}-{os.getpid()}-{secrets.token_hex(8)}{TEMPORARY_SUFFIX}"


def remove_leftovers(folders: Iterable[Path], deep: bool = False) -> None:
    """Remove the studio's temporary files that a crash left in these folders; quiet where it cannot.

    Those of processes of this computer that are gone go at once. Others stay for an hour: they may belong to
    another computer that is just writing here.

    Args:
        deep: also in all folders below.
    """
    oldest = time.time() - 3600
    for folder in dict.fromkeys(folders):
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if deep and entry.is_dir(follow_symlinks=False):
                    remove_leftovers([Path(entry.path)], deep)
                elif is_temporary(entry.name):
                    with contextlib.suppress(OSError):
                        if _is_orphan(entry.name) or entry.stat(follow_symlinks=False).st_mtime < oldest:
                            Path(entry.path).unlink()


def _host() -> str:
    """Eight letters for this computer."""
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]


def _is_orphan(name: str) -> bool:
    """Whether a process of this computer made the file and is gone."""
    parts = name.removeprefix(TEMPORARY_PREFIX).removesuffix(TEMPORARY_SUFFIX).split("-")
    if len(parts) != 3 or parts[0] != _host() or not parts[1].isdecimal():
        return False
    import psutil

    try:
        return not psutil.pid_exists(int(parts[1]))
    except (OverflowError, ValueError):
        return True


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder with all above it, each safe on disk in its parent.

    Raises:
        OSError: it could not be made.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder safe on disk, where the system can; quiet where it cannot."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@dataclass(frozen=True, slots=True)
class Leniency:
    """What a save may do on a drive that cannot do all that it should.

    Attributes:
        keep_old: called before the file is written over in place, because the drive refuses to replace it;
            keeps the old content elsewhere, or raises ``SaveError`` to forbid it.
        note: told one sentence on what the drive cannot do.
    """

    keep_old: Callable[[], None]
    note: Callable[[str], None]


def lenient() -> Leniency:
    """For files of which no older version is wanted: the new content lies beside until it is in place."""
    return Leniency(lambda: None, lambda _sentence: None)


def write_atomic(
    path: Path,
    data: bytes,
    *,
    expected: str | None = ANYTHING,
    calls: FileCalls | None = None,
    leniency: Leniency | None = None,
) -> str:
    """Make ``data`` the content of ``path`` and return its digest once it is safe on disk.

    A symbolic link stays; the file that it points to is replaced. The file's permissions are kept.

    Args:
        expected: the digest that the file must still have, None if there must be no file, ``ANYTHING``.
        leniency: how far to go on a poor drive; without it only a new file is written in place.

    Raises:
        ChangedOutside: the file is not the expected one; nothing was written.
        SaveError: it could not be written; the old file is whole, or the new one (``on_disk``).
    """
    return _Write(path, data, expected, calls or _system_calls(), leniency).run()


def _system_calls() -> FileCalls:
    calls: FileCalls = os
    return calls


class _Write:
    """One save, step by step."""

    def __init__(
        self,
        path: Path,
        data: bytes,
        expected: str | None,
        calls: FileCalls,
        leniency: Leniency | None,
    ) -> None:
        self._target = Path(os.path.realpath(path)) if path.is_symlink() else path
        self._data = data
        self._expected = expected
        self._calls = calls
        self._digest = digest(data)
        self._leniency = leniency
        self._noted = False

    def run(self) -> str:
        try:
            mode = self._mode_of_target()
            self._check_expected()
            temporary = self._write_temporary(mode)
        except OSError as error:
            raise SaveError(save_sentence(self._target, error)) from error
        try:
            self._put_in_place(temporary)
        except BaseException:
            self._remove(temporary)
            raise
        self._sync_folder()
        return self._digest

    def _mode_of_target(self) -> int | None:
        try:
            status = self._target.stat()
        except FileNotFoundError:
            return None
        if not stat.S_ISREG(status.st_mode):
            raise SaveError(f"“{self._target.name}” is not an ordinary file, so nothing was written to it.")
        # Replacing needs no right to write the file itself, so the writer's own protection is asked for here.
        if not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise SaveError(f"“{self._target.name}” is write-protected; allow writing and save again.")
        return stat.S_IMODE(status.st_mode)

    def _check_expected(self) -> None:
        if self._expected == ANYTHING:
            return
        try:
            found = digest_of(self._target)
        except StorageError as error:
            raise SaveError(error.sentence) from error
        if found != self._expected:
            raise ChangedOutside(self._target, found)

    def _write_temporary(self, mode: int | None) -> Path:
        temporary, handle = self._create()
        try:
            try:
                write_all(handle, self._data, self._calls)
                self._sync(handle)
            finally:
                self._calls.close(handle)
            if mode is not None:
                self._copy_mode(temporary, mode)
            verify(temporary, self._data, self._calls)
        except BaseException:
            self._remove(temporary)
            raise
        return temporary

    def _create(self) -> tuple[Path, int]:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | PLAIN
        for attempt in range(8):
            temporary = self._target.with_name(temporary_name())
            try:
                return temporary, self._calls.open(temporary, flags, 0o666)
            except FileExistsError:
                if attempt == 7:
                    raise
        raise AssertionError("unreachable")

    def _sync(self, handle: int) -> None:
        try:
            self._calls.fsync(handle)
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise
            if self._leniency is not None and not self._noted:
                self._noted = True
                where = self._target.parent
                sentence = f"The drive of “{where}” does not say whether what is saved has reached the disk."
                self._leniency.note(sentence)

    def _copy_mode(self, temporary: Path, mode: int) -> None:
        try:
            self._calls.chmod(temporary, mode)
        except OSError as error:
            # Some network drives know no permissions; then there is nothing to keep.
            if error.errno not in UNSUPPORTED | {errno.EPERM}:
                raise

    def _put_in_place(self, temporary: Path) -> None:
        self._check_expected()
        try:
            if self._expected is None and self._link(temporary):
                return
            self._calls.replace(temporary, self._target)
        except OSError as error:
            # A file that is not there yet has no old content that could be lost.
            new = self._expected is None or (self._expected == ANYTHING and not self._target.exists())
            leniency = lenient() if new else self._leniency
            if error.errno in REFUSED and leniency is not None:
                self._remove(temporary)
                self._write_over(leniency)
            elif error.errno in REFUSED:
                sentence = (
                    f"The drive refused to put the new “{self._target.name}” in the place of the old one; "
                    "the old file is untouched and your text stays here."
                )
                raise SaveError(sentence) from error
            else:
                raise SaveError(save_sentence(self._target, error)) from error

    def _write_over(self, leniency: Leniency) -> None:
        leniency.keep_old()
        self._check_expected()
        try:
            new = not self._target.exists()
            overwrite(self._target, self._data, secrets.token_hex(8), new=new, calls=self._calls)
        except FileExistsError as error:
            raise ChangedOutside(self._target, digest_of(self._target)) from error
        leniency.note(
            f"The drive of “{self._target.parent}” does not let a new file take the place of an old one, so "
            "files there are written over; what was in them is kept among the earlier versions."
        )

    def _link(self, temporary: Path) -> bool:
        """Give a new file its name without replacing one that appears meanwhile; False if unsupported."""
        try:
            self._calls.link(temporary, self._target)
        except FileExistsError as error:
            raise ChangedOutside(self._target, digest_of(self._target)) from error
        except OSError as error:
            if error.errno in NO_LINKS:
                return False
            raise
        self._remove(temporary)
        return True

    def _sync_folder(self) -> None:
        if os.name == "nt":  # Windows cannot open folders; its rename is written through by NTFS's journal
            return
        try:
            handle = self._calls.open(self._target.parent, os.O_RDONLY | PLAIN)
        except OSError as error:
            if error.errno in UNSUPPORTED | {errno.EACCES}:
                return
            raise SaveError(save_sentence(self._target, error), on_disk=self._digest) from error
        try:
            self._sync(handle)
        except OSError as error:
            raise SaveError(save_sentence(self._target, error), on_disk=self._digest) from error
        finally:
            with contextlib.suppress(OSError):  # the sync before it is what counts
                self._calls.close(handle)

    def _remove(self, temporary: Path) -> None:
        try:
            self._calls.unlink(temporary)
        except OSError:
            # It is hidden and known by its name: the next opening of the story clears it away.
            return
