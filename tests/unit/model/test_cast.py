"""Names are found without being asked for."""

from __future__ import annotations

import pickle
from dataclasses import dataclass

import pytest

from studio.model.cast import Cast, NameTable
from studio.text.span import Span

STORY = """Ilvane Marrow came down to the ferry. "You are late, Mr. Marrow," said Oskeld.

The ferryman knew Ilvane well. He liked Oskeld-san’s boat, and everyone in Tarn Hollow knew Oskeld.

"Oskeld!" the Marrows shouted. Suddenly the rope broke. In the morning Juugo’s sister Brannoch told D’Arvel
about it. She said that Juugo laughed. Brannoch looked at Ilvane, and Juugo looked at the river.
"""


@dataclass(frozen=True)
class Sheet:
    name: str
    aliases: tuple[str, ...] = ()
    hidden: bool = False
    confirmed: bool = True


@pytest.fixture(scope="module")
def cast() -> Cast:
    return Cast.learn([STORY])


@pytest.mark.parametrize(
    "word",
    [
        "Ilvane",
        "Marrow",
        "Oskeld",
        "Juugo",
        "Brannoch",
        "D’Arvel",
        "D'Arvel",
        "Tarn",
        "Hollow",
        "Ilvane’s",
        "Marrows",
        "Marrows’",
        "OSKELD",
        "Oskeld-kun",
        "O-Oskeld",
        "Oskeeeld",
        "half-Marrow",
    ],
)
def test_a_name_is_known_in_every_form(cast: Cast, word: str) -> None:
    assert cast.knows(word)


@pytest.mark.parametrize("word", ["ferry", "Suddenly", "In", "She", "ilvane", "Marrowbone", "", "morning"])
def test_other_words_are_no_names(cast: Cast, word: str) -> None:
    assert not cast.knows(word)


def test_an_empty_cast_knows_nobody() -> None:
    assert not Cast().knows("Ilvane")
    assert Cast().near_miss("Ilvane") is None


def test_months_and_peoples_are_no_names_of_the_story() -> None:
    cast = Cast.learn(["We met on a Monday in October, and the French cook said that God knew why."])
    assert not any(cast.knows(word) for word in ("Monday", "October", "French", "God"))


def test_a_month_that_speaks_is_somebody() -> None:
    assert Cast.learn(["“No,” said April. He gave April the lamp."]).knows("April")


def test_a_name_seen_once_inside_a_sentence_is_enough() -> None:
    assert Cast.learn(["They had never heard of Thessaly Crane before."]).knows("Crane")


def test_a_heading_proves_nothing() -> None:
    assert not Cast.learn(["The Broken Gate\n\nthe gate was broken.\n"]).knows("Broken")


def test_a_full_name_its_parts_and_its_titles_are_one_person(cast: Cast) -> None:
    person = next(p for p in cast.people if p.name == "Ilvane Marrow")
    assert set(person.variants) == {"Ilvane Marrow", "Ilvane", "Mr Marrow"}
    assert person.count == 4
    assert person.kind == "person"


@pytest.mark.parametrize("form", ["Mrs. Corrander", "Mrs Corrander"])
def test_a_title_is_the_same_with_its_full_stop_and_without(form: str) -> None:
    text = (
        "Here is Ysbel Corrander. So Mrs. Corrander sat. So Mrs Corrander spoke to her son Edvar Corrander."
    )
    cast = Cast.learn([text], [Sheet("Ysbel Corrander", (form,))])
    person = next(p for p in cast.people if p.name == "Ysbel Corrander")
    assert person.count == 3
    assert person.variants == ("Mrs Corrander", "Ysbel Corrander")
    assert [text[m.start : m.end] for m in cast.mentions(person, text)] == [
        "Ysbel Corrander",
        "Mrs. Corrander",
        "Mrs Corrander",
    ]
    assert not [p for p in cast.people if p.name.startswith("Mrs")]


