"""Reads OpenDocument texts (.odt): text, emphasis, headings, notes; as they are after all tracked changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from studio.storage.error import ReadError
from studio.storage.importing.archive import Archive
from studio.storage.importing.builder import Builder
from studio.storage.importing.document import Document
from studio.storage.importing.markdown import BOLD, ITALIC, Run, plain_line
from studio.storage.importing.packed_reader import PackedReader
from studio.storage.importing.watch import Watch
from studio.storage.importing.xml_event import Gathered

_BASE: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES: Final = MappingProxyType(
    {
        f"{_BASE}text:1.0": "text",
        f"{_BASE}office:1.0": "office",
        f"{_BASE}style:1.0": "style",
        f"{_BASE}xsl-fo-compatible:1.0": "fo",
        f"{_BASE}table:1.0": "table",
        f"{_BASE}drawing:1.0": "draw",
        f"{_BASE}meta:1.0": "meta",
        "http://purl.org/dc/elements/1.1/": "dc",
    }
)
_SKIPPED: Final = frozenset(
    {"text:note-citation", "text:tracked-changes", "text:sequence-decls", "office:forms"}
)
_CONTENTS: Final = frozenset({"text:table-of-content", "text:illustration-index", "text:alphabetical-index"})
_LONGEST_CHAIN: Final = 20


@dataclass(slots=True)
class _Style:
    parent: str = ""
    level: int = 0
    on: int = 0
    off: int = 0
    bordered: bool = False


class _Styles:
    """Hears ``style:style`` in both of the places where they stand."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._now: _Style | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "style:style":
            level = attributes.get("style:default-outline-level", "")
            key = attributes.get("style:family", ""), attributes.get("style:name", "")
            self._now = self._styles[key] = _Style(
                attributes.get("style:parent-style-name", ""), _number(level)
            )
        elif tag == "style:text-properties" and self._now is not None:
            _weigh(self._now, attributes)
        elif tag == "style:paragraph-properties" and self._now is not None:
            border = attributes.get("fo:border-bottom", attributes.get("fo:border-top", "none"))
            self._now.bordered = border not in ("none", "")

    def end(self, tag: str) -> None:
        if tag == "style:style":
            self._now = None

    def text(self, text: str) -> None:
        pass

    def style(self, family: str, name: str) -> int:
        """Its emphasis with all that it is based on."""
        on = off = 0
        for style in self._chain(family, name):
            on |= style.on & ~off
            off |= style.off & ~on
        return on

    def is_bordered(self, name: str) -> bool:
        """Whether a paragraph of that style has a line above or below."""
        return any(style.bordered for style in self._chain("paragraph", name))

    def is_called(self, name: str, wanted: str) -> bool:
        """Whether a paragraph's style is ``wanted`` or based on it."""
        for _ in range(_LONGEST_CHAIN):
            if name.replace("_20_", " ") == wanted:
                return True
            found = self._styles.get(("paragraph", name))
            if found is None:
                return False
            name = found.parent
        return False

    def _chain(self, family: str, name: str) -> list[_Style]:
        chain: list[_Style] = []
        while len(chain) < _LONGEST_CHAIN and (found := self._styles.get((family, name))) is not None:
            chain.append(found)
            name = found.parent
        return chain


def _weigh(style: _Style, attributes: Mapping[str, str]) -> None:
    slant, weight = attributes.get("fo:font-style", ""), attributes.get("fo:font-weight", "")
    underline = attributes.get("style:text-underline-style", "")
    if slant in ("italic", "oblique") or underline not in ("", "none"):
        style.on |= ITALIC
    elif slant == "normal":
        style.off |= ITALIC
    if weight == "bold" or (weight.isdecimal() and len(weight) == 3 and weight >= "600"):
        style.on |= BOLD
    elif weight:
        style.off |= BOLD


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 2 else 0


