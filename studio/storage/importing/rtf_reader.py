"""Reads rich text (.rtf): text, emphasis, headings, footnotes and comments."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from studio.storage.error import ReadError
from studio.storage.importing.builder import Builder
from studio.storage.importing.document import Document
from studio.storage.importing.markdown import BOLD, ITALIC, Run, plain_line
from studio.storage.importing.rtf_token import RtfToken, read_rtf_tokens
from studio.storage.importing.watch import Watch

_DEEPEST: Final = 2_000
_SIGNS: Final = MappingProxyType(
    {
        "tab": " ",
        "emdash": "—",
        "endash": "–",
        "lquote": "‘",
        "rquote": "’",
        "ldblquote": "“",
        "rdblquote": "”",
        "bullet": "•",
        "~": "\u00a0",
        "_": "\u2011",
        "emspace": " ",
        "enspace": " ",
        "{": "{",
        "}": "}",
        "\\": "\\",
        "line": "\n",
        "\n": "\n",
        "\r": "\n",
        "cell": "\n",
        "row": "\n",
        "par": "\n",
        "sect": "\n",
        "page": "\n",
        "\t": " ",
    }
)
_UNREAD: Final = (
    "fonttbl colortbl listtable listoverridetable rsidtbl generator pict object header headerl headerr "
    "headerf footer footerl footerr footerf ftnsep ftnsepc aftnsep aftnsepc xmlnstbl themedata "
    "datastore latentstyles fldinst nonshppict atnid atntime atndate atnref atrfstart atrfend bkmkstart "
    "bkmkend operator company category keywords doccomm subject creatim revtim printim buptim comment "
    "userprops revtbl pgptbl mmathPr"
)
_SILENT: Final = frozenset(_UNREAD.split())
_HEARD: Final = frozenset({"shppict", "shptxt", "shpinst", "upr", "ud"})
"""Groups that begin with a star and are read all the same."""

_HEADING: Final = re.compile(r"heading ([1-9])")
_PAGES: Final = MappingProxyType({437: "cp437", 850: "cp850", 10000: "mac_roman", 65001: "utf-8"})


class _State(NamedTuple):
    """What a group inherits and gives back at its end."""

    into: str = "body"
    """Where text goes: "body", "note", "comment", "author", "title", "writer", "styles", "old" (the first
    of two versions, kept until the second one comes) or "" (nowhere)."""
    style: int = 0
    skip: int = 1
    gone: bool = False
    twice: str = ""
    """Of a group that holds its text twice, for old and for new readers: "old" until the old one has begun,
    "new" from then on; "" for all other groups."""


class RtfReader:
    """Reads one document.

    Args:
        data: the file.
        name: its name, for the sentences.
    """

    def __init__(self, data: bytes, name: str, watch: Watch) -> None:
        self._data = data.decode("latin-1")
        self._name = name
        self._watch = watch
        self._builder = Builder(watch)
        self._state = _State()
        self._stack: list[_State] = []
        self._runs: dict[str, list[Run]] = {"body": [], "note": [], "comment": [], "old": []}
        self._notes: list[list[Run]] = []
        self._words: dict[str, str] = {"author": "", "title": "", "writer": "", "styles": ""}
        self._bytes = bytearray()
        self._codec = "cp1252"
        self._high = 0
        self._to_skip = 0
        self._starred = False
        self._level = 0
        self._style_number = 0
        self._levels: dict[int, int] = {}
        self._commands: Mapping[str, Callable[[int | None], None]] = self._table()

    def read(self) -> Document:
        """The document.

        Raises:
            ReadError: it is no rich text, or nested as no text is.
        """
        if not self._data.lstrip("\ufeff\r\n\t ").startswith("{\\rtf"):
            raise ReadError(f"“{self._name}” is not rich text.")
        length = max(1, len(self._data))
        for count, token in enumerate(read_rtf_tokens(self._data)):
            self._watch.tick(token.end / length if count % 20_000 == 0 else None)
            self._take(token)
        self._flush_bytes()
        broken = bool(self._stack)
        while self._stack:
            self._leave()
        self._end_paragraph("body")
        if broken and (last := self._builder.last_words()):
            self._builder.lose(
                f"“{self._name}” breaks off at “…{last}”; what may have followed is missing here."
            )
        self._builder.title = self._builder.title or self._words["title"]
        self._builder.author = self._words["writer"]
        return self._builder.document()

    def _take(self, token: RtfToken) -> None:
        if token.byte >= 0:
            self._byte(token.byte)
            return
        if token.text:
            self._plain(token.text)
            return
        self._flush_bytes()
        if token.brace == "{":
            if len(self._stack) >= _DEEPEST:
                raise ReadError(f"“{self._name}” is nested too deeply to be read.")
            self._enter()
        elif token.brace == "}":
            self._leave()
        elif token.word:
            self._command(token.word, token.number)

    def _enter(self) -> None:
        self._to_skip = 0
        state = self._state
        if state.twice == "old":
            self._stack.append(state._replace(twice="new"))
            self._state = state._replace(twice="", into="old")
        else:
            self._stack.append(state)

    def _leave(self) -> None:
        old, self._state = self._state, self._stack.pop() if self._stack else _State()
        self._starred = False
        self._to_skip = 0
        if old.twice:
            self._take_old(old.into)
        if old.into == self._state.into:
            return
        if old.into == "note":
            self._end_paragraph("note")
            self._end_note()
        elif old.into == "comment":
            runs = self._runs["comment"]
            self._builder.comment(self._words["author"], plain_line(runs))
            self._words["author"] = ""
            runs.clear()

    def _take_old(self, into: str) -> None:
        """A group that was to hold its text twice ends: what is still kept had no second version."""
        runs, self._runs["old"] = self._runs["old"], []
        for run in runs:
            if run.text == "\n" and into in ("body", "note"):
                self._end_paragraph(into)
            elif into in self._runs:
                self._runs[into].append(run)
            elif into in self._words:
                self._words[into] = (self._words[into] + run.text)[:500]

    def _end_note(self) -> None:
        mark = self._builder.note_mark()
        self._runs["body"].append(Run(mark))
        self._builder.note(mark, self._notes)
        for runs in self._notes:
            self._builder.say("".join(run.text for run in runs) + "\n")
        self._notes = []

    # -- characters ----------------------------------------------------------------------------------

    def _byte(self, value: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes.append(value)

    def _plain(self, text: str) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(text))
            self._to_skip -= skipped
            text = text[skipped:]
        if text:
            if text.isascii():
                self._flush_bytes()
                self._write(text)
            else:
                self._bytes += text.encode("latin-1")

    def _flush_bytes(self) -> None:
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._write(data.decode(self._codec, "replace"))

    def _write(self, text: str) -> None:
        state = self._state
        if state.gone:
            return
        if state.into in self._runs:
            self._runs[state.into].append(Run(text, state.style))
        elif state.into == "styles":
            self._style_name(text)
        elif state.into in self._words:
            self._words[state.into] = (self._words[state.into] + text)[:500]

    def _style_name(self, text: str) -> None:
        found = _HEADING.match(text.strip().lower())
        if found:
            self._levels[self._style_number] = int(found.group(1))

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) % 65_536
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if self._high:
                self._write(chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00))
            self._high = 0
        else:
            self._high = 0
            self._write(chr(code))
        self._to_skip = self._state.skip

    # -- control words -------------------------------------------------------------------------------

    def _table(self) -> Mapping[str, Callable[[int | None], None]]:
        return {
            "u": self._unicode,
            "upr": lambda _n: self._set(twice="old") if self._state.into != "old" else None,
            "ud": lambda _n: self._runs["old"].clear(),
            "uc": lambda n: self._set(skip=min(abs(n or 0), 16)),
            "ansicpg": self._code_page,
            "mac": lambda _n: self._set_codec("mac_roman"),
            "pc": lambda _n: self._set_codec("cp437"),
            "pca": lambda _n: self._set_codec("cp850"),
            "i": lambda n: self._emphasise(ITALIC, n),
            "b": lambda n: self._emphasise(BOLD, n),
            "ul": lambda n: self._emphasise(ITALIC, n),
            "ulnone": lambda _n: self._emphasise(ITALIC, 0),
            "plain": lambda _n: self._set(style=0, gone=False),
            "pard": lambda _n: self._begin_paragraph(),
            "s": self._use_style,
            "outlinelevel": self._outline_level,
            "deleted": lambda n: self._delete(n != 0),
            "v": lambda n: self._builder.count("hidden stretch", 1 if n != 0 else 0),
            "stylesheet": lambda _n: self._into("styles"),
            "title": lambda _n: self._into("title"),
            "author": lambda _n: self._into("writer"),
            "info": lambda _n: self._into(""),
            "footnote": lambda _n: self._into("note"),
            "annotation": lambda _n: self._into("comment"),
            "atnauthor": lambda _n: self._into("author"),
            "pict": lambda _n: self._picture(),
            "trowd": lambda _n: self._builder.remark("Tables were written as paragraphs, one for each cell."),
        }

    def _command(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, word == "*"
        if word in {"'", "*"}:
            return
        if self._to_skip and (word in _SIGNS or word == "u"):
            self._to_skip -= 1
            return
        call = self._commands.get(word)
        if call is not None:
            call(number)
        elif word in _SIGNS:
            self._sign(_SIGNS[word])
        elif word in _SILENT or (starred and word not in _HEARD):
            self._into("")

    def _sign(self, sign: str) -> None:
        into = self._state.into
        if sign != "\n" or into == "old":
            self._write(sign)
        elif into in ("body", "note") and not self._state.gone:
            self._end_paragraph(into)
        elif into == "comment":
            self._write(" ")

    def _end_paragraph(self, into: str) -> None:
        runs, self._runs[into] = self._runs[into], []
        if into == "note":
            if plain_line(runs):
                self._notes.append(runs)
            return
        self._builder.say("".join(run.text for run in runs) + "\n")
        self._builder.paragraph(runs, self._level)

    def _begin_paragraph(self) -> None:
        if self._state.into == "body":
            self._level = 0

    def _use_style(self, number: int | None) -> None:
        if self._state.into == "styles":
            self._style_number = number or 0
        elif self._state.into == "body":
            self._level = self._levels.get(number or 0, 0)

    def _outline_level(self, number: int | None) -> None:
        level = (number or 0) + 1
        if 1 <= level <= 9:
            if self._state.into == "styles":
                self._levels[self._style_number] = level
            elif self._state.into == "body":
                self._level = level

    def _emphasise(self, style: int, number: int | None) -> None:
        old = self._state.style
        self._set(style=old & ~style if number == 0 else old | style)

    def _delete(self, on: bool) -> None:
        if on and not self._state.gone:
            self._builder.count("deletion")
        self._set(gone=on)

    def _picture(self) -> None:
        if self._state.into not in ("", "old"):
            self._builder.count("picture")
        self._into("")

    def _into(self, target: str) -> None:
        if self._state.into == "old" and target:
            return  # the second version has the same, and is the one that is read
        self._set(into=target if self._state.into else "")
        if target in ("title", "writer") and self._stack and self._stack[-1].into == "":
            self._set(into=target)  # these stand inside a group that is not read otherwise

    def _code_page(self, number: int | None) -> None:
        self._set_codec(_PAGES.get(number or 0, f"cp{number or 1252}"))

    def _set_codec(self, name: str) -> None:
        try:
            codecs.lookup(name)
        except LookupError:
            return
        self._codec = name

    def _set(self, **changes: Any) -> None:
        self._state = self._state._replace(**changes)
