"""Copies of sync programs, marks of git and files that come in pieces: no word of any side is ever lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.app.session.session_fact import SecondVersion
from studio.storage.merge import Choice
from tests.helpers.desk import ONE, Desk, make_story

START = [f"Paragraph {n} stands. It waits." for n in range(5)]
CHOICES: st.SearchStrategy[Choice] = st.sampled_from(["mine", "theirs", "both"])
EDITS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["add", "change", "remove"])), max_size=4)


def edited(mark: str, edits: list[tuple[int, str]]) -> str:
    """The story with some paragraphs changed; every new word carries ``mark``."""
    paragraphs = list(START)
    for number, (at, how) in enumerate(edits):
        new = f"{mark}{number}"
        if how == "add":
            paragraphs.insert(at, f"New {new}.")
        elif how == "change":
            paragraphs[at % len(paragraphs)] = f"Paragraph {new} stands. It waits."
        else:
            del paragraphs[at % len(paragraphs)]
    return "\n\n".join(paragraphs) + "\n"


def everywhere(root: Path) -> set[str]:
    """Every word in the chapter, beside it, in the trash and in the history."""
    texts = [path.read_text(encoding="utf-8") for path in root.rglob("*.md")]
    return set(" ".join(texts).replace(".", " ").split())


def words(text: str) -> set[str]:
    return set(text.replace(".", " ").split())


@given(EDITS, EDITS, EDITS, st.lists(CHOICES, min_size=12, max_size=12))
@settings(max_examples=40, deadline=None)
def test_of_a_merged_copy(
    mine: list[tuple[int, str]],
    theirs: list[tuple[int, str]],
    later: list[tuple[int, str]],
    choices: list[Choice],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = make_story(Path(folder) / "story", One=edited("m", mine))
        copy = root / "chapters" / "One (conflicted copy 2026-03-01 101112).md"
        copy.write_text(edited("t", theirs))
        desk = Desk(root)
        got: list[SecondVersion] = []
        desk.session.compare_copy(desk.session.copies[0], got.append)
        desk.session.replace_text(ONE, edited("l", later))  # typed while comparing
        answer = got[0].result.assembled(lambda n: choices[n % len(choices)])
        desk.session.merge_copy(got[0], answer)
        desk.session.close()
        sides = words(edited("m", mine)) | words(edited("t", theirs)) | words(edited("l", later))
        assert not sides - everywhere(root)
        assert not copy.exists()


@given(EDITS, EDITS, st.lists(st.integers(0, 200), max_size=4), st.booleans())
@settings(max_examples=40, deadline=None)
def test_of_a_file_that_comes_in_pieces(
    mine: list[tuple[int, str]], theirs: list[tuple[int, str]], cuts: list[int], patient: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = make_story(Path(folder) / "story", One=edited("b", []))
        desk = Desk(root)
        desk.open()
        desk.session.replace_text(ONE, edited("m", mine))
        newer = edited("t", theirs)
        for cut in [*cuts, len(newer)]:
            desk.others_write(newer[:cut])
            desk.scheduler.advance(4 if patient else 0.3)
        desk.scheduler.advance(10)
        for question in desk.told["conflict_found"][-1:]:
            desk.session.resolve_conflict(ONE, question.result.assembled(lambda _: "both"))
        desk.session.close()
        new = {
            word for word in words(edited("m", mine)) | words(newer) if word[0] in "mt" and word[1:].isdigit()
        }
        assert not new - everywhere(root)
