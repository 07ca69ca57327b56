"""File names from titles: safe on every system, readable for people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import Final

TEXT_SUFFIXES: Final = frozenset({".md", ".txt", ".markdown"})
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
_FORBIDDEN: Final = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]'
)
_PLAIN: Final = re.compile(r"[^/\\:\0]+")
_LONGEST: Final = 180
"""Bytes of UTF-8 for the stem: the common limit is 255 for the whole name, and sync tools add to it."""


def safe_stem(title: str) -> str:
    """A file name without ending for ``title``: what any system forbids is left out; never empty."""
    stem = unicodedata.normalize("NFC", _FORBIDDEN.sub(" ", title))
    stem = " ".join(stem.split())
    while len(stem.encode("utf-8")) > _LONGEST:
        stem = stem[:-1]
    # A leading dot hides the file, a final dot or space is lost on Windows.
    stem = stem.lstrip(". ").rstrip(". ")
    if not stem:
        return "Untitled"
    return f"{stem} (chapter)" if stem.split(".")[0].casefold() in _RESERVED else stem


def free_name(stem: str, suffix: str, taken: Callable[[str], bool]) -> str:
    """``stem + suffix``, or with a number if ``taken`` says that there is one of that name."""
    name = f"{stem}{suffix}"
    number = 2
    while taken(name):
        name = f"{stem} {number}{suffix}"
        number += 1
    return name


def same_name(a: str, b: str) -> bool:
    """Whether two names are one on some system: they differ only in case or in Unicode form."""
    return name_key(a) == name_key(b)


def name_key(name: str) -> str:
    """A key under which names that are one on some system fall together."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts names as people do: "Chapter 2" before "Chapter 10"."""
    parts = re.split(r"([0-9]+)", name_key(name))
    # A number by its length first: it may have more digits than Python makes numbers of.
    return tuple(
        (0, len(part.lstrip("0")), part.lstrip("0")) if index % 2 else (1, 0, part)
        for index, part in enumerate(parts)
        if part
    )


def stays_inside(name: str) -> bool:
    """Whether a path from a stranger's file, with "/" between its parts, leads into the folder that it is
    joined to, on every system: there it may be read with "\\" between its parts, or with a drive before."""
    if _PLAIN.fullmatch(name):
        return name != ".."
    path = PurePosixPath(name.replace("\\", "/"))
    absolute = path.is_absolute() or bool(PureWindowsPath(name).drive)
    return not (absolute or ".." in path.parts or "\0" in name)


def is_text_name(name: str) -> bool:
    """Whether a file of that name may be a chapter: a text by its ending, and not hidden."""
    return not name.startswith((".", "~")) and PurePath(name).suffix.lower() in TEXT_SUFFIXES


def is_speakable(name: str) -> bool:
    """Whether the name is proper Unicode (Linux allows any bytes)."""
    return not any("\ud800" <= char <= "\udfff" for char in name)
