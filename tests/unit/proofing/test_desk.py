"""The worker's order of work, with a proofreader that has one rule and no engines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import EngineError, GrammarMatch
from studio.proofing.evidence_source import Engines
from studio.proofing.finding import Category, Finding
from studio.proofing.message import (
    CastLearnt,
    ChapterDone,
    CheckChapter,
    Configure,
    EngineChoice,
    ForgetChapter,
    ParagraphChecked,
    ReadAgain,
    TellStory,
)
from studio.proofing.pipeline import Proofreader
from studio.proofing.worker.desk import BREATH, Desk
from studio.text.span import Span


class Exes:
    rules = ("test.x",)

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        at = paragraph.text.find("x")
        if at >= 0 and not story.knows("x"):
            yield Finding(Span(at, at + 1), Category.SPELLING, "test.x", "An x.")


def desk() -> tuple[Desk, list[object]]:
    sent: list[object] = []
    return Desk(sent.append, sent.append, lambda *_: Proofreader(Engines(), [Exes()]), lambda: None), sent


def work(desk: Desk, steps: int = 10_000) -> None:
    while steps and (desk.step() or desk.tidy()):
        steps -= 1


def paragraphs(sent: list[object]) -> list[ParagraphChecked]:
    return [m for m in sent if isinstance(m, ParagraphChecked)]


def test_every_paragraph_is_answered_with_offsets_in_the_chapter() -> None:
    one, sent = desk()
    one.take(CheckChapter("c", 1, "first\n\nan x here\n"))
    work(one)
    assert [(m.span, [f.span for f in m.findings]) for m in paragraphs(sent)] == [
        (Span(0, 5), []),
        (Span(7, 16), [Span(10, 11)]),
    ]
    assert sent[-1] == ChapterDone("c", 1)


def test_the_paragraph_at_the_cursor_comes_first() -> None:
    one, sent = desk()
    text = "\n".join(f"line {i}" for i in range(30))
    one.take(CheckChapter("c", 1, text, focus=text.index("line 17")))
    work(one)
    assert paragraphs(sent)[0].span.of(text) == "line 17"


def test_the_chapter_the_writer_is_in_goes_before_one_already_begun() -> None:
    one, sent = desk()
    one.take(CheckChapter("a", 1, "\n".join("word" for _ in range(500))))
    work(one, 4)
    one.take(CheckChapter("b", 1, "an x", focus=0))
    work(one)
    done = [m.chapter for m in sent if isinstance(m, ChapterDone)]
    assert done == ["b", "a"]


def test_a_new_revision_drops_the_old_one() -> None:
    one, sent = desk()
    one.take(CheckChapter("c", 1, "a\nb\nc", focus=0))
    work(one, 3)
    one.take(CheckChapter("c", 2, "a\nb x\nc", focus=0))
    work(one)
    assert [m for m in sent if isinstance(m, ChapterDone)] == [ChapterDone("c", 2)]


def test_after_an_edit_only_what_changed_is_answered() -> None:
    one, sent = desk()
    one.take(CheckChapter("c", 1, "a\nb\nc"))
    work(one)
    sent.clear()
    one.take(CheckChapter("c", 2, "a\nb x\nc", focus=3, touched=(Span(3, 5),)))
    work(one)
    assert [m.span for m in paragraphs(sent)] == [Span(2, 5)]


def test_a_touched_paragraph_is_answered_even_if_the_answer_is_the_same() -> None:
    one, sent = desk()
    one.take(CheckChapter("c", 1, "a\nan x\nc"))
    work(one)
    sent.clear()
    one.take(CheckChapter("c", 3, "a\nan x\nc", touched=(Span(4, 4),)))
    work(one)
    assert [m.span for m in paragraphs(sent)] == [Span(2, 6)]


def test_a_word_added_to_the_story_takes_its_finding_away() -> None:
    one, sent = desk()
    one.take(CheckChapter("c", 1, "an x"))
    work(one)
    one.take(TellStory(StoryContext(words=frozenset({"x"}))))
    one.take(CheckChapter("c", 2, "an x"))
    work(one)
    assert [len(m.findings) for m in paragraphs(sent)] == [1, 0]


def test_names_are_learnt_before_anything_is_read() -> None:
    one, sent = desk()
    one.take(CheckChapter("c", 1, "Then Marisk sighed. So did Marisk's aunt, and Marisk left."))
    work(one)
    first = next(i for i, m in enumerate(sent) if isinstance(m, CastLearnt))
    assert first < next(i for i, m in enumerate(sent) if isinstance(m, ParagraphChecked))
    assert isinstance(sent[first], CastLearnt)
    assert sent[first].cast.knows("Marisk")


def test_other_engines_mean_reading_again() -> None:
    one, sent = desk()
    one.take(Configure(EngineChoice()))
    one.take(CheckChapter("c", 1, "an x"))
    work(one)
    one.take(Configure(EngineChoice(grammar="off")))
    one.take(CheckChapter("c", 1, "an x"))
    work(one)
    assert sum(isinstance(m, ChapterDone) for m in sent) == 2


def test_a_forgotten_chapter_is_not_read() -> None:
    one, sent = desk()
    one.take(CheckChapter("c", 1, "an x"))
    one.take(ForgetChapter("c"))
    work(one)
    assert not paragraphs(sent)


class Sleepy:
    """A grammar engine that fails until it is awake."""

    fingerprint = "sleepy"

    def __init__(self) -> None:
        self.awake = False

    def check_many(self, texts: Sequence[str]) -> list[tuple[GrammarMatch, ...]]:
        if not self.awake:
            raise EngineError("It is still starting.")
        return [()] * len(texts)


def test_when_an_engine_that_had_failed_is_ready_all_is_read_again() -> None:
    engine, sent = Sleepy(), []  # type: ignore[var-annotated]
    proofreader = Proofreader(Engines(grammar=engine), [Exes()])
    one = Desk(sent.append, sent.append, lambda *_: proofreader, lambda: None)
    one.take(CheckChapter("c", 1, "an x"))
    work(one)
    engine.awake = True
    one.take(ReadAgain())
    work(one)
    one.take(ReadAgain())
    work(one)
    assert sum(isinstance(m, ChapterDone) for m in sent) == 2
    assert proofreader.problems == {}


class Heard:
    """A rule that marks every name and every added word, and notes which paragraphs it was asked about."""

    rules = ("test.heard",)

    def __init__(self) -> None:
        self.asked: list[str] = []

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        self.asked.append(paragraph.text)
        for match in re.finditer(r"\w+", paragraph.text):
            if story.knows(match.group()):
                yield Finding(Span(*match.span()), Category.SPELLING, "test.heard", "Known.")


def hearing() -> tuple[Desk, Heard, list[object]]:
    rule, sent = Heard(), []  # type: ignore[var-annotated]
    return Desk(sent.append, sent.append, lambda *_: Proofreader(Engines(), [rule]), lambda: None), rule, sent


def shown(sent: list[object]) -> dict[tuple[str, Span], tuple[Finding, ...]]:
    return {(m.chapter, m.span): m.findings for m in paragraphs(sent)}


def test_an_added_word_is_looked_for_only_where_it_stands() -> None:
    one, rule, sent = hearing()
    one.take(CheckChapter("a", 1, "The oarlock held.\n\nNothing else.\n\nRain fell.\n\nAnd on."))
    one.take(CheckChapter("b", 1, "Another chapter."))
    work(one)
    rule.asked.clear()
    sent.clear()
    one.take(TellStory(StoryContext(words=frozenset({"oarlock"}))))
    work(one)
    assert "The oarlock held." in rule.asked
    assert not {"Rain fell.", "And on.", "Another chapter."} & set(rule.asked)
    assert [(m.chapter, len(m.findings)) for m in paragraphs(sent)] == [("a", 1)]


def test_a_name_that_is_learnt_is_looked_for_only_where_it_stands() -> None:
    one, rule, sent = hearing()
    text = "Rain fell.\n\nAnd on.\n\nThe night went by.\n\nThen he came."
    one.take(CheckChapter("a", 1, text))
    one.take(CheckChapter("b", 1, "Rain fell on marisk and Marisk."))
    work(one)
    rule.asked.clear()
    new = text + "\n\nThen Marisk sighed, and so did Marisk's aunt, and Marisk left."
    one.take(CheckChapter("a", 2, new, focus=len(new), touched=(Span(len(text), len(new)),)))
    work(one)
    assert not {"Rain fell.", "And on."} & set(rule.asked)
    assert "Rain fell on marisk and Marisk." in rule.asked
    assert [len(m.findings) for m in paragraphs(sent) if m.chapter == "b"] == [0, 1]


def test_a_chapter_that_is_begun_is_read_to_its_end_when_the_story_changes() -> None:
    one, _, sent = hearing()
    one.take(CheckChapter("a", 1, "\n\n".join(f"Line {n}." for n in range(30))))
    work(one, 9)
    one.take(TellStory(StoryContext(words=frozenset({"oarlock"}))))
    work(one)
    assert len(shown(sent)) == 30
    assert sent[-1] == ChapterDone("a", 1)


def test_names_are_learnt_from_an_edit_in_a_pause_only() -> None:
    one, sent = desk()
    one.take(CheckChapter("c", 1, "Nobody came."))
    work(one)
    sent.clear()
    one.take(CheckChapter("c", 2, "Then Marisk sighed. So did Marisk's aunt, and Marisk left."))
    while one.step():
        pass
    assert not [m for m in sent if isinstance(m, CastLearnt)]
    assert one.tidy()
    work(one)
    assert [m for m in sent if isinstance(m, CastLearnt)]


def test_an_answer_that_was_thrown_away_comes_again_with_the_chapter() -> None:
    one, sent = desk()
    one.take(CheckChapter("c", 1, "a\nan x\nc"))
    work(one)
    sent.clear()
    one.take(CheckChapter("c", 2, "a\nan x\nc", anew=True))
    work(one)
    assert len(paragraphs(sent)) == 3


_PIECES = ("Rain fell.", "Then Marisk sighed.", "So did Marisk's aunt.", "The oarlock held.", "Torvald left.")


@given(st.lists(st.tuples(st.sampled_from("ab"), st.lists(st.sampled_from(_PIECES), max_size=5)), max_size=8),
       st.lists(st.booleans(), min_size=8, max_size=8))  # fmt: skip
def test_reading_only_what_changed_ends_where_reading_everything_does(
    edits: list[tuple[str, list[str]]], adds: list[bool]
) -> None:
    one, _, sent = hearing()
    latest: dict[str, str] = {}
    story = StoryContext()
    for revision, ((chapter, pieces), added) in enumerate(zip(edits, adds, strict=False)):
        latest[chapter] = text = "\n".join(pieces)
        one.take(CheckChapter(chapter, revision, text, anew=True))
        work(one, 3 if added else 10_000)
        story = replace(story, words=story.words ^ {"oarlock"} if added else story.words)
        one.take(TellStory(story))
    work(one)
    fresh, _, expected = hearing()
    fresh.take(TellStory(story))
    for chapter, text in latest.items():
        fresh.take(CheckChapter(chapter, 0, text))
    work(fresh)
    now = {key: found for key, found in shown(sent).items() if key in shown(expected)}
    assert now == shown(expected)


def test_after_an_edited_paragraph_it_listens_once_before_it_goes_on() -> None:
    one, _ = desk()
    one.take(CheckChapter("c", 1, "a\nb\nc"))
    told = []
    while one.step():
        told.append(one.breath())
    assert set(told) == {0.0}
    one.take(CheckChapter("c", 2, "a\nb x\nc", focus=3, touched=(Span(3, 5),)))
    told.clear()
    while one.step():
        told.append(one.breath())
    assert [breath for breath in told if breath] == [BREATH]
