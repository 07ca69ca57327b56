"""Who has a story open: one writer at a time, and locks of dead programs give way by themselves."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from studio.storage.error import ReadError
from studio.storage.file_call import REFUSED, UNSUPPORTED
from studio.storage.file_read import read_file
from studio.storage.temporary import temporary_name

HEARTBEAT: Final = 15.0
"""Seconds between two heartbeats."""

STALE_AFTER: Final = 90.0
"""Seconds without a heartbeat after which a lock from another computer counts as dead."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock.

    Attributes:
        host: the computer's name.
        pid: the process there.
        started: when that process began, seconds since 1970: a number used again belongs to another process.
        token: unlike any other holder's.
    """

    host: str
    pid: int
    started: float
    token: str


class StoryLock:
    """The lock file of one story. Its methods touch the disk: they belong on the io lane.

    The heartbeat is the file's modification time, compared with the time that the same disk gives to a new
    file, so that clocks of different computers need not agree.
    """

    def __init__(self, path: Path, host: str | None = None) -> None:
        self._path = path
        self._me = Holder(
            host or socket.gethostname(), os.getpid(), _started(os.getpid()), secrets.token_hex(8)
        )

    def acquire(self, force: bool = False) -> Holder | None:
        """Take the lock; returns None if it is ours now, else who holds it.

        Args:
            force: take it over from a living holder, who notices at its next heartbeat.

        Raises:
            OSError: the folder cannot be written, so there can be no lock.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(5):
            if self._create() and self.is_ours():
                return None
            holder = self._read()
            if holder is not None and not force and self._alive(holder):
                return holder
            self._put_aside(holder)
        return self._read()

    def is_ours(self) -> bool:
        """Whether nobody has taken the lock over; what cannot be read just now is no one else's yet."""
        holder = self._read()
        return holder is None or holder == self._me

    def is_held(self) -> bool:
        """Whether a program that lives has the story open, this one included."""
        holder = self._read()
        return holder is not None and self._alive(holder)

    def is_here(self, holder: Holder) -> bool:
        """Whether the holder is on this computer."""
        return holder.host == self._me.host

    def beat(self) -> bool:
        """Say that the holder lives; False if the lock is no longer ours.

        A lock file that is gone is written anew: the caches may be deleted at any time.
        """
        try:
            if not self._path.exists():
                return self._come_back()
            # What cannot be read just now is no one else's yet; a pipe must not be waited for.
            os.close(os.open(self._path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)))
            if self._read() != self._me:
                return False
            os.utime(self._path)
        except OSError:
            # A drive that is away for a moment does not cost the lock: whoever took it left a token.
            return True
        return True

    def release(self) -> None:
        """Give the lock back, if it is ours."""
        if self._read() == self._me:
            self._path.unlink(missing_ok=True)

    def _come_back(self) -> bool:
        if not self._path.parent.parent.is_dir():
            return True  # the whole story is away: nobody can have taken it
        self._path.parent.mkdir(exist_ok=True)
        return self._create() or self._read() == self._me

    def _create(self) -> bool:
        # The content must be there when the name appears: it is written aside and linked, replacing nothing.
        draft = self._path.with_name(temporary_name())
        draft.write_text(json.dumps(asdict(self._me)), encoding="utf-8")
        try:
            os.link(draft, self._path)
        except FileExistsError:
            return False
        except OSError:
            return self._create_plainly()
        finally:
            draft.unlink(missing_ok=True)
        return True

    def _create_plainly(self) -> bool:
        """For disks without links."""
        try:
            with self._path.open("x", encoding="utf-8") as file:
                json.dump(asdict(self._me), file)
        except FileExistsError:
            return False
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise
            if self._path.exists():
                return False
            # The drive cannot create exclusively: of two who write at once the last one has it (is_ours).
            self._path.write_text(json.dumps(asdict(self._me)), encoding="utf-8")
        return True

    def _read(self) -> Holder | None:
        """The holder; None if there is no lock file or nothing sensible in it."""
        try:
            fields = json.loads(read_file(self._path, 10_000))
            return Holder(
                str(fields["host"]), int(fields["pid"]), float(fields["started"]), str(fields["token"])
            )
        except (ReadError, OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def _alive(self, holder: Holder) -> bool:
        if holder.host == self._me.host:
            return abs(_started(holder.pid) - holder.started) < 2.0
        try:
            return self._disk_now() - self._path.stat().st_mtime < STALE_AFTER
        except OSError:
            return False

    def _disk_now(self) -> float:
        probe = self._path.with_name(temporary_name())
        try:
            probe.touch()
            return probe.stat().st_mtime
        except OSError:
            return time.time()
        finally:
            probe.unlink(missing_ok=True)

    def _put_aside(self, holder: Holder | None) -> None:
        """Take a dead lock away; if it turns out to be a new one of someone else, give it back."""
        aside = self._path.with_name(temporary_name())
        try:
            self._path.rename(aside)
        except OSError as error:
            if error.errno in REFUSED and self._read() == holder:
                with contextlib.suppress(OSError):  # a drive that renames nothing
                    self._path.unlink()
            return
        taken = StoryLock(aside)._read()
        if taken != holder:
            with contextlib.suppress(OSError):
                os.link(aside, self._path)
        aside.unlink(missing_ok=True)


def _started(pid: int) -> float:
    """When the process began, seconds since 1970; minus infinity if there is no such process."""
    import psutil

    try:
        return float(psutil.Process(pid).create_time())
    except (psutil.Error, ValueError, OverflowError):
        return float("-inf")
