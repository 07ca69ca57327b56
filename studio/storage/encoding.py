"""From bytes to text and back, whatever encoding a file has."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

_BOMS: Final = (
    # UTF-32 before UTF-16: the little-endian mark of one begins with that of the other.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES: Final = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "mac_roman", "koi8_r"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE: Final = 1 << 18
_CONTROL_SHARE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file.

    Attributes:
        text: with the file's own line ends.
        encoding: a Python codec's name; what the file is written in again.
        bom: whether a byte order mark stood at the start.
        troubles: what is odd, each the end of a sentence that begins with the file's name.
        binary: whether it is hardly text at all, so that writing it would do harm.
    """

    text: str
    encoding: str = "utf-8"
    bom: bool = False
    troubles: tuple[str, ...] = ()
    binary: bool = False


def decode(data: bytes) -> Decoded:
    """The text in ``data``; never fails, but says what it could not keep."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_decode_as(data[len(mark) :], encoding, bom=True))
    if wide := _wide_without_mark(data):
        return _checked(_decode_as(data, wide, bom=False))
    try:
        return _checked(Decoded(data.decode("utf-8")))
    except UnicodeDecodeError:
        return _checked(_decode_foreign(data))


def encode(text: str, encoding: str, bom: bool) -> tuple[bytes, str, tuple[str, ...]]:
    """The bytes of ``text``, the encoding they are in after all, and what is odd about it.

    What the old encoding cannot say is written in UTF-8; broken characters, which none can say, become "�".
    """
    troubles: list[str] = []
    try:
        return _mark(encoding, bom) + text.encode(encoding), encoding, ()
    except (UnicodeEncodeError, LookupError):
        if encoding not in {"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"}:
            troubles.append("has letters that its old encoding lacks, so it is saved as UTF-8 from now on")
            encoding = "utf-8"
    clean, halves = _SURROGATE.subn("�", text)
    if halves:
        troubles.append(f"held {halves} broken characters, saved as “�”")
    return _mark(encoding, bom) + clean.encode(encoding), encoding, tuple(troubles)


def _mark(encoding: str, bom: bool) -> bytes:
    return next((mark for mark, name in _BOMS if name == encoding), b"") if bom else b""


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 without a byte order mark betrays itself by NUL bytes on one side only."""
    sample = data[:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _decode_as(data: bytes, encoding: str, bom: bool) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, bom)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return Decoded(text, encoding, bom, ("has broken characters, shown as “�”",))


def _decode_foreign(data: bytes) -> Decoded:
    mixed = _decode_mixed(data)
    if mixed is not None:
        return mixed
    encoding = _guess(data)
    if encoding is not None:
        trouble = f"is not UTF-8; it was read as {encoding} and stays so"
        return Decoded(data.decode(encoding), encoding, False, (trouble,))
    trouble = "is in no encoding that could be told; it was read as Latin-1 and stays so"
    return Decoded(data.decode("latin-1"), "latin-1", False, (trouble,))


def _decode_mixed(data: bytes) -> Decoded | None:
    """UTF-8 with a few foreign bytes, as after pasting from an old file; None if it is not mostly UTF-8."""
    loose = data.decode("utf-8", errors="surrogateescape")
    foreign = sum(1 for char in loose if "\udc80" <= char <= "\udcff")
    proper = sum(1 for char in loose if char > "\x7f") - foreign
    if proper < 2 * foreign or not proper:
        return None
    parts = re.split("([\udc80-\udcff]+)", loose)
    for index in range(1, len(parts), 2):
        parts[index] = (
            parts[index].encode("utf-8", errors="surrogateescape").decode("cp1252", errors="replace")
        )
    trouble = f"mixes two encodings in {len(parts) // 2} places; it is saved as UTF-8 from now on"
    return Decoded("".join(parts), "utf-8", False, (trouble,))


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:_SAMPLE], cp_isolation=list(_CANDIDATES))
    best = matches.best()
    if best is None:
        return "cp1252" if _fits(data, "cp1252") else None
    # Western European text looks alike in several encodings; the usual one is preferred when it is as good.
    for match in matches:
        if match.encoding == "cp1252" and match.chaos <= best.chaos + 0.02 and _fits(data, "cp1252"):
            return "cp1252"
    return best.encoding if _fits(data, best.encoding) else None


def _fits(data: bytes, encoding: str) -> bool:
    """Whether the encoding reads the whole file and writes the very same bytes again."""
    try:
        return data.decode(encoding).encode(encoding) == data
    except UnicodeError:
        return False


def _checked(decoded: Decoded) -> Decoded:
    """Takes out what no editor can hold, and marks what is hardly text."""
    text, troubles = decoded.text, decoded.troubles
    strange = len(_CONTROL.findall(text))
    binary = strange > len(text) * _CONTROL_SHARE
    if binary:
        troubles += ("does not look like text, so it can be read but not changed",)
    text, nulls = re.subn("\0", "�", text)
    text, halves = _SURROGATE.subn("�", text)
    if nulls + halves and not binary:
        troubles += (f"holds {nulls + halves} characters that no text may hold, shown as “�”",)
    return Decoded(text, decoded.encoding, decoded.bom, troubles, binary)
