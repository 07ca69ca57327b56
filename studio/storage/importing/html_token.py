"""Parts HTML, however broken, into tags and text, in time that grows with its length and no faster."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:_-]{0,40})((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>")
_NAME: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9:_-]{0,40})")
_LONGEST_TAG: Final = 4_096
_MOST_ODD: Final = 200
"""After so many tags that are broken or overlong, quotation marks in tags are no longer minded."""

_HUGE_NUMBER: Final = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")
_ATTRIBUTE: Final = re.compile(r"([A-Za-z_][\w:.-]{0,60})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_RAW: Final = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
"""What stands in these is no text, up to their end tag."""


@dataclass(frozen=True, slots=True)
class Token:
    """A start tag (``opens``), an end tag (``closes``), or text; ``<br/>`` opens and closes.

    Attributes:
        name: the tag's, in small letters; "" for text.
        text: the text with entities resolved; a ``style`` element's rules; a tag's attributes.
    """

    name: str
    text: str = ""
    opens: bool = False
    closes: bool = False

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
        while (less := text.find("<", self._at)) >= 0:
            loose.append(text[self._at : less])
            self._at = less
            token = self._next()
            if token is None:
                continue
            if token.name == "" and not token.opens:
                loose.append(token.text)
                continue
            if words := "".join(loose):
                yield Token("", unescape(words))
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
            return _tag(tag.group(1), tag.group(2), tag.group(3))
        name = _NAME.match(text, start)
        end = self._find(">", start) if name else -1
        if name is None or end < 0:
            self._odd += name is not None
            self._at = start + 1
            return Token("", "<")
        self._odd += 1
        self._at = end + 1
        return _tag("/" if text[start + 1] == "/" else "", name.group(1), text[name.end() : end])

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
        end = re.compile(f"</{name}\\b", re.IGNORECASE).search(self._text, self._at)
        stop = end.start() if end else len(self._text)
        if name == "style":
            yield Token("style", self._text[self._at : min(stop, self._at + 200_000)])
        self._at = stop


def _tag(slash: str, name: str, attributes: str) -> Token:
    return Token(name.lower(), attributes, opens=not slash, closes=bool(slash) or attributes.endswith("/"))
