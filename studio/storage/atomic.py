"""Writing a file so that at every instant the old or the new version is whole on disk.

A new temporary file in the same folder is written, synced and read back; then it takes the old one's name and
the folder is synced. Where the system can, the two change places (``exchange``), and what comes out is looked
at before it goes: if another program wrote in that very instant, its file is put back, and nothing is
overwritten. A sync that fails is never tried again on the same file: after an error the system may have
dropped the pages and report success (Rebello et al., "Can Applications Recover from fsync Failures?", 2020).
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from studio.storage.error import ChangedOutside, SaveError, StorageError, save_sentence
from studio.storage.file_call import (
    NO_LINKS,
    PLAIN,
    REFUSED,
    UNSUPPORTED,
    FileCalls,
    SystemCalls,
    full_sync,
    verify,
    write_all,
)
from studio.storage.file_read import digest, digest_of
from studio.storage.in_place import overwrite
from studio.storage.temporary import swap_name, temporary_name

ANYTHING: Final = "*"
"""As ``expected``: whatever lies at the path may be replaced."""


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
            full_sync(handle)
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
    return _Write(path, data, expected, calls or SystemCalls(), leniency).run()


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
        self._temporary: Path | None = None  # ours to remove

    def run(self) -> str:
        try:
            mode = self._mode_of_target()
            self._check_expected()
            self._temporary = temporary = self._write_temporary(mode)
        except OSError as error:
            raise SaveError(save_sentence(self._target, error)) from error
        try:
            self._put_in_place(temporary)
        except BaseException:
            if self._temporary is not None:
                self._remove(self._temporary)
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
            if self._expected not in (None, ANYTHING):
                temporary = self._rename_for_exchange(temporary)
                if self._exchange(temporary):
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

    def _rename_for_exchange(self, temporary: Path) -> Path:
        """Give the new file a name that says, should the process end now, what may lie under it."""
        beside = temporary.with_name(swap_name(self._target.name, self._expected or "", self._digest))
        self._calls.replace(temporary, beside)
        self._temporary = beside
        return beside

    def _exchange(self, beside: Path) -> bool:
        """Let the new file change places with the old one, and look at what came out; False if unsupported.

        Raises:
            ChangedOutside: another program wrote it in this instant; its file is where it was.
            OSError, SaveError: as for ``write_atomic``.
        """
        try:
            self._calls.exchange(beside, self._target)
        except FileNotFoundError:
            self._check_expected()
            raise
        except OSError as error:
            if error.errno in REFUSED:
                return False
            self._temporary = None  # a drive that fails may have done it all the same: see what it is
            if self._look(beside) == self._digest:
                self._temporary = beside
            raise
        self._temporary = None
        found = self._look(beside)
        if found != self._expected:
            self._put_back(beside, found)
        self._remove(beside)
        return True

    def _look(self, beside: Path) -> str | None:
        """The digest of what lies there; None if it is no ordinary file or cannot be read."""
        try:
            return None if beside.is_symlink() else digest_of(beside)
        except (StorageError, OSError):
            return None

    def _put_back(self, beside: Path, found: str | None) -> None:
        """Let the files change places again: the other program's is newer than what was read.

        Raises:
            ChangedOutside: it is done.
            SaveError: it could not be done; the new text is in place, and the other one lies beside.
        """
        try:
            self._calls.exchange(beside, self._target)
        except OSError as error:
            sentence = (
                f"Another program wrote “{self._target.name}” in the moment in which it was saved; "
                "your text is in the file, and the other one is kept among the earlier versions."
            )
            raise SaveError(sentence, on_disk=self._digest, displaced=beside) from error
        if self._look(beside) == self._digest:
            self._remove(beside)
            if found is None:
                raise SaveError(f"“{self._target.name}” could not be read again, so nothing was written.")
            raise ChangedOutside(self._target, found)
        # It wrote once more, over the new text, in between: the newest comes back to its place.
        with contextlib.suppress(OSError):
            self._calls.exchange(beside, self._target)
        raise ChangedOutside(self._target, self._look(self._target), displaced=beside)

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
