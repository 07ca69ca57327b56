from pathlib import Path

import pytest

from studio.ui.window.main_window_place import read_place, write_place


def test_a_place_comes_back(tmp_path: Path) -> None:
    write_place(tmp_path / "new", "chapters/Ö.md", {"chapters/Ö.md": 12})
    assert read_place(tmp_path / "new") == ("chapters/Ö.md", {"chapters/Ö.md": 12})


@pytest.mark.parametrize("content", ["", "[]", "{", '{"carets": 3}', "\x00", '{"chapter": 1}'])
def test_a_broken_file_is_no_place(tmp_path: Path, content: str) -> None:
    (tmp_path / "place.json").write_text(content, "utf-8")
    assert read_place(tmp_path) == ("", {})


def test_a_cache_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    write_place(tmp_path / "file", "a", {})
    assert read_place(tmp_path / "file") == ("", {})
