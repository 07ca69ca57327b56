"""How messages travel between the program's processes: a pickled value behind its length in four bytes (big
endian). Both ends are the same program on the same machine.
"""

from __future__ import annotations

import pickle
import struct
from typing import IO, Final

_LENGTH: Final = struct.Struct(">I")


def write_message(stream: IO[bytes], message: object) -> None:
    """Send one message and flush.

    Raises:
        OSError: when the other side is gone.
    """
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def read_message(stream: IO[bytes]) -> object | None:
    """The next message, or None when the other side has closed, even in the middle of one."""
    head = _read_all(stream, _LENGTH.size)
    if head is None:
        return None
    data = _read_all(stream, _LENGTH.unpack(head)[0])
    return None if data is None else pickle.loads(data)


def _read_all(stream: IO[bytes], count: int) -> bytes | None:
    parts = b""
    while len(parts) < count:
        part = stream.read(count - len(parts))
        if not part:
            return None
        parts += part
    return parts
