"""Parts HTML, however broken, into tags and text, in time that grows with its length and no faster."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:_-]{0,40})((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>")
_BARE_TAG: Final = re.compile(r"([^<]*+)<(/?)([A-Za-z][A-Za-z0-9]{0,40})>")
"""Text and a tag without attributes: most tags of most pages, and nearly all of one made to be slow."""

_NAME: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9:_-]{0,40})")
_LONGEST_TAG: Final = 4_096
_MOST_ODD: Final = 200
"""After so many tags that are broken or overlong, quotation marks in tags are no longer minded."""

_HUGE_NUMBER: Final = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")
_ATTRIBUTE: Final = re.compile(r"([A-Za-z_][\w:.-]{0,60})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_RAW: Final = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
"""What stands in these is no text, up to their end tag; but ``xmp`` shows what it holds as it is written."""

_BOOK: Final = re.compile(
    r"</(?:head|body|html)\s*>|<(?:body|h[1-6]|p|div|section|article|main)[\s>]", re.IGNORECASE
)
"""Where the words of a book go on behind a script or a style that has no end."""


class Token(NamedTuple):
    """A start tag (``opens``), an end tag (``closes``), or text; ``<br/>`` opens and closes.

    Attributes:
        name: the tag's, in small letters; "" for text.
        text: the text with entities resolved; a ``style`` element's rules; a tag's attributes; what was left
            out of an element that has no end.
        at: where it ends in the page, in characters; of text it is not told.
        endless: a script, a style or the like (``name``) has no end; what follows is read as the page.
    """

    name: str
    text: str = ""
    opens: bool = False
    closes: bool = False
    at: int = 0
    endless: bool = False

    def attribute(self, wanted: str) -> str:
        """The value of an attribute, "" if there is none."""
        for found in _ATTRIBUTE.finditer(self.text[:_LONGEST_TAG]):
            if found.group(1).lower() == wanted:
                return unescape(found.group(2) or found.group(3) or found.group(4) or "")
        return ""


def unescape(text: str) -> str:
    """``text`` with entities resolved; numbers that no character has become "�"."""
    return html.unescape(_HUGE_NUMBER.sub("�", text)) if "&" in text else text


def read_tokens(text: str) -> Iterator[Token]:
    """The tokens of a page in order; comments, declarations and scripts are left out."""
    return _Tokenizer(text).read()


class _Tokenizer:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._odd = 0
        self._gone: set[str] = set()

    def read(self) -> Iterator[Token]:
        text = self._text
        loose: list[str] = []
        while True:
            bare = _BARE_TAG.match(text, self._at)
            if bare is not None:
                words, slash, name = bare.groups()
                self._at = bare.end()
                token: Token | None = Token(name.lower(), "", not slash, bool(slash), self._at)
            else:
                less = text.find("<", self._at)
                if less < 0:
                    break
                words, self._at = text[self._at : less], less
                token = self._next()
            if words:
                loose.append(words)
            if token is None:
                continue
            if token.name == "" and not token.opens:
                loose.append(token.text)
                continue
            if text_before := "".join(loose):
                yield Token("", unescape(text_before))
            loose.clear()
            yield token
            if token.opens and not token.closes and token.name in _RAW:
                yield from self._raw(token.name)
        loose.append(text[self._at :])
        if words := "".join(loose):
            yield Token("", unescape(words))

    def _next(self) -> Token | None:
        """What begins at the "<" here; None for what is left out; loose text if it is no tag."""
        text, start = self._text, self._at
        if text.startswith("<!--", start):
            self._skip("-->", 4)
            return None
        if text.startswith("<![CDATA[", start):
            return self._cdata()
        if text.startswith(("<!", "<?"), start):
            self._skip(">", 2)
            return None
        tag = None
        if self._odd < _MOST_ODD and self._find(">", start) >= 0:
            tag = _TAG.match(text, start, start + _LONGEST_TAG)
        if tag is not None:
            self._at = tag.end()
            return _tag(tag.group(1), tag.group(2), tag.group(3), self._at)
        name = _NAME.match(text, start)
        end = self._find(">", start) if name else -1
        if name is None or end < 0:
            self._odd += name is not None
            self._at = start + 1
            return Token("", "<")
        self._odd += 1
        self._at = end + 1
        return _tag("/" if text[start + 1] == "/" else "", name.group(1), text[name.end() : end], self._at)

    def _skip(self, end: str, length: int) -> None:
        """Go behind ``end``; what has no end is text, as leaving the rest out would lose words."""
        found = self._find(end, self._at + length)
        self._at = found + len(end) if found >= 0 else self._at + length

    def _cdata(self) -> Token | None:
        end = self._find("]]>", self._at)
        start = self._at + len("<![CDATA[")
        if end < 0:
            self._at = start
            return None
        self._at = end + 3
        return Token("", self._text[start:end].replace("&", "&amp;"))

    def _find(self, wanted: str, start: int) -> int:
        """Where ``wanted`` is next; that there is none any more is looked up once only."""
        if wanted in self._gone:
            return -1
        found = self._text.find(wanted, start)
        if found < 0:
            self._gone.add(wanted)
        return found

    def _raw(self, name: str) -> Iterator[Token]:
        start, endless = self._at, False
        end = None if f"</{name}" in self._gone else _end_of(name).search(self._text, start)
        if end is None:
            self._gone.add(f"</{name}")
            end = _BOOK.search(self._text, start)
            endless = True
        self._at = end.start() if end else len(self._text)
        held = self._text[start : self._at]
        if endless:
            yield Token(name, held, endless=True)
        if name == "style":
            yield Token("style", held[:200_000])
        elif name == "xmp":
            yield Token("", held)


def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(f"</{name}\\b", re.IGNORECASE)


def last_end(text: str, name: str) -> int:
    """Where the last end tag called ``name`` begins in a page; -1 if there is none."""
    at = -1
    for found in _end_of(name).finditer(text):
        at = found.start()
    return at


def _tag(slash: str, name: str, attributes: str, at: int) -> Token:
    closes = bool(slash) or attributes.endswith("/")
    return Token(name.lower(), attributes, opens=not slash, closes=closes, at=at)
