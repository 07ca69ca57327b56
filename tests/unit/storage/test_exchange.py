"""What another program writes in the very instant of a save: put back, or kept; never gone."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.storage.atomic import write_atomic
from studio.storage.error import ChangedOutside, SaveError
from studio.storage.exchange import exchange
from studio.storage.file_read import digest
from studio.storage.temporary import (
    find_displaced,
    forget_displaced,
    is_temporary,
    read_displaced,
    remove_leftovers,
    swap_name,
)
from tests.helpers.fault import FaultyCalls

OLD, NEW = b"The old gate stood.\n", b"The new gate fell.\n"


def can_exchange(folder: Path) -> bool:
    a, b = folder / "a", folder / "b"
    a.touch()
    b.touch()
    try:
        exchange(a, b)
    except OSError:
        return False
    finally:
        a.unlink()
        b.unlink()
    return True


class Interfering(FaultyCalls):
    """Another program writes the file before some of the calls, each time something new.

    Attributes:
        written: what it wrote, in order; None where it deleted the file.
        overwritten: what it wrote over itself, seen or not.
    """

    def __init__(self, file: Path, plan: dict[int, str]) -> None:
        super().__init__()
        self._file = file
        self._plan = plan
        self.written: list[bytes] = []
        self.overwritten: set[bytes] = set()

    def _call(self, name: str, call: Any, *arguments: Any) -> Any:
        how = self._plan.get(len(self.names))
        if how is not None:
            self._write(how)
        return super()._call(name, call, *arguments)

    def _write(self, how: str) -> None:
        there = self._file.exists()
        if there:
            self.overwritten.add(self._file.read_bytes())
        if how == "delete":
            self._file.unlink(missing_ok=True)
            return
        self.written.append(f"Another program came, time {len(self.written)}.\n".encode())
        if how == "replace":
            draft = self._file.with_name("~draft")
            draft.write_bytes(self.written[-1])
            draft.replace(self._file)
        else:
            self._file.write_bytes(self.written[-1])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    if not can_exchange(tmp_path):
        pytest.skip("this file system lets no two files change places")
    path = tmp_path / "gate.md"
    path.write_bytes(OLD)
    return path


def the_exchange(file: Path, which: int = 0) -> int:
    """The number of the call that lets the files change places, when something comes out of it."""
    calls = Interfering(file, {})
    write_atomic(file, NEW, expected=digest(OLD), calls=calls)
    file.write_bytes(OLD)
    return calls.names.index("exchange") + which


def test_two_files_change_places(file: Path) -> None:
    other = file.with_name("other.md")
    other.write_bytes(NEW)
    exchange(file, other)
    assert (file.read_bytes(), other.read_bytes()) == (NEW, OLD)


def test_a_missing_file_changes_no_places(file: Path) -> None:
    with pytest.raises(FileNotFoundError):
        exchange(file, file.with_name("gone.md"))
    assert file.read_bytes() == OLD


@pytest.mark.parametrize("how", ["replace", "write"])
def test_what_is_written_in_the_instant_of_the_save_is_put_back(file: Path, how: str) -> None:
    calls = Interfering(file, {the_exchange(file): how})
    with pytest.raises(ChangedOutside) as caught:
        write_atomic(file, NEW, expected=digest(OLD), calls=calls)
    assert file.read_bytes() == calls.written[0]
    assert caught.value.found == digest(calls.written[0])
    assert list(file.parent.iterdir()) == [file]


def test_a_file_deleted_in_the_instant_of_the_save_stays_deleted(file: Path) -> None:
    with pytest.raises(ChangedOutside) as caught:
        write_atomic(file, NEW, expected=digest(OLD), calls=Interfering(file, {the_exchange(file): "delete"}))
    assert caught.value.found is None
    assert not list(file.parent.iterdir())


def test_a_link_put_there_in_the_instant_of_the_save_is_put_back(file: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.write_bytes(OLD)

    class Linking(FaultyCalls):
        def exchange(self, source: Path, target: Path) -> None:
            if "exchange" not in self.names:
                target.unlink()
                target.symlink_to(elsewhere)
            super().exchange(source, target)

    with pytest.raises(SaveError):
        write_atomic(file, NEW, expected=digest(OLD), calls=Linking())
    assert file.is_symlink()
    assert elsewhere.read_bytes() == OLD


def test_where_it_cannot_be_put_back_it_lies_beside(file: Path) -> None:
    class Refusing(Interfering):
        def exchange(self, source: Path, target: Path) -> None:
            if "exchange" in self.names:
                raise OSError(errno.EIO, "broken")
            super().exchange(source, target)

    calls = Refusing(file, {the_exchange(file): "replace"})
    with pytest.raises(SaveError, match="kept among the earlier versions") as caught:
        write_atomic(file, NEW, expected=digest(OLD), calls=calls)
    assert caught.value.on_disk == digest(file.read_bytes()) == digest(NEW)
    assert caught.value.displaced is not None
    assert read_displaced(caught.value.displaced).data == calls.written[0]


@pytest.mark.parametrize("error", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM, errno.EXDEV])
def test_drives_that_cannot_exchange_are_written_by_a_rename(file: Path, error: int) -> None:
    calls = FaultyCalls(the_exchange(file), error)
    assert write_atomic(file, NEW, expected=digest(OLD), calls=calls) == digest(NEW)
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


def test_a_drive_that_fails_after_the_exchange_loses_nothing(file: Path) -> None:
    class Lying(FaultyCalls):
        def exchange(self, source: Path, target: Path) -> None:
            exchange(source, target)
            raise OSError(errno.EIO, "the answer got lost")

    with pytest.raises(SaveError):
        write_atomic(file, NEW, expected=digest(OLD), calls=Lying())
    kept = {path.read_bytes() for path in file.parent.iterdir()}
    assert kept == {OLD, NEW}


@settings(deadline=None)  # a sync takes as long as the disk likes
@given(plan=st.dictionaries(st.integers(0, 24), st.sampled_from(["replace", "write", "delete"]), max_size=6))
def test_nothing_that_another_program_wrote_is_ever_gone(plan: dict[int, str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "gate.md"
        if not can_exchange(file.parent):
            return
        file.write_bytes(OLD)
        calls = Interfering(file, plan)
        told = None
        try:
            told = write_atomic(file, NEW, expected=digest(OLD), calls=calls)
        except (ChangedOutside, SaveError):
            told = None
        left = {path.read_bytes() for path in file.parent.iterdir()}
        assert set(calls.written) - calls.overwritten <= left
        assert not told or NEW in left | calls.overwritten


def test_what_a_crash_left_is_known_by_its_name(tmp_path: Path) -> None:
    chapter = tmp_path / "gate.md"
    names = [_of_a_dead_process(swap_name(chapter.name, digest(OLD), digest(NEW))) for _ in range(3)]
    for name, content in zip(names, (OLD, NEW, b"A third text.\n"), strict=True):
        (tmp_path / name).write_bytes(content)
        assert is_temporary(name)
    remove_leftovers([tmp_path])
    assert [path.name for path in tmp_path.iterdir()] == [names[2]]
    found = find_displaced([tmp_path, tmp_path / "gone"])
    assert [each.data for each in found] == [b"A third text.\n"]
    assert found[0].came_from(chapter)
    assert not found[0].came_from(tmp_path / "other.md")
    forget_displaced(found[0])
    assert not list(tmp_path.iterdir())


def test_what_a_living_process_displaced_is_its_own(tmp_path: Path) -> None:
    path = tmp_path / swap_name("gate.md", digest(OLD), digest(NEW))
    path.write_bytes(b"A third text.\n")
    assert not find_displaced([tmp_path])
    os.utime(path, (0, 0))
    assert len(find_displaced([tmp_path])) == 1


def _of_a_dead_process(name: str) -> str:
    return name.replace(f"-{os.getpid()}-", "-999999999-")
