"""What a process that will be killed says it did: fixed-size entries in one file, each written with one call.

A killed process loses nothing that it had handed to the system, so the file needs no sync.
"""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

_ENTRY = struct.Struct("<cid16s")


def mark(data: bytes) -> bytes:
    """A short digest of a version."""
    return blake2b(data, digest_size=16).digest()


class SideLog:
    """Writes the log. Kinds: T a word typed, S a word told to be saved, V a version, D a deed, R ready."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(self, kind: bytes, number: int = 0, version: bytes = b"") -> None:
        """Add an entry; the time is the system's steady clock."""
        os.write(self._handle, _ENTRY.pack(kind, number, time.monotonic(), version))

    def version(self, data: bytes) -> None:
        """A file may look like this from now on."""
        self.note(b"V", version=mark(data))


@dataclass(slots=True)
class Told:
    """What a log says.

    Attributes:
        typed: when each word was typed.
        saved: words that were told to be saved.
        versions: marks of all texts that a file may hold.
        deeds: how many operations ended.
        ready: whether the story was open.
    """

    typed: dict[int, float] = field(default_factory=dict)
    saved: set[int] = field(default_factory=set)
    versions: set[bytes] = field(default_factory=set)
    deeds: int = 0
    ready: bool = False


def read_log(path: Path) -> Told:
    """Everything in the log; an entry that was cut off is left out."""
    told = Told()
    for kind, number, at, version in _entries(path):
        if kind == b"T":
            told.typed[number] = at
        elif kind == b"S":
            told.saved.add(number)
        elif kind == b"V":
            told.versions.add(version)
        elif kind == b"D":
            told.deeds += 1
        elif kind == b"R":
            told.ready = True
    return told


def _entries(path: Path) -> Iterator[tuple[bytes, int, float, bytes]]:
    data = path.read_bytes() if path.exists() else b""
    yield from _ENTRY.iter_unpack(data[: len(data) - len(data) % _ENTRY.size])
