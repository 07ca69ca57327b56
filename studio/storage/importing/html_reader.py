"""Reads web pages: their words, headings, emphasis and rules; never their scripts, styles or pictures."""

from __future__ import annotations

import re
from typing import Final

from studio.storage.importing.builder import Builder
from studio.storage.importing.document import Document
from studio.storage.importing.html_token import Token, last_end, read_tokens
from studio.storage.importing.markdown import BOLD, ITALIC, Run, plain_line
from studio.storage.importing.watch import Watch

_BLOCK_NAMES: Final = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form header html legend li main nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul h1 h2 h3 h4 h5 h6"
)
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_ITALICS: Final = frozenset({"i", "em", "cite", "dfn", "var", "u"})
_BOLDS: Final = frozenset({"b", "strong"})
_VOID_NAMES: Final = "area base br col embed hr img input link meta param source track wbr image"
_VOID: Final = frozenset(_VOID_NAMES.split())
_HIDDEN: Final = frozenset(
    {"title", "template", "svg", "math", "object", "select", "canvas", "audio", "video"}
)
_SLANT: Final = re.compile(r"font-style\s*:\s*(?:italic|oblique)|text-decoration[a-z-]*\s*:\s*underline")
_WEIGHT: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_RULE: Final = re.compile(r"\.([A-Za-z_][\w-]{0,60})\s*\{([^{}]{0,2000})\}")
_TALLEST: Final = 64
"""How many open elements an end tag is looked for in."""

_MOST_CLASSES: Final = 5_000


