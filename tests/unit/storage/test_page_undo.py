from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.model.edit import TextEdit
from studio.storage.page_undo import read_page_undo, write_page_undo

STEPS = (TextEdit(0, 4, ""), TextEdit(3, 0, "é😀"))


@given(
    st.text(max_size=20),
    st.lists(st.builds(TextEdit, st.integers(0, 99), st.integers(0, 9), st.text(max_size=9)), max_size=9),
)
def test_what_is_kept_comes_back(chapter: str, steps: list[TextEdit]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_page_undo(Path(folder), chapter, "text", steps)
        assert read_page_undo(Path(folder), chapter, "text") == tuple(steps)


def test_only_for_the_same_text_of_the_same_chapter(tmp_path: Path) -> None:
    write_page_undo(tmp_path, "a", "text", STEPS)
    assert read_page_undo(tmp_path, "a", "other") == ()
    assert read_page_undo(tmp_path, "b", "text") == ()


def test_none_are_no_file(tmp_path: Path) -> None:
    write_page_undo(tmp_path, "a", "text", STEPS)
    write_page_undo(tmp_path, "a", "text", ())
    assert list(tmp_path.rglob("*.json")) == []


def test_the_newest_are_kept_where_all_are_too_much(tmp_path: Path) -> None:
    steps = [TextEdit(n, 0, "x" * 100_000) for n in range(20)]
    write_page_undo(tmp_path, "a", "text", steps)
    kept = read_page_undo(tmp_path, "a", "text")
    assert 0 < len(kept) < 20
    assert kept == tuple(steps[: len(kept)])


@pytest.mark.parametrize(
    "steps", [[[-1, 0, ""]], [[0, "x", ""]], [["0", 0, ""]], [[0, 0, 5]], [[0]], 7, [[True, 0, ""]], None]
)
def test_a_damaged_file_is_as_none(tmp_path: Path, steps: object) -> None:
    write_page_undo(tmp_path, "a", "text", STEPS)
    (path,) = tmp_path.rglob("*.json")
    path.write_text(json.dumps({**json.loads(path.read_text()), "steps": steps}))
    assert read_page_undo(tmp_path, "a", "text") == ()
