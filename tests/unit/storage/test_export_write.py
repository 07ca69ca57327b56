from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.storage.error import SaveError
from studio.storage.export_write import ExportWrite, clear_unfinished_export
from studio.storage.temporary import temporary_name


def left_by_a_dead_process(folder: Path) -> Path:
    path = folder / temporary_name().replace(f"-{os.getpid()}-", "-999999999-")
    path.write_bytes(b"half of a sto")
    return path


def test_a_file_is_written_and_no_note_stays(tmp_path: Path) -> None:
    ExportWrite(tmp_path / "state" / "journal")(tmp_path / "story.txt", b"It began.\n")
    assert (tmp_path / "story.txt").read_bytes() == b"It began.\n"
    assert list((tmp_path / "state" / "journal").iterdir()) == []


def test_the_next_export_there_clears_what_a_crash_left(tmp_path: Path) -> None:
    left = left_by_a_dead_process(tmp_path)
    ExportWrite()(tmp_path / "story.txt", b"It began.\n")
    assert not left.exists()


def test_so_does_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journals, exports = tmp_path / "journal", tmp_path / "exports"
    exports.mkdir()

    def die(path: Path, data: bytes, **_: object) -> str:
        if path.parent == exports:
            raise KeyboardInterrupt
        path.write_bytes(data)
        return ""

    with monkeypatch.context() as context:
        context.setattr("studio.storage.export_write.write_atomic", die)
        context.setattr(ExportWrite, "_end", lambda _self: None)
        with pytest.raises(KeyboardInterrupt):
            ExportWrite(journals)(exports / "story.txt", b"It began.\n")
    left = left_by_a_dead_process(exports)
    (exports / "mine.tmp").touch()
    clear_unfinished_export(journals)
    assert [path.name for path in exports.iterdir()] == ["mine.tmp"]
    assert not left.exists()
    assert list(journals.iterdir()) == []
    clear_unfinished_export(journals)


def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="gone"):
        ExportWrite(tmp_path / "journal")(tmp_path / "gone" / "story.txt", b"x")


@pytest.mark.parametrize("data", [b"", b"a\0b", b"\xff\xfe", b"/nowhere/at/all"])
def test_a_broken_note_does_no_harm(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "exporting").write_bytes(data)
    clear_unfinished_export(tmp_path)
