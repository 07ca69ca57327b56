"""What the language model reads ahead of the first page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.deep.judge import LEAD, lead_of
from studio.proofing.deep.page import BREAK


class Letters:
    """Pieces of one letter each."""

    def tail(self, text: str, count: int) -> list[int]:
        return [ord(letter) for letter in text[-count:]]

    def of_word(self, word: str) -> tuple[int, ...]:
        return tuple(map(ord, word))


def lead(before: str) -> str:
    return "".join(map(chr, lead_of(before, Letters())))  # type: ignore[arg-type]


def test_a_text_that_begins_has_a_break_ahead_of_it() -> None:
    assert lead("") == BREAK
    assert lead(" \n") == BREAK


def test_a_page_begins_behind_a_break() -> None:
    before = "The ferry was late, and nobody on the quay said a word about it.\n"
    assert lead(before) == (before.rstrip() + BREAK)[-LEAD:]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_it_is_short_and_ends_with_a_break(before: str) -> None:
    found = lead(before)
    assert len(found) <= LEAD
    assert found.endswith(BREAK)
