"""Tables of words looked up by bisection."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.text.word_table import WordTable

words = st.text(st.characters(exclude_characters="\t\n", exclude_categories=("Cs",)), max_size=6)


@given(st.dictionaries(words, words), words)
def test_answers_as_a_dictionary_does(values: dict[str, str], asked: str) -> None:
    table = WordTable.of(values)
    assert {word: table.get(word) for word in values} == values
    assert table.get(asked) == values.get(asked)


def test_a_table_is_what_its_file_holds() -> None:
    table = WordTable.of({"sea": "n:sea", "sear": "v:sear", "se": ""})
    assert table.data == b"se\t\nsea\tn:sea\nsear\tv:sear\n"
    assert WordTable(table.data).get("sea") == "n:sea"


def test_words_that_no_file_can_hold_are_unknown() -> None:
    assert WordTable.of({"a": "b"}).get("\ud800") is None
    assert WordTable(b"").get("a") is None
