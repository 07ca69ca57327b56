from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from studio.storage.atomic import make_folder, write_atomic
from studio.storage.error import ChangedOutside, SaveError
from studio.storage.file_read import digest
from studio.storage.temporary import find_displaced, is_temporary, remove_leftovers, temporary_name
from tests.helpers.fault import FaultyCalls

OLD, NEW = b"The old gate stood.\n", b"The new gate fell.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "gate.md"
    path.write_bytes(OLD)
    return path


def temporaries(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if is_temporary(path.name)]


def test_the_new_content_is_there_and_its_digest_is_returned(file: Path) -> None:
    assert write_atomic(file, NEW) == digest(NEW)
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


def test_permissions_are_kept(file: Path) -> None:
    file.chmod(0o640)
    write_atomic(file, NEW)
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_file_changed_outside_is_left_alone(file: Path) -> None:
    with pytest.raises(ChangedOutside) as caught:
        write_atomic(file, NEW, expected=digest(b"something else"))
    assert caught.value.found == digest(OLD)
    assert file.read_bytes() == OLD


def test_a_vanished_file_counts_as_changed(file: Path) -> None:
    file.unlink()
    with pytest.raises(ChangedOutside) as caught:
        write_atomic(file, NEW, expected=digest(OLD))
    assert caught.value.found is None
    assert not list(file.parent.iterdir())


def test_a_new_file_never_replaces_one(file: Path) -> None:
    with pytest.raises(ChangedOutside):
        write_atomic(file, NEW, expected=None)
    assert file.read_bytes() == OLD


def test_a_link_stays_and_its_target_is_written(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(file)
    write_atomic(link, NEW, expected=digest(OLD))
    assert link.is_symlink()
    assert file.read_bytes() == NEW


def test_a_protected_file_is_not_replaced(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(SaveError, match="write-protected"):
        write_atomic(file, NEW)
    assert file.read_bytes() == OLD


def test_a_folder_is_not_written_to(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="not an ordinary file"):
        write_atomic(tmp_path, NEW)


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match=r"folder of “a[.]md” is gone"):
        write_atomic(tmp_path / "gone" / "a.md", NEW)


def test_short_writes_are_completed(file: Path) -> None:
    write_atomic(file, NEW, calls=FaultyCalls(short_writes=True))
    assert file.read_bytes() == NEW


def test_the_file_is_synced_before_the_rename_and_the_folder_after(file: Path) -> None:
    calls = FaultyCalls()
    write_atomic(file, NEW, calls=calls)
    order = [name for name in calls.names if name in {"write", "fsync", "replace"}]
    assert order == ["write", "fsync", "replace", "fsync"]


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("step", range(18))
def test_whichever_call_fails_one_version_is_whole_and_nothing_is_left(
    file: Path, step: int, error: int
) -> None:
    calls = FaultyCalls(step, error)
    try:
        written = write_atomic(file, NEW, expected=digest(OLD), calls=calls)
    except SaveError as failure:
        assert file.read_bytes() == (NEW if failure.on_disk else OLD)
        assert failure.sentence.endswith(".")
    else:
        assert written == digest(file.read_bytes()) == digest(NEW)
    if "unlink" in calls.names[step : step + 1]:  # it could not be removed; the next start does it
        assert not find_displaced([file.parent])
    else:
        assert not temporaries(file.parent)


def test_a_failed_sync_is_not_tried_again_on_the_same_file(file: Path) -> None:
    calls = FaultyCalls(2, errno.EIO)
    with pytest.raises(SaveError):
        write_atomic(file, NEW, calls=calls)
    assert calls.names.count("fsync") == 1


def test_a_folder_that_cannot_be_synced_does_not_count_as_saved(file: Path) -> None:
    last = FaultyCalls()
    write_atomic(file, OLD, calls=last)
    step = len(last.names) - 1 - last.names[::-1].index("fsync")
    with pytest.raises(SaveError) as caught:
        write_atomic(file, NEW, calls=FaultyCalls(step, errno.EIO))
    assert caught.value.on_disk == digest(NEW)


def test_disks_that_know_no_sync_are_written_all_the_same(file: Path) -> None:
    calls = FaultyCalls(2, errno.EINVAL)
    write_atomic(file, NEW, calls=calls)
    assert file.read_bytes() == NEW


def test_a_refused_rename_keeps_the_old_file(file: Path) -> None:
    step = 9
    calls = FaultyCalls(step, errno.EPERM)
    with pytest.raises(SaveError, match="refused"):
        write_atomic(file, NEW, calls=calls)
    assert calls.names[step] == "replace"
    assert file.read_bytes() == OLD


def test_what_a_dead_process_left_is_removed_at_once(tmp_path: Path) -> None:
    deep = tmp_path / "history" / "One"
    deep.mkdir(parents=True)
    living, number = temporary_name(), f"-{os.getpid()}-"
    dead = living.replace(number, "-999999999-")
    elsewhere = f".studio-00000000{number}1.tmp"
    for name in (living, dead, elsewhere):
        (tmp_path / name).touch()
        (deep / name).touch()
    (tmp_path / dead.replace(".studio-", ".studio-x")).mkdir()
    remove_leftovers([tmp_path])
    assert set(temporaries(tmp_path)) >= {living, elsewhere}
    assert dead not in temporaries(tmp_path)
    assert dead in temporaries(deep)
    remove_leftovers([tmp_path], deep=True)
    assert set(temporaries(deep)) == {living, elsewhere}


def test_what_a_crash_left_is_removed_after_an_hour(file: Path) -> None:
    old, young = file.with_name(".studio-1.tmp"), file.with_name(".studio-2.tmp")
    old.touch()
    young.touch()
    os.utime(old, (0, 0))
    remove_leftovers([file.parent, file.parent / "gone"])
    assert sorted(file.parent.iterdir()) == [young, file]


def test_folders_are_made_with_all_above_them(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b", mode=0o700)
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    make_folder(tmp_path / "a" / "b")


@pytest.mark.parametrize("length", [200, 240, 252])
def test_names_of_any_length_can_be_saved(tmp_path: Path, length: int) -> None:
    path = tmp_path / ("n" * length + ".md")
    write_atomic(path, NEW)
    assert path.read_bytes() == NEW
