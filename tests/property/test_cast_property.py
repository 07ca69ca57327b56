"""The cast holds for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.model.cast import Cast, NameTable

WORDS = st.sampled_from(
    [
        "Ilvane",
        "Marrow",
        "the",
        "said",
        "Mr.",
        "and",
        "“",
        "”",
        "!",
        ".",
        ",",
        "\n\n",
        "Él",
        "O’Dowd",
        "-",
        "*",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))


@given(TEXTS)
def test_any_text_can_be_learnt_and_mentions_are_inside_it(text: str) -> None:
    cast = Cast.learn([text])
    for person in cast.people:
        spans = cast.mentions(person, text)
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert spans == sorted(spans)


@given(TEXTS)
def test_every_name_is_known(text: str) -> None:
    cast = Cast.learn([text])
    assert all(cast.knows(name) for name in cast.names)


@given(st.lists(TEXTS, max_size=4))
def test_the_order_of_chapters_does_not_matter(texts: list[str]) -> None:
    tables = [NameTable.of(text) for text in texts]
    assert Cast.from_tables(tables) == Cast.from_tables(reversed(tables))


@given(st.text(max_size=30))
def test_any_word_may_be_asked_about(word: str) -> None:
    cast = Cast.learn(["They told Ilvane Marrow, and Ilvane laughed."])
    cast.knows(word)
    assert cast.near_miss(word) in (None, "Ilvane", "Marrow")
