"""The benchmark's texts and counting, and the floor below which the proofreading may not fall."""

from __future__ import annotations

import pytest

from benchmarks.quality.ablation import measure
from benchmarks.quality.document import Document, Slip, all_documents, as_clean, passages
from benchmarks.quality.floor import counts, fallen, read_floor
from benchmarks.quality.reader import Studio
from benchmarks.quality.score import Score, add_clean, score
from studio.proofing.finding import Category, Finding
from studio.text.span import Span

TEXT = "He did now see teh “end,” She said. It was late"
CLEAN = "He did not see the “end,” she said. It was very late."
SLIPS = (
    Slip(7, 10, "real_word", ("not",)),
    Slip(15, 18, "spelling", ("the",)),
    Slip(26, 29, "dialogue_punctuation", ("she",)),
)
ONE = Document("s", "one", TEXT, CLEAN, SLIPS)


def finding(start: int, end: int, category: Category, *fixes: str) -> Finding:
    return Finding(Span(start, end), category, "test.rule", "m", fixes)


def test_hits_first_fixes_and_false_findings_are_counted() -> None:
    made = score(
        [
            (
                ONE,
                (
                    finding(7, 10, Category.REAL_WORD, "not"),
                    finding(15, 18, Category.SPELLING, "ten", "the"),
                    finding(0, 2, Category.TENSE_SHIFT),
                    finding(3, 6, Category.STYLE),
                ),
            )
        ]
    )
    assert counts(made)["real_word"] == {"planted": 1, "hit": 1, "first": 1, "false": 0}
    assert counts(made)["spelling"] == {"planted": 1, "hit": 1, "first": 0, "false": 0}
    assert counts(made)["all"] == {"planted": 3, "hit": 2, "first": 1, "false": 1}
    assert [slip.category for _, slip in made.misses] == ["dialogue_punctuation"]


@pytest.mark.parametrize(
    ("category", "hits"),
    [(Category.DIALOGUE_PUNCTUATION, 1), (Category.PUNCTUATION, 1), (Category.REAL_WORD, 0)],
)
def test_a_word_is_no_mark(category: Category, hits: int) -> None:
    assert score([(ONE, (finding(26, 29, category, "she"),))]).all.hit == hits


def test_a_fix_may_cover_more_than_the_slip() -> None:
    made = score([(ONE, (finding(3, 10, Category.REAL_WORD, "did not"),))])
    assert made.all.first == 1


def test_alarms_are_counted_on_the_clean_text() -> None:
    made = add_clean(Score(), [(as_clean(ONE), (finding(0, 2, Category.SPELLING),))])
    assert (made.alarms, made.clean_words, made.alarms_per_1000) == (1, 12, 1000 / 12)


def test_a_figure_that_falls_is_told_and_one_that_rises_is_not() -> None:
    made = score([(ONE, (finding(7, 10, Category.REAL_WORD, "not"),))])
    floor = counts(made)
    assert fallen(made, floor) == []
    assert fallen(made, {**floor, "all": {"planted": 3, "hit": 0, "first": 0, "false": 9}}) == []
    worse = fallen(made, {**floor, "all": {"planted": 3, "hit": 2, "first": 1, "false": 0}})
    assert worse == ["all: hit was 2, is 1"]


def test_every_slip_of_the_passages_is_where_it_says() -> None:
    for document in passages():
        text = document.text
        for slip in reversed(document.slips):
            text = text[: slip.start] + slip.suggestions[0] + text[slip.end :]
        assert " ".join(text.split()) == " ".join(document.clean.split()), document.name


def test_there_are_enough_passages_of_both_sorts() -> None:
    made = passages()
    assert 30 <= len(made) <= 60
    assert sum(not document.slips for document in made) >= 10
    assert len({document.name for document in made}) == len(made)


def test_the_figures_have_not_fallen() -> None:
    whole, _ = measure(Studio(), all_documents())
    assert fallen(whole, read_floor()) == []
