"""Fetching the server: progress, stopping, failing; the download itself is played by a small program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from studio.proofing.engines import server_download
from studio.proofing.engines.server_download import fetch_server
from studio.proofing.evidence import EngineError

HEAD = "import os, pathlib, sys, time; home = pathlib.Path(os.environ['LTP_PATH']); "
WHOLE = HEAD + "(home / 'LanguageTool-6.8').mkdir()"
SLOW = HEAD + "(home / 'tmp1').mkdir(); (home / 'tmp1' / 'a.zip').write_bytes(b'12345'); time.sleep(60)"
FAILING = HEAD + "(home / 'tmp1').mkdir(); sys.exit('PathError: Access forbidden.')"


@pytest.fixture(autouse=True)
def java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_download, "find_java", lambda: "java")


def program(text: str) -> tuple[str, ...]:
    return (sys.executable, "-c", text)


def test_a_whole_download_gives_the_folder(tmp_path: Path) -> None:
    home = tmp_path / "new" / "folder"
    assert fetch_server(home, command=program(WHOLE)) == home
    assert (home / "LanguageTool-6.8").is_dir()


def test_it_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    heard: list[int] = []
    assert fetch_server(tmp_path, heard.append, lambda: 5 in heard, program(SLOW)) is None
    assert list(tmp_path.iterdir()) == []


def test_a_failure_is_said_in_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(EngineError, match=r"could not be fetched \(Access forbidden\)"):
        fetch_server(tmp_path, command=program(FAILING))
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]


def test_without_java_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_download, "find_java", lambda: None)
    with pytest.raises(EngineError, match="Java 17"):
        fetch_server(tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_a_folder_that_cannot_be_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EngineError, match="cannot be written"):
        fetch_server(tmp_path / "file", command=program(WHOLE))
