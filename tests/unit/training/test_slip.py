"""Slips put into text for training: labels stand where the slips are, and taking them back gives the text."""

from __future__ import annotations

import gzip
import json
import random

import pytest
from corrupt import apply, corrupt
from hypothesis import given
from hypothesis import strategies as st
from slip import DELETE, INSERT, KINDS, REPLACE, TENSE, Lexicon, Place, words_of
from style import Restyle, plain

TEXT = (
    "The ferryman knew the river, and he walked down to the water's edge with his lamp. "
    '"Nobody crosses before everyone has paid," he said. Then the two boats went out into the dark.'
)
PARTS = {
    "counts": dict.fromkeys(
        ("ferryman", "river", "walked", "down", "lamp", "boats", "boat", "went", "his"), 900
    ),
    "mistaken": {"knew": {"new": 1.0}, "to": {"too": 1.0}, "his": {"is": 1.0, "her": 1.0}},
    "near": {"boats": {"coats": 1.0}, "lamp": {"lam": 1.0, "damp": 1.0}},
    "forms": {"boats": ["boat"], "boat": ["boats"], "walked": ["walk", "walks", "walking"]},
    "past": {"knew": ["knows", "know"], "walked": ["walks", "walk"], "went": ["goes", "go"]},
    "follows": {"the": {"to": 3}, "with": {"the": 5}},
    "split": {"everyone": "every one"},
}


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory):
    path = tmp_path_factory.mktemp("lexicon") / "lexicon.json.gz"
    path.write_bytes(gzip.compress(json.dumps(PARTS).encode()))
    return Lexicon(path)


@given(seed=st.integers(0, 10_000))
def test_labels_point_at_words_and_ascend(lexicon, seed):
    marked = corrupt(TEXT, lexicon, random.Random(seed))
    places = [start for start, _, _ in marked.labels]
    assert places == sorted(places)
    for start, label, meant in marked.labels:
        assert label in {REPLACE, DELETE, INSERT, TENSE}
        assert marked.text[start : start + 1].strip()
        assert start == 0 or not marked.text[start - 1].isalnum()
        assert label == DELETE or meant is None or meant == meant.lower()


@given(seed=st.integers(0, 10_000), at=st.integers(0, 30))
def test_every_kind_changes_what_it_says(lexicon, seed, at):
    words = words_of(TEXT)
    place = Place(words, at % len(words), lexicon, random.Random(seed))
    for maker, _ in KINDS:
        slip = maker(place)
        if slip is not None:
            assert TEXT[slip.start : slip.end] != slip.written
            assert apply(TEXT, [slip]).text == TEXT[: slip.start] + slip.written + TEXT[slip.end :]


def test_speech_is_told_from_narration():
    spoken = [word.text for word in words_of(TEXT) if word.spoken]
    assert spoken == ["Nobody", "crosses", "before", "everyone", "has", "paid"]


@given(text=st.text())
def test_plain_keeps_every_offset(text):
    assert len(plain(text)) == len(text)


def test_restyled_prose_keeps_its_paragraphs(lexicon):
    restyled = Restyle(random.Random(3), lexicon).run([TEXT, "", "He did not go."])
    assert len(restyled) == 3
