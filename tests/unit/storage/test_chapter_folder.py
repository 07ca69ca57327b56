from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from studio.storage.chapter_folder import create_file, move_file, rename_file, trash_file
from studio.storage.error import SaveError


def test_a_new_file_takes_a_free_name(tmp_path: Path) -> None:
    names = [create_file(tmp_path, title).name for title in ("Gate", "gate", "Gate?")]
    assert names == ["Gate.md", "gate 2.md", "Gate 3.md"]


def test_renaming_never_replaces_another_chapter(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A")
    (tmp_path / "b.md").write_text("B")
    assert rename_file(tmp_path / "a.md", "b").name == "b 2.md"
    assert (tmp_path / "b.md").read_text() == "B"


def test_only_the_case_can_change(tmp_path: Path) -> None:
    (tmp_path / "gate.md").write_text("G")
    assert rename_file(tmp_path / "gate.md", "Gate").name == "Gate.md"
    assert [path.name for path in tmp_path.iterdir()] == ["Gate.md"]


def test_the_same_title_changes_nothing(tmp_path: Path) -> None:
    path = create_file(tmp_path, "Gate")
    assert rename_file(path, "Gate") == path


def test_deleted_chapters_lie_in_the_trash_with_the_time(tmp_path: Path) -> None:
    path = create_file(tmp_path, "Gate", text="words")
    trashed = trash_file(path, tmp_path / "history" / "trash", datetime(2026, 1, 2, 3, 4, 5))
    assert trashed.name == "2026-01-02 03.04.05 Gate.md"
    assert (trashed.read_text(), path.exists()) == ("words", False)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="could not be moved"):
        move_file(tmp_path / "gone.md", tmp_path / "new.md")


def test_disks_without_links_rename_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "no links here")

    path = create_file(tmp_path, "Gate")
    monkeypatch.setattr(os, "link", refuse)
    assert move_file(path, tmp_path / "Door.md").exists()
    assert not path.exists()
