"""Misspelt words are marked; names, cries, dialect and foreign words are not."""

from __future__ import annotations

import pytest

from studio.model.cast import Cast
from studio.proofing.checker import StoryContext
from studio.proofing.engines.spelling import SpellingEngine
from studio.proofing.finding import Category
from studio.proofing.rules.spelling.dialect import is_dialect
from studio.proofing.rules.spelling.misspelt import RULE, MisspeltWord
from tests.helpers.reading import fixed, found, view


@pytest.fixture(scope="module")
def speller() -> SpellingEngine:
    return SpellingEngine()


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("He heard teh bell.", "He heard the bell."),
        ("“I recieved it,” she said.", "“I received it,” she said."),
        ("Untill dawn they waited.", "Until dawn they waited."),
        ("The boat had alot of water in it.", "The boat had a lot of water in it."),
        ("She did’nt look up.", "She didn’t look up."),
        ("It was a half-opne door.", "It was a half-open door."),
    ],
)
def test_a_misspelt_word_is_marked_with_its_correction(speller: SpellingEngine, text: str, fix: str) -> None:
    (finding,) = found(MisspeltWord(), text, speller=speller)
    assert (finding.rule, finding.category) == (RULE, Category.SPELLING)
    assert fixed(text, finding) == fix


@pytest.mark.parametrize(
    "text",
    [
        "Then Shaldin Voyr-kun laughed, and the Voyrs laughed with Shaldin’s brother.",
        "“Aaargh! Hmm. Nooo! Psst, ha-ha, pfft,” he said.",
        "“Give ’em the goin’ rate, an’ thet’s all,” said the smith.",
        "She called it *tarrasque*, as her mother had.",
        "“Que tu es grossier,” he said.",
        "The colour of the armour was grey; the color of the armor was gray.",
        "THE GRIMMELFOLK CAME.",
        "They walked dinnerward beneath the unflung sky.",
        "The naïveté of the mêlée.",
        "They rode to Hallowmere.",
    ],
)
def test_what_is_right_in_fiction_is_not_marked(speller: SpellingEngine, text: str) -> None:
    assert found(MisspeltWord(), text, speller=speller) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("She recieved untill then nothing from him.", ["recieved", "untill"]),
        ("They definately seperated before noon.", ["definately", "seperated"]),
        ("Thier freind was late.", ["Thier", "freind"]),
        ("She wnet tothe door.", ["wnet", "tothe"]),
        ("Ich habe keine Ahnung, he said.", []),
        ("“Buenas noches, querida hermana,” he said.", []),
    ],
)
def test_two_slips_side_by_side_do_not_hide_each_other(
    speller: SpellingEngine, text: str, marked: list[str]
) -> None:
    assert [f.span.of(text) for f in found(MisspeltWord(), text, speller=speller)] == marked


def test_words_that_the_writer_added_are_left_alone(speller: SpellingEngine) -> None:
    text = "The grimel sang."
    story = StoryContext(words=frozenset({"grimel"}))
    assert list(MisspeltWord().check(view(text, speller.check(text)), story)) == []


def test_a_word_used_again_and_again_is_the_writer_s_own(speller: SpellingEngine) -> None:
    text = "The lanterm shone."
    story = StoryContext(cast=Cast.learn([text * 3], is_word=speller.knows))
    assert list(MisspeltWord().check(view(text, speller.check(text)), story)) == []


def test_without_an_engine_nothing_is_marked() -> None:
    assert found(MisspeltWord(), "He heard teh bell.") == []


@pytest.mark.parametrize(
    "speech", ["I ain’t goin’ nowhere, sir, not today.", "Thou art late, and thy horse too."]
)
def test_dialect_is_heard(speech: str) -> None:
    assert is_dialect(speech)


def test_plain_speech_is_no_dialect() -> None:
    assert not is_dialect("I’m not going anywhere, and you can’t make me.")


@pytest.mark.parametrize(
    "text",
    [
        "“Put on y’ur coat, for no man goes bare in the haid to a burying,” she told them all.",
        "“I won’t ’ave it, she says to me, not the edjucaishion nor the hignorant man that gives it.”",
        "We warn’t going to resk it. He warn’t neither.",
        "They were non-plussed, and the slopes were thicketed and caverned.",
    ],
)
def test_words_spelt_by_ear_and_rare_ones_are_left_alone(speller: SpellingEngine, text: str) -> None:
    assert found(MisspeltWord(), text, speller=speller) == []


def test_speech_that_only_drops_a_letter_is_still_read(speller: SpellingEngine) -> None:
    text = "“We’re goin’ to the harbour tomorrow and nobody is to say a sinlge word about it to the old man.”"
    assert [f.span.of(text) for f in found(MisspeltWord(), text, speller=speller)] == ["sinlge"]
