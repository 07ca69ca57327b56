"""Reads EPUB books: the pages of their spine in order, titles from headings or from the table of contents."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from studio.storage.encoding import decode
from studio.storage.error import ReadError
from studio.storage.importing.archive import Archive, inside, shown
from studio.storage.importing.document import Document
from studio.storage.importing.html_reader import HtmlReader
from studio.storage.importing.html_token import read_tokens
from studio.storage.importing.packed_reader import PackedReader
from studio.storage.importing.watch import Watch
from studio.storage.importing.xml_event import Gathered

_PREFIXES: Final = MappingProxyType(
    {
        "urn:oasis:names:tc:opendocument:xmlns:container": "c",
        "http://www.idpf.org/2007/opf": "opf",
        "http://purl.org/dc/elements/1.1/": "dc",
        "http://www.daisy.org/z3986/2005/ncx/": "ncx",
    }
)
_MOST_PAGES: Final = 5_000
_PAGES: Final = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


class _Container:
    """Finds the package file."""

    def __init__(self) -> None:
        self.path = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c:rootfile":
            self.path = self.path or attributes.get("full-path", "")

    def end(self, tag: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


class _Package(Gathered):
    """Title, author, and the parts in reading order."""

    def __init__(self) -> None:
        super().__init__("dc:title", "dc:creator")
        self.parts: dict[str, tuple[str, str, str]] = {}
        self.spine: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str], /) -> None:
        super().start(tag, attributes)
        if tag == "opf:item":
            self.parts[attributes.get("id", "")] = (
                attributes.get("href", ""),
                attributes.get("media-type", ""),
                attributes.get("properties", ""),
            )
        elif tag == "opf:itemref":
            self.spine.append(attributes.get("idref", ""))


class _Contents:
    """The old table of contents (``.ncx``): titles by page."""

    def __init__(self) -> None:
        self.titles: dict[str, str] = {}
        self._label = ""
        self._in_text = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "ncx:navPoint":
            self._label = ""
        elif tag == "ncx:text":
            self._in_text = True
        elif tag == "ncx:content":
            self.titles.setdefault(_page(attributes.get("src", "")), self._label.strip())

    def end(self, tag: str) -> None:
        if tag == "ncx:text":
            self._in_text = False

    def text(self, text: str) -> None:
        if self._in_text:
            self._label = (self._label + text)[:300]


class EpubReader(PackedReader):
    """Reads one book."""

    def __init__(self, archive: Archive, name: str, watch: Watch) -> None:
        super().__init__(archive, name, watch, _PREFIXES)

    def read(self) -> Document:
        """The book.

        Raises:
            ReadError: it cannot be read.
        """
        if self._archive.has("META-INF/encryption.xml") and self._archive.has("META-INF/rights.xml"):
            raise ReadError(f"“{self._name}” is locked by its shop, so its text cannot be read.")
        path, package = self._package()
        folder = path.rpartition("/")[0]
        titles = self._titles(folder, package)
        pages = self._pages(package)
        self._builder.title = package["dc:title"]
        self._builder.author = package["dc:creator"]
        for at, href in enumerate(pages):
            self._watch.within(at / len(pages), (at + 1) / len(pages))
            self._page(inside(folder, _page(href)), titles)
        return self._builder.document()

    def _package(self) -> tuple[str, _Package]:
        container = _Container()
        part = "META-INF/container.xml"
        if self._archive.has(part):
            self._tell(part, container)
        path = inside("", unquote(container.path)) if container.path else ""
        if not path or not self._archive.has(path):
            path = next((name for name in self._archive.names if name.endswith(".opf")), "")
        if not path:
            raise ReadError(f"“{self._name}” is not a book in EPUB's form: it does not say what is in it.")
        package = _Package()
        self._tell(path, package)
        return path, package

    def _pages(self, package: _Package) -> list[str]:
        pages: list[str] = []
        for part_id in dict.fromkeys(package.spine):
            href, kind, properties = package.parts.get(part_id, ("", "", ""))
            if href and kind in _PAGES and "nav" not in properties.split():
                pages.append(href)
        if len(pages) > _MOST_PAGES:
            raise ReadError(f"“{self._name}” has more pages than any book, so it was not imported.")
        if not pages:
            raise ReadError(f"“{self._name}” lists no pages of text, so there is nothing to import.")
        return pages

    def _titles(self, folder: str, package: _Package) -> dict[str, str]:
        """The chapters' titles by page; none if the table of contents cannot be read."""
        titles: dict[str, str] = {}
        for href, kind, properties in package.parts.values():
            name = inside(folder, _page(href))
            if not self._archive.has(name):
                continue
            base = name.rpartition("/")[0]
            try:
                if "nav" in properties.split():
                    found = _nav_titles(decode(self._archive.read(name)).text, self._watch)
                elif kind == "application/x-dtbncx+xml":
                    contents = _Contents()
                    self._tell(name, contents)
                    found = contents.titles
                else:
                    continue
            except ReadError:
                self._builder.remark("The book's table of contents is damaged and was not used.")
                continue
            for page, title in found.items():
                titles.setdefault(inside(base, page), title)
        return titles

    def _page(self, part: str, titles: Mapping[str, str]) -> None:
        if not part or not self._archive.has(part):
            self._builder.lose(
                f"The page “{shown(part)}” that the book lists is missing in it, so its text is missing here."
            )
            return
        try:
            text = decode(self._archive.read(part)).text
        except ReadError as error:
            if "damaged" not in error.sentence:
                raise
            self._builder.lose(f"The page “{shown(part)}” is damaged, so its text is missing here.")
            return
        self._builder.file(titles.get(part, ""))
        HtmlReader(self._builder, self._watch).read(text)


def _nav_titles(text: str, watch: Watch) -> dict[str, str]:
    """The titles in the new table of contents, a page of links."""
    titles: dict[str, str] = {}
    page, label = "", ""
    for token in read_tokens(text):
        watch.tick()
        if token.name == "a" and token.opens:
            page, label = _page(token.attribute("href")), ""
        elif token.name == "a":
            if page and label.strip():
                titles.setdefault(page, " ".join(label.split()))
            page = ""
        elif not token.name and page and len(label) < 300:
            label += token.text
    return titles


def _page(link: str) -> str:
    """The file of a link, without the place in it."""
    return unquote(link.partition("#")[0])
