"""A rare word beside a frequent name may be the name misspelt."""

from __future__ import annotations

import pytest

from studio.model.cast import Cast
from studio.model.name_near import closeness, sounds


def often(name: str, times: int) -> str:
    return " ".join(f"Then she told {name} so." for _ in range(times))


@pytest.mark.parametrize(
    ("right", "slip"),
    [
        ("Juugo", "Jugo"),
        ("Neidhart", "Niedhart"),
        ("Ilvane", "Ilavne"),
        ("Brannoch", "Brannock"),
        ("Orochima", "Orichima"),
        ("Vasquin", "Vasqiun"),
        ("Theodric", "Theodrick"),
    ],
)
def test_a_rare_near_name_is_a_slip(right: str, slip: str) -> None:
    cast = Cast.learn([often(right, 30), f"He looked at {slip} then."])
    assert cast.near_miss(slip) == right


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Tom", "Tim"),
        ("Marie", "Maria"),
        ("Tommy", "Tom"),
        ("Robert", "Roberta"),
        ("Uchiva", "Uchivas"),
        ("Anna", "Annabel"),
        ("Sakura", "Hinata"),
        ("Julian", "Julia"),
    ],
)
def test_another_person_is_no_slip(name: str, other: str) -> None:
    cast = Cast.learn([often(name, 30), f"He looked at {other} then."])
    assert cast.near_miss(other) is None


def test_two_frequent_names_are_two_people() -> None:
    cast = Cast.learn([often("Sakura", 30), often("Sakuya", 12)])
    assert cast.near_miss("Sakuya") is None


def test_linked_names_are_two_people() -> None:
    cast = Cast.learn([often("Balindor", 30), "Then Balindor and Dalindor came."])
    assert cast.near_miss("Dalindor") is None


def test_the_possessive_of_a_slip_is_a_slip() -> None:
    cast = Cast.learn([often("Neidhart", 30)])
    assert cast.near_miss("Niedhart’s") == "Neidhart"
    assert cast.near_miss("NIEDHART") == "Neidhart"


@pytest.mark.parametrize("word", ["Neidhart", "Neidhart’s", "NEIDHART", "neidhart", "The", "Captain"])
def test_the_name_itself_and_plain_words_are_no_slips(word: str) -> None:
    assert Cast.learn([often("Neidhart", 30)]).near_miss(word) is None


def test_a_confirmed_name_is_never_a_slip() -> None:
    class Sheet:
        name, aliases, hidden, confirmed = "Jugo", (), False, True

    assert Cast.learn([often("Juugo", 30)], [Sheet()]).near_miss("Jugo") is None


def test_swapped_letters_are_nearer_than_another_first_letter() -> None:
    assert closeness("Niedhart", "Neidhart") > closeness("Deidhart", "Neidhart")


def test_equal_names_are_not_near_but_the_same() -> None:
    assert closeness("Ilvane", "Ilvane") == 0.0


def test_names_that_sound_alike_share_a_key() -> None:
    assert sounds("Katherine") == sounds("Catharine")
