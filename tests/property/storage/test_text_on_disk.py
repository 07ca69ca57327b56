"""Any text comes back from disk as it was saved, and a file that is only opened and saved does not change."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from studio.storage.chapter_file import ChapterText, chapter_bytes, parse_chapter, read_chapter, write_chapter
from studio.storage.line_end import LineEnds

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\0\ufeff"), max_size=80
).filter(lambda text: sum(char < " " and char not in "\n\t\f\v\x1b" for char in text) <= len(text) * 0.02)
SHAPES = st.builds(
    ChapterText,
    bom=st.booleans(),
    encoding=st.just("utf-8"),
    ends=st.sampled_from([LineEnds(), LineEnds("\r\n")]),
)


@given(TEXTS, SHAPES)
def test_what_is_saved_is_read_again(text: str, shape: ChapterText) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.md")
        saved = write_chapter(path, text, shape, None)
        read = read_chapter(path)
    assert (read.text, read.digest, read.bom or not shape.bom) == (text, saved.digest, True)


@given(st.binary(max_size=200))
@settings(max_examples=300)
def test_any_bytes_open_without_an_exception(data: bytes) -> None:
    chapter = parse_chapter("a.md", data)
    assert "\r" not in chapter.text
    assert "\0" not in chapter.text


@given(st.lists(st.tuples(st.text("ab—é ", max_size=8), st.sampled_from(["\n", "\r\n", "\r"])), max_size=12))
def test_mixed_line_ends_survive_opening_and_saving(lines: list[tuple[str, str]]) -> None:
    data = "".join(text + end for text, end in lines).encode()
    chapter = parse_chapter("a.md", data)
    assert chapter_bytes(chapter.text, chapter)[0] == data


@given(st.text("abc é“”—\n", min_size=1, max_size=60), st.sampled_from(["cp1252", "utf-16", "utf-8-sig"]))
@example("é——", "cp1252")
def test_other_encodings_survive_opening_and_saving(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    chapter = parse_chapter("a.md", data)
    if encoding == "cp1252":
        with contextlib.suppress(UnicodeDecodeError):
            text = data.decode("utf-8")  # what is proper UTF-8 by chance cannot be told from it
    if not chapter.problems:
        assert chapter.text == text
    assert chapter_bytes(chapter.text, chapter)[0] == data or chapter.problems