def test_both_orders_of_a_name_are_one_person() -> None:
    cast = Cast.learn(["I saw Akagi Ren there. Later Ren Akagi spoke to me, and Ren laughed."])
    assert [p.name for p in cast.people if "Ren" in p.variants] == ["Akagi Ren"]


def test_husband_and_wife_are_two() -> None:
    cast = Cast.learn(["He saw Mr. Vane and then Mr. Vane saw him. We told Mrs. Vane so."])
    assert {"Mr Vane", "Mrs Vane"} <= {p.name for p in cast.people}


def test_a_place_comes_after_the_people(cast: Cast) -> None:
    kinds = [p.kind for p in cast.people]
    assert kinds == sorted(kinds, key=lambda kind: kind != "person")
    assert next(p for p in cast.people if p.name == "Tarn Hollow").kind == "other"


def test_mentions_cover_the_name_without_the_possessive(cast: Cast) -> None:
    person = next(p for p in cast.people if p.name == "Juugo")
    text = "It was Juugo’s knife, and JUUGO knew: Juugo."
    assert cast.mentions(person, text) == [Span(7, 12), Span(38, 43)]


def test_mentions_take_the_longest_form(cast: Cast) -> None:
    person = next(p for p in cast.people if p.name == "Ilvane Marrow")
    text = "Mr. Marrow met Ilvane Marrow, not Marrows."
    assert [s.of(text) for s in cast.mentions(person, text)] == ["Mr. Marrow", "Ilvane Marrow"]


def test_a_sheet_joins_names_and_confirms_them() -> None:
    cast = Cast.learn([STORY], [Sheet("Oskeld Reed", ("Oskeld", "the Ferryman"))])
    person = cast.people[0]
    assert (person.name, person.confirmed, person.count) == ("Oskeld Reed", True, 4)
    assert cast.knows("Reed") and cast.knows("Ferryman")


def test_a_hidden_name_stays_a_known_word() -> None:
    cast = Cast.learn([STORY], hidden=["Brannoch"])
    assert cast.knows("Brannoch")
    assert all("Brannoch" not in p.variants for p in cast.people)


def test_a_hidden_sheet_is_not_listed() -> None:
    cast = Cast.learn([STORY], [Sheet("Brannoch", hidden=True)])
    assert all(p.name != "Brannoch" for p in cast.people)


def test_tables_of_chapters_are_summed() -> None:
    chapters = STORY.split("\n\n")
    tables = [NameTable.of(chapter) for chapter in chapters]
    assert Cast.from_tables(tables) == Cast.learn([STORY])


def test_equal_by_what_rules_can_ask() -> None:
    more = STORY + "\n\nThe rope broke again."
    assert Cast.learn([more]) == Cast.learn([STORY])
    assert Cast.learn([STORY, "“No,” said Wendel."]) != Cast.learn([STORY])


def test_it_survives_pickling(cast: Cast) -> None:
    copy = pickle.loads(pickle.dumps(cast))
    assert copy == cast and copy.people == cast.people


def test_words_in_no_dictionary_used_often_are_the_writer_s_own() -> None:
    text = "The grimmel sang. A grimmel sang back, and the third grimmel slept."
    assert Cast.learn([text], is_word=lambda word: word != "grimmel").own_words == {"grimmel"}


def test_an_unknown_word_that_opens_sentences_and_acts_is_a_name_for_a_dictionary() -> None:
    text = "Shaldin was tired."
    assert Cast.learn([text], is_word=lambda word: word == "tired").knows("Shaldin")
    assert not Cast.learn([text], is_word=lambda word: True).knows("Shaldin")


def test_decomposed_accents_are_the_same_name() -> None:
    assert Cast.learn(["He met Rene\u0301 there."]).knows("René")


def test_letters_without_case_are_no_capitals() -> None:
    assert not Cast.learn(["ᐁa and 東京 and 東京"]).names