@dataclass(slots=True)
class _Paragraph:
    name: str
    level: int
    style: int
    runs: list[Run] = field(default_factory=list)
    spans: list[int] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Text in the style of now."""
        self.runs.append(Run(text, 0 if self.level else self.style))


@dataclass(slots=True)
class _Aside:
    """A footnote or a comment that is being read, in the middle of a paragraph."""

    is_note: bool
    depth: int
    paragraphs: list[list[Run]] = field(default_factory=list)
    author: str = ""
    field_: str = ""


class _Body:
    """Hears ``content.xml``."""

    def __init__(self, styles: _Styles, builder: Builder) -> None:
        self._styles = styles
        self._builder = builder
        self._open: list[_Paragraph] = []
        self._asides: list[_Aside] = []
        self._skipped = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._styles.start(tag, attributes)
        if tag == "text:deletion":
            self._builder.count("deletion")
        if self._skipped or tag in _SKIPPED:
            self._skipped += 1
        elif tag in _CONTENTS:
            self._builder.remark("The table of contents was left out, as the outline takes its place.")
            self._skipped = 1
        elif tag in ("text:p", "text:h"):
            name = attributes.get("text:style-name", "")
            level = _number(attributes.get("text:outline-level", "1")) if tag == "text:h" else 0
            self._open.append(_Paragraph(name, level, self._styles.style("paragraph", name)))
        elif tag in ("text:note", "office:annotation"):
            self._asides.append(_Aside(tag == "text:note", len(self._open)))
        elif tag == "table:table":
            self._builder.count("table")
        elif tag == "draw:image":
            self._builder.count("picture")
        elif self._asides and tag in ("dc:creator", "dc:date"):
            self._asides[-1].field_ = tag
        elif self._open:
            self._inside(self._open[-1], tag, attributes)

    def _inside(self, paragraph: _Paragraph, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "text:span":
            paragraph.spans.append(paragraph.style)
            paragraph.style |= self._styles.style("text", attributes.get("text:style-name", ""))
        elif tag in ("text:s", "text:tab"):
            paragraph.add(" ")
        elif tag == "text:line-break":
            if plain_line(paragraph.runs):
                self._finish(paragraph)
            paragraph.runs = []

    def end(self, tag: str) -> None:
        self._styles.end(tag)
        if self._skipped:
            self._skipped -= 1
        elif tag in ("text:p", "text:h"):
            if self._open:
                self._finish(self._open.pop())
        elif tag == "text:span":
            if self._open and self._open[-1].spans:
                self._open[-1].style = self._open[-1].spans.pop()
        elif tag in ("dc:creator", "dc:date"):
            if self._asides:
                self._asides[-1].field_ = ""
        elif tag in ("text:note", "office:annotation") and self._asides:
            self._end_aside(self._asides.pop())

    def text(self, text: str) -> None:
        if self._skipped:
            return
        if self._asides and self._asides[-1].field_:
            if self._asides[-1].field_ == "dc:creator":
                self._asides[-1].author = (self._asides[-1].author + text)[:200]
        elif self._open:
            self._open[-1].add(text)

    def break_off(self) -> None:
        """No more will come, though something is still open: what was heard of it counts."""
        self._skipped = 0
        self._asides.clear()
        while self._open:
            self.end("text:p")

    def _end_aside(self, aside: _Aside) -> None:
        if aside.is_note:
            mark = self._builder.note_mark()
            if self._open:
                self._open[-1].runs.append(Run(mark))
            self._builder.note(mark, aside.paragraphs)
            for runs in aside.paragraphs:
                self._builder.say("".join(run.text for run in runs) + "\n")
        else:
            text = " ".join(plain_line(runs) for runs in aside.paragraphs)
            self._builder.comment(aside.author, text)

    def _finish(self, paragraph: _Paragraph) -> None:
        if self._asides and len(self._open) >= self._asides[-1].depth:
            self._asides[-1].paragraphs.append(paragraph.runs)
            return
        self._builder.say("".join(run.text for run in paragraph.runs) + "\n")
        plain = plain_line(paragraph.runs)
        if not self._builder.title and plain and self._styles.is_called(paragraph.name, "Title"):
            self._builder.title = plain
        if not plain and (
            self._styles.is_called(paragraph.name, "Horizontal Line")
            or self._styles.is_bordered(paragraph.name)
        ):
            self._builder.rule()
            return
        quote = self._styles.is_called(paragraph.name, "Quotations")
        self._builder.paragraph(paragraph.runs, paragraph.level, quote=quote)


class OdtReader(PackedReader):
    """Reads one document."""

    def __init__(self, archive: Archive, name: str, watch: Watch) -> None:
        super().__init__(archive, name, watch, _PREFIXES)

    def read(self) -> Document:
        """The document.

        Raises:
            ReadError: it cannot be read.
        """
        if not self._archive.has("content.xml"):
            raise ReadError(f"“{self._name}” is not an OpenDocument text: it holds no text of one.")
        if b"manifest:encryption-data" in self._part("META-INF/manifest.xml"):
            raise ReadError(f"“{self._name}” is protected by a password; save it without one and try again.")
        styles, meta = _Styles(), Gathered("dc:title", "dc:creator", "meta:initial-creator")
        self._listen("styles.xml", styles)
        self._listen("meta.xml", meta)
        self._tell_text("content.xml", _Body(styles, self._builder), b":p>")
        self._builder.title = self._builder.title or meta["dc:title"]
        self._builder.author = meta["meta:initial-creator"] or meta["dc:creator"]
        return self._builder.document()

    def _part(self, name: str) -> bytes:
        return self._archive.read(name) if self._archive.has(name) else b""
