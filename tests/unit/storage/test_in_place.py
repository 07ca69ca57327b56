from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.storage.atomic import Leniency, write_atomic
from studio.storage.error import ChangedOutside, SaveError
from studio.storage.file_read import digest
from studio.storage.in_place import WHOLE_SUFFIX, finish_interrupted, overwrite
from tests.helpers.fault import FaultyCalls

OLD, NEW = b"The old gate stood for long.\n", b"The new gate fell.\n"


class NoRename(FaultyCalls):
    """A drive that lets no file take another's name."""

    def replace(self, source: Path, target: Path) -> None:
        self.names.append("replace")
        raise OSError(errno.EPERM, "refused")

    def exchange(self, source: Path, target: Path) -> None:
        self.names.append("exchange")
        raise OSError(errno.EPERM, "refused")

    def link(self, source: Path, target: Path) -> None:
        self.names.append("link")
        raise OSError(errno.ENOTSUP, "no links")


class Told:
    """A leniency that notes what it is told."""

    def __init__(self, forbid: bool = False) -> None:
        self.kept = 0
        self.notes: list[str] = []
        self._forbid = forbid

    def keep(self) -> None:
        if self._forbid:
            raise SaveError("There is no copy.")
        self.kept += 1

    @property
    def leniency(self) -> Leniency:
        return Leniency(self.keep, self.notes.append)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "gate.md"
    path.write_bytes(OLD)
    return path


def save(file: Path, calls: FaultyCalls, told: Told, expected: str | None = digest(OLD)) -> str:
    return write_atomic(file, NEW, expected=expected, calls=calls, leniency=told.leniency)


def test_a_drive_that_refuses_renames_is_written_over_once_the_old_is_kept(file: Path) -> None:
    told = Told()
    assert save(file, NoRename(), told) == digest(NEW)
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]
    assert told.kept == 1
    assert "take the place" in told.notes[0]


def test_without_a_copy_of_the_old_nothing_is_written_over(file: Path) -> None:
    with pytest.raises(SaveError, match="no copy"):
        save(file, NoRename(), Told(forbid=True))
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


def test_a_new_file_never_lands_on_another(file: Path) -> None:
    fresh = file.with_name("fresh.md")
    save(fresh, NoRename(), Told(), expected=None)
    assert fresh.read_bytes() == NEW
    with pytest.raises(ChangedOutside):
        save(file, NoRename(), Told(), expected=None)
    assert file.read_bytes() == OLD


def test_what_another_program_wrote_meanwhile_is_not_written_over(file: Path) -> None:
    def keep() -> None:
        file.write_bytes(b"theirs")

    with pytest.raises(ChangedOutside):
        write_atomic(
            file, NEW, expected=digest(OLD), calls=NoRename(), leniency=Leniency(keep, lambda _: None)
        )
    assert file.read_bytes() == b"theirs"


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("step", range(24))
def test_whichever_call_fails_a_whole_text_is_on_disk(file: Path, step: int, error: int) -> None:
    class Failing(NoRename):
        def replace(self, source: Path, target: Path) -> None:
            super().replace(source, target)

    calls = Failing(step, error)
    try:
        save(file, calls, Told())
    except SaveError as failure:
        assert failure.sentence.endswith(".")
        assert file.read_bytes() in (OLD, NEW)
    else:
        assert file.read_bytes() == NEW
    for left in file.parent.glob(f".studio-*{WHOLE_SUFFIX}"):
        assert left.read_bytes().endswith(NEW)


def test_a_drive_that_fails_twice_leaves_the_whole_text_beside(file: Path) -> None:
    class Dying(NoRename):
        writes = 0

        def write(self, handle: int, data: memoryview) -> int:
            self.writes += 1
            if self.writes > 2:  # the temporary file and the one beside were written
                raise OSError(errno.EIO, "gone")
            return super().write(handle, data)

    with pytest.raises(SaveError, match="next start"):
        save(file, Dying(), Told())
    assert file.read_bytes() == b""
    assert finish_interrupted([file.parent]) == ()
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


@given(st.integers(0, 30), st.integers(0, 4), st.binary(max_size=6))
def test_a_torn_file_is_completed_and_another_text_never_touched(at: int, zeros: int, other: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "gate.md"
        torn = NEW[:at] + b"\0" * zeros + other
        file.write_bytes(torn)
        beside = file.with_name(f".studio-1{WHOLE_SUFFIX}")
        beside.write_bytes(b"gate.md\n" + NEW)
        unclear = finish_interrupted([file.parent])
        if NEW.startswith(torn.rstrip(b"\0")) or torn == NEW:
            assert (file.read_bytes(), unclear, beside.exists()) == (NEW, (), False)
        else:
            assert file.read_bytes() == torn
            assert [(each.name, each.data) for each in unclear] == [("gate.md", NEW)]
            assert beside.exists()


@pytest.mark.parametrize("name", [b"../out.md", b"/tmp/out.md", b"..", b"", b"a/b.md", b"a\\b.md"])
def test_a_strangers_file_beside_leads_nowhere(tmp_path: Path, name: bytes) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / f".studio-1{WHOLE_SUFFIX}").write_bytes(name + b"\ntext")
    assert finish_interrupted([inside, tmp_path / "gone"]) == ()
    assert [path.name for path in tmp_path.rglob("*")] == ["in", f".studio-1{WHOLE_SUFFIX}"]


def test_a_link_is_not_completed(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").symlink_to(tmp_path / "target")
    (tmp_path / "in" / f".studio-1{WHOLE_SUFFIX}").write_bytes(b"a.md\nevil")
    assert len(finish_interrupted([tmp_path / "in"])) == 1
    assert (tmp_path / "target").read_bytes() == b""


def test_a_drive_without_sync_is_noted_once(file: Path) -> None:
    class NoSync(FaultyCalls):
        def fsync(self, handle: int) -> None:
            raise OSError(errno.EINVAL, "no sync")

    told = Told()
    save(file, NoSync(), told)
    assert file.read_bytes() == NEW
    assert [("does not say" in note) for note in told.notes] == [True]


def test_short_writes_are_completed(file: Path) -> None:
    overwrite(file, NEW * 50, "1", new=False, calls=FaultyCalls(short_writes=True))
    assert file.read_bytes() == NEW * 50


def test_real_calls_do(file: Path) -> None:
    calls: Any = os
    overwrite(file, NEW, "1", new=False, calls=calls)
    assert file.read_bytes() == NEW
