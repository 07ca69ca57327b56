from __future__ import annotations

from pathlib import Path

import pytest

from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.storage.journal import Journal, JournalRecord, all_journals, journal_path, read_journal

ID = ChapterId("chapters/One.md")


class Typist:
    """Types into a text and its journal."""

    def __init__(self, folder: Path, text: str) -> None:
        self.base = self.text = text
        self.journal = Journal(folder, ID)

    def type(self, *inserted: str) -> None:
        edits = []
        for text in inserted:
            edits.append(TextEdit(len(self.text), 0, text))
            self.text += text
        self.journal.append(self.base, "d0", edits, self.text)

    def read(self) -> JournalRecord | None:
        return read_journal(self.journal.path)


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    return Typist(tmp_path / "journals", "It began.\n")


def test_what_was_typed_comes_back(typist: Typist) -> None:
    typist.type("A", "b")
    typist.type(" \ud83d“—\n")
    record = typist.read()
    assert record is not None
    assert (record.chapter, record.base_text, record.text) == (ID, "It began.\n", typist.text)
    assert record.continues("d0")
    assert not record.torn


def test_after_a_save_nothing_is_left(typist: Typist) -> None:
    typist.type("x")
    typist.journal.clear()
    assert typist.read() is None


def test_a_save_that_a_crash_hid_is_known(typist: Typist) -> None:
    typist.type("x")
    typist.journal.about_to_save("d1")
    typist.type("y")
    record = typist.read()
    assert record is not None
    assert record.continues("d1")
    assert record.saves["d1"] == "It began.\nx"
    assert not record.continues("d2")


@pytest.mark.parametrize("lost", [1, 5, 20])
def test_a_torn_last_line_costs_only_itself(typist: Typist, lost: int) -> None:
    typist.type("kept")
    typist.type("torn")
    path = typist.journal.path
    path.write_bytes(path.read_bytes()[:-lost])
    record = typist.read()
    assert record is not None
    assert (record.text, record.torn) == ("It began.\nkept", True)


def test_a_changed_byte_ends_the_replay(typist: Typist) -> None:
    typist.type("kept")
    typist.type("spoilt")
    path = typist.journal.path
    path.write_bytes(path.read_bytes().replace(b"spoilt", b"sp0ilt"))
    record = typist.read()
    assert record is not None
    assert record.text == "It began.\nkept"


def test_a_journal_that_someone_removed_is_written_anew(typist: Typist) -> None:
    typist.type("a")
    typist.journal.path.unlink()
    typist.type("b")
    record = typist.read()
    assert record is not None
    assert record.text == "It began.\nab"


def test_a_journal_that_someone_changed_is_written_anew(typist: Typist) -> None:
    typist.type("a")
    typist.journal.path.write_bytes(b"rubbish")
    typist.type("b")
    record = typist.read()
    assert record is not None
    assert record.text == "It began.\nab"


@pytest.mark.parametrize("data", [b"", b"\n", b"garbage", b"00000000 {}\n", b"a3 4\n" * 9])
def test_rubbish_is_no_journal(tmp_path: Path, data: bytes) -> None:
    path = journal_path(tmp_path, ID)
    path.write_bytes(data)
    assert read_journal(path) is None
    assert all_journals(tmp_path) == []


def test_all_journals_of_a_story_are_found(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        Journal(tmp_path, ChapterId(name)).append("", None, [], "typed")
    assert {record.chapter for record in all_journals(tmp_path)} == {"a.md", "b.md"}
