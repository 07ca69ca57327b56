"""Zip archives from strangers: read in memory, never unpacked to disk, with limits on everything."""

from __future__ import annotations

import contextlib
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from studio.storage.error import ReadError
from studio.storage.importing.watch import Watch

_MOST_MEMBERS: Final = 20_000
_MOST_RATIO: Final = 400
_RATIO_FROM: Final = 1_000_000
"""Bytes; smaller parts may be packed as tightly as they like."""

_CHUNK: Final = 1 << 20
_PIECE: Final = 256
"""Bytes that are unpacked at once where the packed text is damaged: what comes out before it is kept."""

_ENTRY: Final = b"PK\x01\x02"
_HEAD: Final = b"PK\x03\x04"
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Archive:
    """The parts of a zip file, by their names with "/" between folders.

    Raises:
        ReadError: it is no zip file, or one that was made to do harm.
    """

    def __init__(self, data: bytes, name: str, watch: Watch) -> None:
        self._data = data
        self._name = name
        self._watch = watch
        if data.count(_ENTRY) > _MOST_MEMBERS:
            raise ReadError(f"“{name}” holds more files than any book, so it was not opened.")
        self._zip: zipfile.ZipFile | None = None
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            infos = self._zip.infolist()
        except (
            zipfile.BadZipFile,
            ValueError,
            OSError,
            EOFError,
            NotImplementedError,
            OverflowError,
        ) as error:
            infos = _without_contents(data)
            if not infos:
                raise ReadError(f"“{name}” is damaged: it cannot be unpacked.") from error
        self._broken: set[str] = set()
        self._infos: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            if not info.is_dir():
                self._infos.setdefault(info.filename.replace("\\", "/"), info)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the archive's order; they may be anything, so no file is called so."""
        return tuple(self._infos)

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self._infos

    def read(self, name: str) -> bytes:
        """The part called ``name``.

        Raises:
            ReadError: it is missing, damaged, encrypted, or unpacks to far more than it should.
        """
        data, _whole = self.read_as_far(name)
        if name in self._broken:
            raise ReadError(f"“{self._name}” is damaged: “{shown(name)}” cannot be unpacked.")
        return data

    @property
    def is_cut(self) -> bool:
        """Whether the end with the table of contents is missing, as of a file that was not fetched whole."""
        return self._zip is None

    def is_sound(self, name: str) -> bool:
        """Whether a part that was read is, by its check sum, what was packed; never in one that is cut."""
        return name not in self._broken and not self.is_cut

    def read_as_far(self, name: str) -> tuple[bytes, int]:
        """The part called ``name`` as far as it can be unpacked, and how many bytes it should have.

        Raises:
            ReadError: it is missing, encrypted, or unpacks to far more than it should.
        """
        info = self._infos.get(name)
        if info is None:
            raise ReadError(f"“{self._name}” is not whole: “{shown(name)}” is missing in it.")
        if info.flag_bits & 0x1:
            raise ReadError(f"“{self._name}” is protected by a password; save it without one and try again.")
        if info.compress_type not in _METHODS:
            raise ReadError(
                f"“{self._name}” is packed in a way that is not known here; pack it anew as a zip."
            )
        self._look_at_ratio(info.file_size, info)
        chunks: list[bytes] = []
        size = 0
        if self._zip is None:
            return b"".join(self._anyhow(name, info)), info.file_size
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(_CHUNK):
                    size += len(chunk)
                    self._watch.unpacked(len(chunk))
                    self._look_at_ratio(size, info)
                    chunks.append(chunk)
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError):
            self._broken.add(name)
            chunks = list(self._anyhow(name, info))
        return b"".join(chunks), info.file_size

    def _anyhow(self, name: str, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """The part up to the damage, whatever its check sum; ``zipfile`` keeps the last piece to itself."""
        at = info.header_offset
        lengths = self._data[at + 26 : at + 30]
        if self._data[at : at + 4] != _HEAD or len(lengths) < 4:
            return
        start = at + 30 + sum(struct.unpack("<HH", lengths))
        packed = memoryview(self._data)[start : start + info.compress_size]
        if info.compress_type == zipfile.ZIP_STORED:
            self._watch.unpacked(len(packed))
            yield bytes(packed)
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        size = 0
        with contextlib.suppress(zlib.error):
            for piece in range(0, len(packed), _PIECE):
                rest = bytes(packed[piece : piece + _PIECE])
                while rest and not inflater.eof:
                    out = inflater.decompress(rest, _CHUNK)
                    rest = inflater.unconsumed_tail
                    size += len(out)
                    self._watch.unpacked(len(out))
                    self._look_at_ratio(size, info)
                    yield out
        if not inflater.eof:
            self._broken.add(name)

    def _look_at_ratio(self, size: int, info: zipfile.ZipInfo) -> None:
        if size > _RATIO_FROM and size > _MOST_RATIO * max(1, info.compress_size):
            sentence = f"“{self._name}” unpacks to many times its size, as no book does; it was not imported."
            raise ReadError(sentence)


def _without_contents(data: bytes) -> list[zipfile.ZipInfo]:
    """The parts of an archive whose table of contents is missing, by the heads that stand before each."""
    found: list[zipfile.ZipInfo] = []
    at = data.find(_HEAD)
    while at >= 0 and len(found) <= _MOST_MEMBERS:
        following = data.find(_HEAD, at + 4)
        head = data[at : at + 30]
        if len(head) == 30:
            flags, method = struct.unpack("<HH", head[6:10])
            _sum, packed, size, name, extra = struct.unpack("<IIIHH", head[14:30])
            start = at + 30 + name + extra
            info = zipfile.ZipInfo(data[at + 30 : at + 30 + name].decode("utf-8", "replace") or "?")
            info.flag_bits, info.compress_type, info.header_offset = flags, method, at
            info.file_size = size
            info.compress_size = packed or max(0, (following if following >= 0 else len(data)) - start)
            found.append(info)
        at = following
    return found


def inside(folder: str, target: str) -> str:
    """The part that ``target``, relative to ``folder``, means; "" if that leads out of the archive."""
    path = posixpath.normpath(posixpath.join(folder, target.replace("\\", "/")))
    return "" if path.startswith(("../", "/")) or path in ("..", ".") else path


def shown(name: str) -> str:
    """A name from an archive as a sentence can hold it: short, without signs that turn or break lines."""
    clean = "".join(char if char.isprintable() else " " for char in name)
    return clean if len(clean) <= 80 else f"{clean[:40]}…{clean[-30:]}"
