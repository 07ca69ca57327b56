"""Reading and writing one chapter, keeping all that the file is besides its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from studio.model.problem import Problem
from studio.storage.atomic import Leniency, write_atomic
from studio.storage.encoding import decode, encode
from studio.storage.error import ReadError
from studio.storage.file_call import FileCalls
from studio.storage.file_read import digest, read_file
from studio.storage.line_end import LineEnds, read_line_ends, write_line_ends

LARGE_ABOVE: Final = 20_000_000
"""Bytes, or characters; a larger chapter is written in slowly, saved less often and not proofread."""

READ_ONLY_ABOVE: Final = 64_000_000
"""Bytes; a larger chapter can be read but not changed."""

REFUSED_ABOVE: Final = 200_000_000

_SHOWN: Final = 1_000_000
"""Characters of a chapter that can only be read: its beginning; no page could hold the rest."""

_MOST_LINES: Final = 500_000

_LONGEST_LINE: Final = 200_000
"""Characters of one line in a large chapter: a page lays out whole lines."""

_SHOWN_LINES: Final = 10_000


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A chapter's text and how its file writes it.

    Attributes:
        text: the words, every line ended by ``\\n``.
        digest: of the file's bytes; None if there is no file or ``text`` is not all of it.
        line_end: the file's usual line end.
        bom: whether the file begins with a byte order mark.
        encoding: a Python codec's name.
        problems: what is odd about the file, ``where`` being its name.
        read_only: whether the studio must not write it.
        ends: the line ends in full, for files that mix them.
    """

    text: str = ""
    digest: str | None = None
    line_end: str = "\n"
    bom: bool = False
    encoding: str = "utf-8"
    problems: tuple[Problem, ...] = ()
    read_only: bool = False
    ends: LineEnds = field(default_factory=LineEnds)


def read_chapter(path: Path) -> ChapterText:
    """The chapter in ``path``; one that cannot be read is empty, read-only and says why in ``problems``."""
    try:
        data = read_file(path, REFUSED_ABOVE)
    except ReadError as error:
        return ChapterText(problems=(Problem(path.name, error.sentence),), read_only=True)
    return parse_chapter(path.name, data)


def parse_chapter(name: str, data: bytes) -> ChapterText:
    """The chapter in ``data``; ``name`` is the file's, for the problems."""
    decoded = decode(data)
    text, ends = read_line_ends(decoded.text)
    troubles = decoded.troubles
    what = _too_much(len(data), text)
    cut = bool(what)
    if cut:
        text, ends = _beginning(text), LineEnds()
        troubles += (f"{what}, so only its beginning is shown; it can be read but not changed",)
    elif len(data) > LARGE_ABOVE:
        size = f"is larger than {LARGE_ABOVE // 1_000_000} MB"
        troubles += (f"{size}, so writing in it is slow and it is not proofread; divide it into chapters",)
    return ChapterText(
        text=text,
        digest=None if cut else digest(data),
        line_end=ends.usual,
        bom=decoded.bom,
        encoding=decoded.encoding,
        problems=tuple(Problem(name, f"“{name}” {trouble}.") for trouble in troubles),
        read_only=cut or decoded.binary,
        ends=ends,
    )


def _too_much(size: int, text: str) -> str:
    """Why a chapter can only be read, in words that follow its name; "" if it can be written."""
    if size > READ_ONLY_ABOVE:
        return f"is larger than {READ_ONLY_ABOVE // 1_000_000} MB"
    if text.count("\n") > _MOST_LINES:
        return f"has more than {_MOST_LINES:,} lines"
    if size > LARGE_ABOVE and max(map(len, text.split("\n"))) > _LONGEST_LINE:
        size_in_words = f"is larger than {LARGE_ABOVE // 1_000_000} MB"
        return f"{size_in_words} and has lines of more than {_LONGEST_LINE:,} letters"
    return ""


def _beginning(text: str) -> str:
    """The first lines of ``text``, as many as a page can hold."""
    return "\n".join(text[:_SHOWN].split("\n", _SHOWN_LINES)[:_SHOWN_LINES])


def write_chapter(
    path: Path,
    text: str,
    like: ChapterText,
    expected_digest: str | None,
    *,
    calls: FileCalls | None = None,
    leniency: Leniency | None = None,
) -> ChapterText:
    """Save ``text`` in the manner of ``like`` and return what then lies on disk.

    Args:
        like: the chapter as it was read or last saved.
        expected_digest: what the file must still be; None if there must be no file.
        leniency: how far to go on a poor drive.

    Raises:
        ChangedOutside: the file on disk is another one; nothing was written.
        SaveError: it could not be written; the old or the new file is whole.
    """
    data, encoding, ends, troubles = chapter_bytes(text, like)
    written = write_atomic(path, data, expected=expected_digest, calls=calls, leniency=leniency)
    return ChapterText(
        text=text,
        digest=written,
        line_end=like.line_end,
        bom=like.bom,
        encoding=encoding,
        problems=tuple(Problem(path.name, f"“{path.name}” {trouble}.") for trouble in troubles),
        ends=ends,
    )


def chapter_bytes(text: str, like: ChapterText) -> tuple[bytes, str, LineEnds, tuple[str, ...]]:
    """The bytes that ``text`` is saved as, their encoding and line ends, and what is odd about them."""
    ended = write_line_ends(text, like.text, like.ends)
    data, encoding, troubles = encode(ended, like.encoding, like.bom)
    ends = read_line_ends(ended)[1] if like.ends.lines else like.ends
    return data, encoding, ends, troubles
