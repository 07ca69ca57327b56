"""Reads XML as a stream of events: no entities of its own, nothing fetched, no recursion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol
from xml.parsers import expat

from studio.storage.error import ReadError
from studio.storage.importing.watch import Watch

_DEEPEST: Final = 1_000
_LARGEST: Final = 80_000_000


class DamagedError(ReadError):
    """The text breaks off or makes no sense from some place on.

    Attributes:
        share: how much of it was read before, 0 to 1.
    """

    def __init__(self, sentence: str, share: float) -> None:
        super().__init__(sentence)
        self.share = share


class XmlHandler(Protocol):
    """Hears what stands in a document; tags and attributes are ``prefix:name`` with the prefixes given."""

    def start(self, tag: str, attributes: Mapping[str, str], /) -> None:
        """An element begins."""

    def end(self, tag: str, /) -> None:
        """An element ends."""

    def text(self, text: str, /) -> None:
        """Characters, in pieces of any length."""


class Gathered:
    """A handler that gathers the text of some elements, the first of each kind: title, author."""

    def __init__(self, *wanted: str) -> None:
        self._found: dict[str, str] = {}
        self._wanted = wanted
        self._tag = ""

    def __getitem__(self, tag: str) -> str:
        return self._found.get(tag, "")

    def start(self, tag: str, _attributes: Mapping[str, str], /) -> None:
        """An element begins."""
        self._tag = tag if tag in self._wanted and tag not in self._found else ""

    def end(self, _tag: str) -> None:
        """An element ends."""
        self._tag = ""

    def text(self, text: str) -> None:
        """Characters."""
        if self._tag:
            self._found[self._tag] = (self._found.get(self._tag, "") + text)[:500]


class _Source:
    def __init__(self, handler: XmlHandler, prefixes: Mapping[str, str], name: str, watch: Watch) -> None:
        self._handler = handler
        self._prefixes = prefixes
        self._name = name
        self._watch = watch
        self._short: dict[str, str] = {}
        self._depth = 0

    def start(self, tag: str, attributes: list[str]) -> None:
        self._watch.tick()
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ReadError(f"“{self._name}” is nested too deeply to be read.")
        pairs = {self._name_of(attributes[i]): attributes[i + 1] for i in range(0, len(attributes), 2)}
        self._handler.start(self._name_of(tag), pairs)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._handler.end(self._name_of(tag))

    def doctype(self, _name: str, _system: str | None, _public: str | None, has_own: int) -> None:
        if has_own:
            # Definitions of its own are how a document swells to gigabytes or asks for other files.
            raise ReadError(f"“{self._name}” defines entities of its own, as no book does; it was not read.")

    def _name_of(self, full: str) -> str:
        short = self._short.get(full)
        if short is None:
            uri, _, local = full.rpartition(" ")
            prefix = self._prefixes.get(uri, "") if uri else ""
            short = f"{prefix}:{local}" if prefix else local if not uri else f"?:{local}"
            if len(self._short) < 10_000:
                self._short[full] = short
        return short


def read_xml(data: bytes, name: str, prefixes: Mapping[str, str], handler: XmlHandler, watch: Watch) -> None:
    """Tell ``handler`` what stands in ``data``.

    Args:
        name: the document's, for the sentences.
        prefixes: the prefix for each namespace; names of other namespaces begin with "?:".

    Raises:
        DamagedError: it is no proper XML from some place on; what was told before holds.
        ReadError: it is too large, or was made to do harm.
    """
    if len(data) > _LARGEST:
        raise ReadError(f"“{name}” is larger than any book, so it was not read.")
    source = _Source(handler, prefixes, name, watch)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.ordered_attributes = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = source.doctype
    parser.StartElementHandler = source.start
    parser.EndElementHandler = source.end
    parser.CharacterDataHandler = handler.text
    try:
        # In one piece: a long token that comes in many is read again from its start for each.
        parser.Parse(data, True)
    except expat.ExpatError as error:
        share = max(0, parser.ErrorByteIndex) / max(1, len(data))
        raise DamagedError(f"“{name}” is damaged (line {error.lineno} of its text).", share) from error
    except (LookupError, ValueError) as error:
        raise ReadError(f"“{name}” is in an encoding that is not known here.") from error
