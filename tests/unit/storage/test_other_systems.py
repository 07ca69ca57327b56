"""What Windows and macOS do otherwise, as far as it can be seen from here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from studio.proofing.child_process import quiet_flags
from studio.storage import file_call
from studio.storage.file_call import SystemCalls, full_sync
from studio.storage.file_name import stays_inside


@pytest.mark.parametrize(
    "name",
    ["../One.md", "..\\One.md", "/etc/One.md", "\\One.md", "C:One.md", "C:/One.md", "a/..\\..\\b", "a\0"],
)
def test_a_name_that_leads_out_on_any_system(name: str) -> None:
    assert not stays_inside(name)


@pytest.mark.parametrize("name", ["One.md", "chapters/One.md", "Part 1/Two: Three.md", "…/a.md", "a..b.md"])
def test_a_name_that_stays(name: str) -> None:
    assert stays_inside(name)


class Scanner:
    """Has the file open for the first so many tries."""

    def __init__(self, tries: int) -> None:
        self.left = tries
        self._replace = os.replace

    def __call__(self, source: Path, target: Path) -> None:
        if self.left:
            self.left -= 1
            raise PermissionError(13, "in use")
        self._replace(source, target)


def test_a_file_that_is_open_elsewhere_is_replaced_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "new", tmp_path / "old"
    source.write_text("new")
    target.write_text("old")
    monkeypatch.setattr(file_call, "replace_pauses", lambda: (0.0, 0.0))
    monkeypatch.setattr(os, "replace", Scanner(3))
    with pytest.raises(PermissionError):
        SystemCalls().replace(source, target)
    assert target.read_text() == "old"
    monkeypatch.setattr(os, "replace", Scanner(2))
    SystemCalls().replace(source, target)
    assert target.read_text() == "new"


@pytest.mark.parametrize(("answer", "synced"), [(None, 0), (45, 1), (5, None)])
def test_macos_is_asked_for_the_medium_itself(
    monkeypatch: pytest.MonkeyPatch, answer: int | None, synced: int | None
) -> None:
    if answer == 45:
        answer = next(iter(file_call._NO_FULL_SYNC))
    plain: list[int] = []
    module = ModuleType("fcntl")

    def fcntl(_handle: int, _command: int) -> None:
        if answer is not None:
            raise OSError(answer, "no")

    module.fcntl = fcntl  # type: ignore[attr-defined]
    module.F_FULLFSYNC = 51  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "fcntl", module)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(os, "fsync", plain.append)
    if synced is None:
        with pytest.raises(OSError, match="no"):
            full_sync(7)
        assert plain == []  # a sync that failed is not tried again in another way
    else:
        full_sync(7)
        assert len(plain) == synced


def test_children_open_no_console(monkeypatch: pytest.MonkeyPatch) -> None:
    assert quiet_flags(gives_way=True) == 0 or sys.platform == "win32"
    monkeypatch.setattr(subprocess, "CREATE_NO_WINDOW", 0x08000000, raising=False)
    monkeypatch.setattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0x00004000, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert quiet_flags() == 0x08000000
    assert quiet_flags(gives_way=True) == 0x08004000


def test_every_child_is_started_so() -> None:
    folder = Path(file_call.__file__).parents[1]
    for path in folder.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        starts = text.count("subprocess.Popen(") + text.count("subprocess.run(")
        assert text.count("creationflags=quiet_flags(") == starts, path.name
