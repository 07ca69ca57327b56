"""Whatever two sides do to a text, every word that either wrote is in the result or in a conflict."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.storage.merge import Hunk, merge

WORDS = st.sampled_from(["gate", "rain", "ferry", "she", "waited", "ended", "storm", "lamp"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=4).map(lambda words: " ".join(words) + ".")
PARAGRAPHS = st.lists(SENTENCES, max_size=4).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, max_size=6).map("\n".join)


def rewrite(text: str, seed: int, mark: str) -> str:
    """Change a few words, sentences and paragraphs of ``text``; every new word carries ``mark``."""
    chance = random.Random(seed)
    paragraphs = text.split("\n")
    for _ in range(chance.randint(0, 3)):
        at = chance.randrange(len(paragraphs) + 1)
        new = f"{mark}{chance.randrange(1000)}"
        if at == len(paragraphs) or chance.random() < 0.3:
            paragraphs.insert(at, f"New {new}.")
        elif chance.random() < 0.3:
            del paragraphs[at]
            paragraphs = paragraphs or [""]
        else:
            words = paragraphs[at].split(" ")
            words[chance.randrange(len(words))] = new
            paragraphs[at] = " ".join(words)
    return "\n".join(paragraphs)


def words(*texts: str) -> Counter[str]:
    return Counter(" ".join(texts).replace(".", " ").split())


def everything(parts: tuple[str | Hunk, ...]) -> Counter[str]:
    texts = [part if isinstance(part, str) else f"{part.mine} {part.theirs}" for part in parts]
    return words(*texts)


SEEDS = st.integers(0, 10**6)


@given(TEXTS, SEEDS, SEEDS)
@settings(max_examples=300)
def test_no_new_word_of_either_side_is_lost(base: str, first: int, second: int) -> None:
    mine, theirs = rewrite(base, first, "m"), rewrite(base, second, "t")
    there = everything(merge(base, mine, theirs).parts)
    for side in (mine, theirs):
        new = words(side) - words(base)
        assert not new - there


@given(TEXTS, SEEDS, SEEDS)
@settings(max_examples=200)
def test_what_both_left_alone_stays(base: str, first: int, second: int) -> None:
    mine, theirs = rewrite(base, first, "m"), rewrite(base, second, "t")
    removed = (words(base) - words(mine)) + (words(base) - words(theirs))
    assert not (words(base) - removed) - everything(merge(base, mine, theirs).parts)


@given(TEXTS, SEEDS, SEEDS)
@settings(max_examples=200)
def test_choosing_one_side_in_every_conflict_keeps_its_words(base: str, first: int, second: int) -> None:
    mine, theirs = rewrite(base, first, "m"), rewrite(base, second, "t")
    result = merge(base, mine, theirs)
    assert not (words(mine) - words(base)) - words(result.text)
    assert not (words(theirs) - words(base)) - words(result.assembled(lambda _: "theirs"))
    both = words(result.assembled(lambda _: "both"))
    assert not (words(mine) - words(base)) - both
    assert not (words(theirs) - words(base)) - both


@given(TEXTS, SEEDS)
def test_one_side_alone_is_its_text(base: str, seed: int) -> None:
    changed = rewrite(base, seed, "m")
    assert merge(base, changed, base).text == merge(base, base, changed).text == changed
    assert merge(base, changed, changed).text == changed


@given(TEXTS, SEEDS, SEEDS)
def test_the_sides_can_be_exchanged(base: str, first: int, second: int) -> None:
    mine, theirs = rewrite(base, first, "m"), rewrite(base, second, "t")
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert len(one.conflicts) == len(other.conflicts)
    assert one.text == other.assembled(lambda _: "theirs")
