"""An OpenNLP model (maximum entropy, GIS) that has learnt nothing: it always gives its first outcome."""

from __future__ import annotations

import io
import struct
import zipfile

_KIND = b"GIS"
_NO_WORDS = b'<?xml version="1.0" encoding="UTF-8"?>\n<dictionary></dictionary>'


def emptied(package: bytes, *outcomes: str) -> bytes:
    """A model's package with ``outcomes`` in place of what it knew.

    The format is that of OpenNLP's GISModelWriter: the kind, the correction constant (int) and parameter
    (double), outcomes, outcome patterns and predicates, each list behind its length (int); strings are UTF-8
    behind a two-byte length, all numbers big endian.

    Raises:
        zipfile.BadZipFile: when ``package`` is no package.
    """
    model = _text(_KIND) + struct.pack(">id", 1, 0.0) + struct.pack(">i", len(outcomes))
    model += b"".join(_text(outcome.encode()) for outcome in outcomes) + struct.pack(">ii", 0, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            if name.endswith(".model"):
                target.writestr(name, model)
            elif name.endswith(".tagdict"):
                target.writestr(name, _NO_WORDS)
            else:
                target.writestr(name, source.read(name))
    return out.getvalue()


def _text(value: bytes) -> bytes:
    return struct.pack(">H", len(value)) + value
