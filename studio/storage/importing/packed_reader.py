"""What the readers of packed documents (.docx, .odt, .epub) have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from studio.storage.error import ReadError
from studio.storage.importing.archive import Archive
from studio.storage.importing.builder import Builder
from studio.storage.importing.watch import Watch
from studio.storage.importing.xml_event import DamagedError, XmlHandler, read_xml


class BodyHandler(XmlHandler, Protocol):
    """Hears the text itself."""

    def break_off(self) -> None:
        """No more will come, though something is still open: what was heard of it counts."""


class PackedReader:
    """Reads one document.

    Args:
        archive: the file.
        name: its name, for the sentences.
        prefixes: of the namespaces, as ``read_xml`` has them.
    """

    def __init__(self, archive: Archive, name: str, watch: Watch, prefixes: Mapping[str, str]) -> None:
        self._archive = archive
        self._name = name
        self._watch = watch
        self._prefixes = prefixes
        self._builder = Builder(watch)

    def _tell(self, part: str, handler: XmlHandler) -> None:
        """Tell ``handler`` what stands in a part.

        Raises:
            ReadError: it is missing or damaged.
        """
        read_xml(self._archive.read(part), self._name, self._prefixes, handler, self._watch)

    def _listen(self, part: str, handler: XmlHandler) -> None:
        """As ``_tell`` of a part that may be missing; a broken one costs what it would have told."""
        if not part or not self._archive.has(part):
            return
        try:
            self._tell(part, handler)
        except ReadError:
            short = part.rpartition("/")[2]
            self._builder.lose(f"The document's “{short}” is damaged, so a part of it may be missing.")

    def _tell_text(self, part: str, body: BodyHandler, paragraph_end: bytes) -> None:
        """Tell ``body`` the text, as far as it can be read; what cannot is said.

        Args:
            paragraph_end: counted in the part, to refuse what is no book before any of it is read.

        Raises:
            ReadError: no word can be read, or it is no book.
        """
        data, whole = self._archive.read_as_far(part)
        self._watch.expect(data.count(paragraph_end) // 2)
        try:
            read_xml(data, self._name, self._prefixes, body, self._watch)
        except DamagedError as error:
            body.break_off()
            last = self._builder.last_words()
            if not last:
                raise
            share = int(100 * error.share * len(data) / max(1, whole, len(data)))
            self._builder.lose(
                f"“{self._name}” is damaged: some {share} % of it could be read, up to “…{last}”; "
                "what followed is missing here."
            )
        else:
            if len(data) != whole or not self._archive.is_sound(part):
                self._builder.lose(
                    f"“{self._name}” is damaged, but all of its text could be read; look at its end, and for "
                    "words that are not yours."
                )