class HtmlReader:
    """Reads one page into ``builder``.

    Attributes:
        title: the page's own title.
    """

    def __init__(self, builder: Builder, watch: Watch) -> None:
        self.title = ""
        self._builder = builder
        self._watch = watch
        self._runs: list[Run] = []
        self._styles: list[tuple[str, int]] = []
        self._classes: dict[str, int] = {}
        self._level = 0
        self._quotes = 0
        self._hidden: list[str] = []
        self._hidden_words = 0
        self._page = ""
        self._ends: dict[str, int] = {}
        self._pre = 0
        self._empty = False  # a paragraph has begun, and nothing of it was seen yet

    def read(self, text: str) -> None:
        """Read the page ``text``.

        Raises:
            ReadError: it is larger than any book.
        """
        self._page, self._ends = text, {}
        length = max(1, len(text))
        done = 0
        for token in read_tokens(text):
            self._watch.tick()
            done += len(token.text) + len(token.name) + 2
            if done & 0xFFFF < 64:
                self._watch.tick(done / length)
            if token.endless:
                self._say_endless(token)
            elif token.name == "style" and not token.opens and not token.closes:
                self._learn(token.text)
            elif not token.name:
                self._text(token.text)
            elif token.opens:
                self._start(token)
            else:
                self._end(token.name)
        self._flush()
        if self._hidden:
            self._say_lost(self._hidden[0], self._hidden_words)
            self._hidden.clear()
        self._page = ""

    def _say_endless(self, token: Token) -> None:
        """A script or a style has no end: where it was taken to end, and what went with it."""
        lost = len(token.text.split())
        count = "one word" if lost == 1 else f"{lost:,} words"
        self._builder.remark(
            f"A <{token.name}> in the page has no end; {count} of it were left out, and what follows the "
            "next heading or paragraph tag is read as text."
        )

    def _say_lost(self, name: str, words: int) -> None:
        count = "one word" if words == 1 else f"{words:,} words"
        self._builder.remark(f"A <{name}> in the page is not closed, so {count} inside it were left out.")

    def _is_closed(self, token: Token) -> bool:
        """Whether an element that hides its text ends anywhere behind ``token``."""
        if token.name not in self._ends:
            self._ends[token.name] = last_end(self._page, token.name)
        return self._ends[token.name] >= token.at

    def _text(self, text: str) -> None:
        if self._hidden:
            if self._hidden[-1] == "title" and len(self.title) < 500:
                self.title += text
            else:
                self._hidden_words += len(text.split())
            return
        style = self._styles[-1][1] if self._styles else 0
        if self._pre and "\n" in text:
            for at, line in enumerate(text.split("\n")):
                if at:
                    self._flush(gap=True)
                self._runs.append(Run(line, style))
            return
        self._runs.append(Run(text, style))

    def _start(self, token: Token) -> None:
        name = token.name
        if self._hidden:
            # Only the element itself may lie in itself; the rest inside is hidden with it.
            if name == self._hidden[0] and not token.closes and len(self._hidden) < _TALLEST:
                self._hidden.append(name)
            return
        if name in _HIDDEN:
            self._builder.count("picture", 1 if name in ("svg", "object", "canvas", "video") else 0)
            if not token.closes and self._is_closed(token):
                self._hidden.append(name)
                self._hidden_words = 0
            elif not token.closes:
                self._builder.remark(
                    f"A <{name}> in the page is not closed, so what follows is read as text."
                )
        elif name == "br":
            self._flush(gap=True)
        elif name == "hr":
            self._flush()
            self._builder.rule()
        elif name in ("img", "image"):
            self._builder.count("picture")
        elif name in _BLOCKS:
            self._start_block(name)
        if name not in _VOID and name not in _HIDDEN and name not in _BLOCKS and not token.closes:
            self._styles.append((name, self._style_of(token)))

    def _start_block(self, name: str) -> None:
        self._flush()
        # A paragraph ends what was left open in the one before it, or a lost "</i>" would slant the book.
        if self._styles:
            self._styles.clear()
        if name == "table":
            self._builder.count("table")
        elif name == "blockquote":
            self._quotes += 1
        elif name == "pre":
            self._pre += 1
        self._level = int(name[1]) if name[0] == "h" and name[1:].isdecimal() else 0
        self._empty = name == "p"

    def _end(self, name: str) -> None:
        if self._hidden:
            if name == self._hidden[0]:
                self._hidden.pop()
            return
        if name in _BLOCKS:
            self._flush(gap=name == "p" and self._empty)
            self._level, self._empty = 0, False
            if name == "blockquote":
                self._quotes = max(0, self._quotes - 1)
            elif name == "pre":
                self._pre = max(0, self._pre - 1)
            return
        for depth in range(len(self._styles) - 1, max(-1, len(self._styles) - _TALLEST), -1):
            if self._styles[depth][0] == name:
                del self._styles[depth:]
                return

    def _style_of(self, token: Token) -> int:
        """The emphasis inside the element, that of the elements around it included."""
        style = self._styles[-1][1] if self._styles else 0
        if token.name in _ITALICS:
            style |= ITALIC
        elif token.name in _BOLDS:
            style |= BOLD
        if "style" in token.text or "class" in token.text:
            style |= _emphasis(token.attribute("style").lower())
            for name in token.attribute("class").split()[:20]:
                style |= self._classes.get(name, 0)
        return style

    def _learn(self, rules: str) -> None:
        """Which classes slant or thicken: word processors and web editors write emphasis that way."""
        for found in _RULE.finditer(rules):
            if (style := _emphasis(found.group(2).lower())) and len(self._classes) < _MOST_CLASSES:
                self._classes[found.group(1)] = self._classes.get(found.group(1), 0) | style

    def _flush(self, *, gap: bool = False) -> None:
        """The paragraph ends here; with ``gap`` also one without words counts."""
        if plain_line(self._runs):
            self._builder.say("".join(run.text for run in self._runs) + "\n")
            self._builder.paragraph(self._runs, self._level, quote=bool(self._quotes))
            self._empty = False
        elif gap:
            self._builder.paragraph([])
            self._empty = False
        self._runs = []


def _emphasis(css: str) -> int:
    return (ITALIC if _SLANT.search(css) else 0) | (BOLD if _WEIGHT.search(css) else 0)


def read_page(text: str, watch: Watch) -> Document:
    """The web page ``text``.

    Raises:
        ReadError: it is larger than any book.
    """
    builder = Builder(watch)
    reader = HtmlReader(builder, watch)
    reader.read(text)
    builder.title = reader.title
    return builder.document()
