"""Reads a zip of texts and documents, each a chapter or more, in the natural order of their names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Final

from studio.storage.error import ReadError
from studio.storage.file_name import natural_key
from studio.storage.importing.archive import Archive, shown
from studio.storage.importing.builder import Builder
from studio.storage.importing.document import Document
from studio.storage.importing.watch import Watch

TEXTS: Final = frozenset({".txt", ".md", ".markdown", ".docx", ".odt", ".rtf", ".html", ".htm", ".xhtml"})
_MOST_SHOWN: Final = 5
_MOST_FILES: Final = 5_000

ReadMember = Callable[[bytes, str, Watch], Document]


def read_zip(archive: Archive, name: str, watch: Watch, read_member: ReadMember) -> Document:
    """All texts in the archive.

    Args:
        read_member: reads one of them; archives inside the archive are left out.

    Raises:
        ReadError: there is nothing to read in it, or it was made to do harm.
    """
    builder = Builder(watch)
    texts = sorted((each for each in archive.names if _is_text(each)), key=_place)
    if len(texts) > _MOST_FILES:
        raise ReadError(f"“{name}” holds more texts than any book has chapters, so it was not imported.")
    others = [each for each in archive.names if each not in set(texts) and not _is_clutter(each)]
    read = 0
    for at, each in enumerate(texts):
        watch.within(at / len(texts), (at + 1) / len(texts))
        try:
            document = read_member(archive.read(each), shown(PurePosixPath(each).name), watch)
        except ReadError as error:
            if len(texts) == 1:
                raise
            builder.lose(f"{error.sentence.rstrip('.')}; it was left out.")
            continue
        builder.file(document.title or PurePosixPath(each).stem)
        builder.take(document)
        read += 1
    if not read:
        raise ReadError(f"There is no text in “{name}” that can be imported.")
    if others:
        listed = ", ".join(f"“{shown(each)}”" for each in others[:_MOST_SHOWN])
        more = f" and {len(others) - _MOST_SHOWN:,} more" if len(others) > _MOST_SHOWN else ""
        builder.remark(f"Files in the archive that are no texts were left out: {listed}{more}.")
    return builder.document()


def _place(name: str) -> tuple[tuple[int, int, str], ...]:
    return natural_key("/".join(part for part in PurePosixPath(name).parts if part not in ("..", "/")))


def _is_text(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in TEXTS and not _is_clutter(name)


def _is_clutter(name: str) -> bool:
    parts = (part for part in PurePosixPath(name).parts if part not in (".", ".."))
    return any(part.startswith((".", "~", "__MACOSX")) for part in parts)
