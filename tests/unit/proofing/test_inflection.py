"""Dictionary forms and verb forms: the tables answer as the library that they were made from."""

from __future__ import annotations

import lemminflect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.inflection import KINDS, TAGS, Inflections, inflections, regular_forms
from studio.text.word_list import word_set

VERBS = word_set(
    """
    be have do go see run swim begin lie lay light dream leap fit quit get prove knit weave burn blog carry
    stop visit travel panic free tie dye die toe agree gas bus quiz can may will must ought dare say
    grok blorf skritch unfurl frizzle yeet naïve
    """
)
WORDS = word_set(
    """
    saw seen left leaves better best lying axes geese knives further mine was are 'm ain't could them whose
    ran running runs happier happiest quickly mice data bases blorfed skritches skritching yeeted o'clock
    flibbertigibbets coöperating zzz x
    """
)


@pytest.fixture(scope="module")
def tables() -> Inflections:
    return inflections()


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_verb_forms_are_the_librarys(tables: Inflections, verb: str) -> None:
    for tag in ("VB", *TAGS):
        assert tables.verb(verb, tag) == tuple(lemminflect.getInflection(verb, tag))


@pytest.mark.parametrize("word", sorted(WORDS))
def test_dictionary_forms_are_the_librarys(tables: Inflections, word: str) -> None:
    assert tables.known_lemmas(word) == lemminflect.getAllLemmas(word)
    for kind in KINDS:
        assert tables.lemmas(word, kind) == tuple(lemminflect.getLemma(word, kind))


@given(st.text("abcdefghijklmnopqrstuvwxyzé", min_size=1, max_size=12))
def test_made_up_words_are_guessed_alike(word: str) -> None:
    tables = inflections()
    for kind in KINDS:
        assert tables.lemmas(word, kind) == tuple(lemminflect.getLemma(word, kind))
    for tag in TAGS:
        assert tables.verb(word, tag) == tuple(lemminflect.getInflection(word, tag))


def test_regular_verbs_keep_the_rules_of_spelling() -> None:
    assert regular_forms("hum", doubled=True) == ("hums", "hummed", "humming")
    assert regular_forms("untie", doubled=False) == ("unties", "untied", "untying")
    assert regular_forms("hiss", doubled=False) == ("hisses", "hissed", "hissing")
    assert regular_forms("envy", doubled=False) == ("envies", "envied", "envying")
