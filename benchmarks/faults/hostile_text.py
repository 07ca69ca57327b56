"""Hostile stretches of text and of TOML, for projects and documents alike."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Made:
    """A file or folder that was made; ``must_say`` as in ``Case``."""

    target: str
    must_say: bool = False


PATHS = (
    "../../secret.md",
    "../secret.md",
    "/etc/passwd",
    "C:\\Windows\\win.ini",
    "C:secret.md",
    "\\\\server\\share\\a.md",
    "..\\..\\secret.md",
    "chapters/../../secret.md",
    "a\u0000b.md",
    "CON.md",
    "nul",
    "aux.txt",
    "~/.bashrc",
    "$HOME/a.md",
    "file:///etc/passwd",
    "name\nwith a line.md",
    "\u202egnp.md",
    "x" * 5000 + ".md",
    "a/" * 3000 + "a.md",
    ".",
    "..",
    "",
    " ",
)

_DEEP = 10_000
_NESTS = (
    *((">", ""), ("> ", ""), ("[", "]"), ("(", ")"), ("*", "*"), ("_", "_"), ("`", ""), ("#", "")),
    *(("“‘", "’”"), ("<b>", "</b>"), ("![", "](x)"), ("- ", ""), ("\\", ""), ("<!--", "")),
    *(("“", "”"), ("'", "'"), ("«", "»")),
)
_PIECES = (
    *("*x ", '"', '"a" ', "“", "'a ", "it's ", "_a_ ", "<a ", "…", ".", "- ", "—", "A. ", "[a](", "http://a"),
    *("a@", "\\*", "e\u0301", "a\u0301\u0301\u0301", "\u200b", "\u00a0", "Mara Dell ", "Chapter ", "1,"),
    *("— a\n", "*\n", "\t", "`", "Years later ", "\"“'‘«»", "\u202e", "🪶", "\r", "\x0b", "\x0c", "\u2028"),
    *("Mr. ", "o'", "&amp;", "* * *\n", '"\n', "a"),
)


def nested(rng: random.Random) -> bytes:
    """Ten thousand levels of something."""
    opening, closing = rng.choice(_NESTS)
    return f"{opening * _DEEP}deep{closing * _DEEP}\n".encode()


def repeated(rng: random.Random) -> bytes:
    """A mark or a word, tens of thousands of times in one paragraph or one each."""
    piece = rng.choice(_PIECES)
    return (piece * rng.choice((3_000, 20_000, 60_000))).encode()


def broken_text(rng: random.Random) -> bytes:
    """Bytes that are not quite text."""
    words = " ".join(rng.choices(("gate", "lamp", "Torrasay", "“no”", "é"), k=400))
    plain = words.encode()
    every = (
        plain.replace(b" ", b"\x00", 30),
        plain + b"\xed\xa0\x80\xed\xb0\x80 \xed\xa0\x80" + plain,
        words.encode("utf-16-le")[:-1],
        b"\xff\xfe" + words.encode("utf-16-le")[1:],
        b"\xfe\xff" + words.encode("utf-16-be") + b"\xd8\x00",
        plain + words.encode("cp1252") + "Ferry – “é”".encode("cp1252") * 20,
        b"\xff\xfe\x00\x00" + words.encode("utf-32-le")[:-3],
        rng.randbytes(rng.choice((10, 5_000, 300_000))),
        "カタカナの文章。".encode("shift_jis") * 200 + b"\xff\x80" + plain,
        b"\xef\xbb\xbf\xef\xbb\xbf" + plain + b"\x1a\x07\x1b[2J\x1b]0;x\x07",
    )
    return rng.choice(every)


def huge(rng: random.Random) -> bytes:
    """Far more than a chapter: one line of fifty megabytes, or a million paragraphs."""
    kind = rng.randrange(5)
    match kind:
        case 0:
            return b"word " * 10_000_000
        case 1:
            return b"a" * 50_000_000
        case 2:
            return b"a\n\n" * 1_000_000
        case 3:
            return "“No,” he said.\n\n".encode() * 300_000
        case _:
            return b"\n" * 5_000_000


def hostile_text(rng: random.Random) -> bytes:
    """Any of these but the huge ones."""
    make: Callable[[random.Random], bytes] = rng.choice((nested, repeated, broken_text))
    return make(rng)


def hostile_toml(rng: random.Random) -> bytes:
    """TOML that is broken, absurd, or means what no story means."""
    every: tuple[bytes, ...] = (
        b"title = " + b"[" * _DEEP + b"]" * _DEEP,
        b"x = " + b"{a=" * _DEEP + b"1" + b"}" * _DEEP,
        b".".join([b"a"] * 20_000) + b" = 1",
        b"[" + b".".join([b"a"] * 20_000) + b"]\nb = 1",
        b"x = {" + b".".join([b"a"] * 20_000) + b" = 1}",
        b"big = " + b"9" * 6_000,
        b"big = 0x" + b"f" * 100_000,
        b"when = 2026-02-31T25:61:61Z",
        b'title = "unfinished',
        b'title = """' + b"a\n" * 100_000,
        b"title = 7\nauthor = [1]\norder = 3\ntitles = 4\nproofreading = []\ncharacters = 1.5",
        b'order = [[["a"]], {a = 1}, 4, true, 1979-05-27]\n[titles]\n"One.md" = 4\n',
        b"title = \xff\xfe\x00",
        "title = 'x'".encode("utf-16"),
        bytes(rng.randbytes(2_000)),
        b"\x00" * 5_000,
        b'title = "\\uD800"',
        b'title = "a\\u0000b\\u202ec"',
        b"order = [" + b",".join(b'"missing %d.md"' % n for n in range(80_000)) + b"]",
        b"order = [" + b",".join([b'"One.md"'] * 150_000) + b"]",
        b"".join(b"k%d = 1\n" % n for n in range(120_000)),
        b"".join(b"[t%d]\n" % n for n in range(120_000)),
        b"a = 1\na = 2",
        b"[a]\n[a]\n[[a]]",
        b"[proofreading]\nwords = [" + b",".join(b'"w%d"' % n for n in range(150_000)) + b"]",
        b"title = " + b'"' + b"T" * 1_000_000 + b'"',
        b"title = \"A\"\nextends = '../../secret.md'\ninclude = ['/etc/passwd']",
        b"inf = inf\nnan = nan\nx = 1e9999999",
        b"# " + b"c" * 3_000_000,
        b"title = 'x'\n" * 50_000,
    )
    return rng.choice(every)
