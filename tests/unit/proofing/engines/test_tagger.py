"""The tagger with its real model."""

import pytest

from studio.proofing.engines.tagger import PIECE, SpacyTagger
from studio.proofing.evidence import Token

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def tagger() -> SpacyTagger:
    return SpacyTagger()


def by_word(tokens: tuple[Token, ...]) -> dict[str, Token]:
    return {token.text: token for token in tokens}


def test_offsets_and_order(tagger: SpacyTagger) -> None:
    text = "“Don’t go,”  said Mara.\nShe  waited."
    tokens = tagger.tag([text])[0]
    assert [text[t.start : t.end] for t in tokens] == [t.text for t in tokens]
    assert all(t.text.strip() for t in tokens)
    assert [t.start for t in tokens] == sorted(t.start for t in tokens)


def test_grammar_and_lemmas(tagger: SpacyTagger) -> None:
    words = by_word(tagger.tag(["The old men were walking home, and she's gone to bed."])[0])
    assert (words["men"].lemma, words["were"].lemma, words["walking"].lemma) == ("man", "be", "walk")
    assert (words["were"].pos, words["walking"].pos, words["men"].pos) == ("AUX", "VERB", "NOUN")
    assert words["were"].tag == "VBD"


def test_heads_point_into_the_paragraph_though_white_space_is_left_out(tagger: SpacyTagger) -> None:
    tokens = tagger.tag(["She   saw   the   dog."])[0]
    subject = by_word(tokens)["She"]
    assert subject.dep == "nsubj"
    assert tokens[subject.head].text == "saw"


def test_sentences_are_counted_from_nought(tagger: SpacyTagger) -> None:
    tokens = tagger.tag(["He ran home. She stayed there all day. It rained."])[0]
    assert [t.sentence for t in tokens if t.text == "."] == [0, 1, 2]


def test_each_text_has_its_answer(tagger: SpacyTagger) -> None:
    found = tagger.tag(["One day.", "", "  ", "Two days."])
    assert [len(tokens) for tokens in found] == [3, 0, 0, 3]


def test_a_huge_paragraph_is_read_in_pieces(tagger: SpacyTagger) -> None:
    text = "The rain fell on the roof. " * (PIECE // 20)
    tokens = tagger.tag([text])[0]
    assert len(tokens) == 7 * (PIECE // 20)
    assert all(text[t.start : t.end] == t.text and 0 <= t.head < len(tokens) for t in tokens)
    assert tokens[-1].sentence >= PIECE // 20 - 2


def test_words_beyond_those_it_may_keep_are_read_the_same_and_forgotten(tagger: SpacyTagger) -> None:
    frugal = SpacyTagger(new_words=30)
    for number in range(4):
        texts = [f"The {name} of {name.capitalize()} went home, weary." for name in _names(number)]
        assert frugal.tag(texts) == tagger.tag(texts)
        assert frugal.tag(texts) == tagger.tag(texts)
    before = frugal.words_kept
    frugal.tag([f"A {name} sang." for name in _names(9)])
    assert frugal.words_kept == before


def _names(number: int) -> list[str]:
    return [
        f"zar{one}{'bdgk'[number % 4]}{other}{number // 4 * 'm'}n" for one in "aeiou" for other in "aeiou"
    ]
