"""LanguageTool's word lists as this program reads them."""

from __future__ import annotations

import importlib
import string
from pathlib import Path

import pytest

from studio.proofing.engines.spelling_dictionary import Dictionary, RareWords
from studio.proofing.engines.word_automaton import WordAutomaton
from studio.proofing.evidence import EngineError


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary.load()


@pytest.mark.parametrize(
    "word",
    [
        "house",
        "House",
        "HOUSE",
        "colour",
        "color",
        "realise",
        "don't",
        "don’t",
        "o'clock",
        "dog's",
        "boys'",
        "well-lit",
        "Monday",
        "naïve",
        "I'd",
        "draught",
        "half-heard",
    ],
)
def test_right_words_are_known(dictionary: Dictionary, word: str) -> None:
    assert dictionary.knows(word)


@pytest.mark.parametrize("word", ["teh", "Ilvane", "monday", "browm", "recieve", "alot"])
def test_wrong_words_and_names_are_not(dictionary: Dictionary, word: str) -> None:
    assert not dictionary.knows(word)


def test_frequent_words_are_said_to_be_frequent(dictionary: Dictionary) -> None:
    frequency = [dictionary.frequency(word) for word in ("the", "house", "desks")]
    assert frequency == sorted(frequency, key=lambda f: -(f or 0))
    assert dictionary.frequency("teh") is None


def test_the_words_of_a_letter_begin_with_it(dictionary: Dictionary) -> None:
    words = {word for word, _frequency in dictionary.words("zy")}
    assert "zygote" in words
    assert all(word.startswith("zy") for word in words)


def test_all_words_are_listed_as_frequent_as_each_is(dictionary: Dictionary) -> None:
    words: dict[str, int] = {}
    for letter in string.ascii_letters:
        for word, frequency in dictionary.words(letter):
            words[word] = max(frequency, words.get(word, 0))
    assert len(words) > 150_000
    asked = [word for n, word in enumerate(words) if n % 97 == 0]
    assert {word: words[word] for word in asked} == {word: dictionary.frequency(word) for word in asked}


def test_a_word_marked_wrong_is_not_listed() -> None:
    folder = importlib.import_module("lingotweaker_data_en").data_dir()
    automaton = WordAutomaton.load(Path(folder) / "en" / "hunspell" / "en_US.dict")
    assert "house" in dict(Dictionary([automaton]).words("h"))
    assert "house" not in dict(Dictionary([automaton], wrong=["house"]).words("h"))


def test_a_word_marked_wrong_is_not_known() -> None:
    assert not Dictionary([], extra=["alright"], wrong=["alright"]).knows("alright")


def test_extra_words_may_open_a_sentence() -> None:
    words = Dictionary([], extra=["grimmel"])
    assert words.knows("Grimmel") and words.knows("grimmel’s") and not words.knows("gRimmel")


def test_a_missing_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="could not be read"):
        Dictionary.load(tmp_path)


def test_rare_words_are_known_in_lower_case_and_with_a_capital() -> None:
    rare = RareWords(("caverned", "weazened"))
    assert "caverned" in rare
    assert "Weazened" in rare
    assert not any(word in rare for word in ("cavern", "averned", "weazened\ncaverned", ""))


def test_the_list_of_rare_words_holds_old_spellings_and_no_common_slips() -> None:
    rare = RareWords.load()
    assert all(word in rare for word in ("bowlders", "thicketed", "weazened"))
    assert not any(word in rare for word in ("recieved", "happed", "teh", "aswell", "positon"))


def test_a_broken_list_of_rare_words_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "rare.gz"
    broken.write_bytes(b"nothing")
    with pytest.raises(EngineError, match="rare words"):
        RareWords.load(broken)
