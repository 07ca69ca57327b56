"""A journal cut off anywhere gives back the text after some of its edits, never anything else."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.storage.journal import Journal, read_journal

ID = ChapterId("chapters/One.md")
INSERTED = st.text(max_size=6)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), INSERTED), min_size=1, max_size=8)


def typed(text: str, wishes: list[tuple[float, int, str]]) -> list[tuple[TextEdit, str]]:
    """Edits that fit, each with the text after it."""
    steps = []
    for where, removed, inserted in wishes:
        start = round(where * len(text))
        edit = TextEdit(start, min(removed, len(text) - start), inserted)
        text = edit.apply(text)
        steps.append((edit, text))
    return steps


@settings(deadline=None)  # a sync takes as long as the disk likes
@given(st.text(max_size=20), EDITS, st.floats(0, 1))
def test_a_journal_cut_anywhere_is_a_beginning(
    base: str, wishes: list[tuple[float, int, str]], cut: float
) -> None:
    steps = typed(base, wishes)
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder), ID)
        for edit, text in steps:
            journal.append(base, None, [edit], text)
        whole = read_journal(journal.path)
        data = journal.path.read_bytes()
        journal.path.write_bytes(data[: round(cut * len(data))])
        part = read_journal(journal.path)
    assert whole is not None
    assert whole.text == steps[-1][1]
    assert part is None or part.text in {base, *(text for _, text in steps)}


@given(st.binary(max_size=300))
def test_any_file_can_be_read_as_a_journal(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.journal")
        path.write_bytes(data)
        assert read_journal(path) is None
