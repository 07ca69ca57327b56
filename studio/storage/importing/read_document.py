"""Opens a file of another program, whatever it is: its content says what it is, not its name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Final

from studio.storage.encoding import decode
from studio.storage.error import ReadError
from studio.storage.file_read import read_file
from studio.storage.importing.archive import Archive, shown
from studio.storage.importing.document import Document
from studio.storage.importing.docx_reader import DocxReader
from studio.storage.importing.epub_reader import EpubReader
from studio.storage.importing.html_reader import read_page
from studio.storage.importing.odt_reader import OdtReader
from studio.storage.importing.rtf_reader import RtfReader
from studio.storage.importing.text_reader import read_text
from studio.storage.importing.watch import MOST_BYTES, MOST_TEXT, Watch
from studio.storage.importing.zip_reader import TEXTS, read_zip

SUFFIXES: Final = (*sorted(TEXTS), ".epub", ".zip")
"""The endings that a file dialog offers."""

_PAGES: Final = frozenset({".html", ".htm", ".xhtml", ".xht"})
_FOREIGN: Final[Mapping[bytes, str]] = MappingProxyType(
    {
        b"\xd0\xcf\x11\xe0": "is a document of an old Word or another office program; save it as .docx",
        b"%PDF": "is a PDF, which holds pages, not a text; export the text as .docx or .odt",
        b"\x89PNG": "is a picture; choose a text",
        b"\xff\xd8\xff": "is a picture; choose a text",
        b"GIF8": "is a picture; choose a text",
        b"Rar!": "is packed in a way that cannot be opened here; pack it as a zip",
        b"7z\xbc\xaf": "is packed in a way that cannot be opened here; pack it as a zip",
        b"\x1f\x8b": "is packed in a way that cannot be opened here; pack it as a zip",
        b"\x7fELF": "is a program; choose a text",
        b"MZ\x90": "is a program; choose a text",
    }
)
_SHORTEST_PAGE: Final = 512


def read_document(path: Path, watch: Watch) -> Document:
    """The document in ``path``; nothing is written anywhere, nothing fetched.

    Raises:
        ReadError: it cannot be read; the sentence says why and what to do.
        ImportStopped: ``watch`` was told to stop.
    """
    name = shown(path.name)
    if not path.exists():
        raise ReadError(f"There is no file “{name}” in that folder.")
    return read_data(read_file(path, MOST_BYTES), name, watch)


def read_data(data: bytes, name: str, watch: Watch) -> Document:
    """As ``read_document``, of a file in memory."""
    return _read(data, name, watch, archives=True)


def _read(data: bytes, name: str, watch: Watch, *, archives: bool) -> Document:
    for start, what in _FOREIGN.items():
        if data.startswith(start):
            raise ReadError(f"“{name}” {what} and import that.")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        archive = Archive(data, name, watch)
        try:
            return _read_archive(archive, name, watch, archives=archives)
        except ReadError as error:
            if archive.is_cut:
                sentence = f"“{name}” is damaged: its end is missing, and no text can be found in the rest."
                raise ReadError(sentence) from error
            raise
    suffix = PurePath(name).suffix.lower()
    if suffix in (".docx", ".odt", ".epub", ".zip"):
        raise ReadError(f"“{name}” is damaged: it is not what its ending says.")
    if data.lstrip(b"\xef\xbb\xbf\r\n\t ")[:5] == b"{\\rtf":
        return RtfReader(data, name, watch).read()
    if len(data) > MOST_TEXT:
        raise ReadError(f"“{name}” is larger than any book, so it was not imported; split it first.")
    if suffix in _PAGES or _is_page(data):
        return read_page(decode(data).text, watch)
    if suffix == ".rtf":
        raise ReadError(f"“{name}” is damaged: it is not rich text.")
    return read_text(data, name, watch)


def _read_archive(archive: Archive, name: str, watch: Watch, *, archives: bool) -> Document:
    if archive.has("META-INF/container.xml") or PurePath(name).suffix.lower() == ".epub":
        return EpubReader(archive, name, watch).read()
    if archive.has("content.xml"):
        return OdtReader(archive, name, watch).read()
    if archive.has("[Content_Types].xml") or archive.has("word/document.xml"):
        return DocxReader(archive, name, watch).read()
    if not archives:
        raise ReadError(f"“{name}” is an archive inside an archive, which is not opened.")
    return read_zip(archive, name, watch, _read_member)


def _read_member(data: bytes, name: str, watch: Watch) -> Document:
    return _read(data, name, watch, archives=False)


def _is_page(data: bytes) -> bool:
    head = data[:_SHORTEST_PAGE].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    return head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<?xml") and b"<html" in head)
