"""What the pipeline asks the engines for, and when; and what it need not ask again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token, WordMark
from studio.proofing.evidence_source import Engines
from studio.proofing.finding import Category, Finding
from studio.proofing.pipeline import Proofreader
from studio.proofing.story_change import StoryChange
from studio.text.span import Span

LINES = [f"Paragraph {n} has an x." for n in range(60)]
TEXT = "\n".join(LINES)


class Marking:
    """An encoder that finds nothing and notes which paragraphs it was asked about."""

    fingerprint = "marking"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def mark(self, texts: Sequence[str], wanted: Sequence[int]) -> list[tuple[WordMark, ...]]:
        self.asked += [texts[i] for i in wanted]
        return [()] * len(wanted)


class Tagging:
    """A tagger that knows no words."""

    fingerprint = "tagging"

    def tag(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        return [()] * len(texts)


class Exes:
    rules = ("test.x",)

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        if "x" not in story.words:
            at = paragraph.text.index("x")
            yield Finding(Span(at, at + 1), Category.SPELLING, "test.x", "An x.")


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as made:
        yield made


def test_the_edited_paragraph_is_answered_before_the_engines_turn_to_others(pool: ThreadPoolExecutor) -> None:
    marking = Marking()
    reader = Proofreader(Engines(tagger=Tagging(), marker=marking), [Exes()], pool)
    results = reader.check(TEXT, StoryContext(), cursor=TEXT.index("Paragraph 40"))
    first = next(results)
    assert first.span.of(TEXT) == LINES[40]
    assert marking.asked == [LINES[40]]
    assert sorted(r.span.of(TEXT) for r in [first, *results]) == sorted(LINES)
    assert sorted(marking.asked) == sorted(LINES)


def test_an_edit_asks_for_its_paragraph_and_the_two_beside_it(pool: ThreadPoolExecutor) -> None:
    marking = Marking()
    reader = Proofreader(Engines(tagger=Tagging(), marker=marking), [Exes()], pool)
    list(reader.check(TEXT, StoryContext()))
    marking.asked.clear()
    edited = TEXT.replace(LINES[30], "Another with an x.")
    found = list(reader.check(edited, StoryContext(), cursor=edited.index("Another")))
    assert marking.asked[0] == "Another with an x."
    assert sorted(marking.asked[1:]) == [LINES[29], LINES[31]]
    assert len(found) == 60


def test_after_a_change_of_the_story_only_what_it_touches_is_judged_again() -> None:
    judged: list[str] = []

    class Noting(Exes):
        def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
            judged.append(paragraph.text)
            return super().check(paragraph, story)

    reader = Proofreader(Engines(), [Noting()])
    list(reader.check(TEXT, StoryContext()))
    judged.clear()
    story = StoryContext(words=frozenset({"17"}))
    reader.tell(story, StoryChange.between(StoryContext(), story))
    list(reader.check(TEXT, story))
    assert sorted(judged) == sorted(LINES[16:19])  # its neighbours may look at it


def test_another_story_without_a_word_about_it_is_judged_from_the_beginning() -> None:
    reader = Proofreader(Engines(), [Exes()])
    assert all(r.findings for r in reader.check(TEXT, StoryContext()))
    assert not any(r.findings for r in reader.check(TEXT, StoryContext(words=frozenset({"x"}))))


def test_what_was_found_before_many_changes_is_found_anew() -> None:
    reader = Proofreader(Engines(), [Exes()])
    list(reader.check(TEXT, StoryContext()))
    story = StoryContext()
    for n in range(100):
        new = StoryContext(words=frozenset({"x"} if n == 0 else {"x", f"word{n}"}))
        reader.tell(new, StoryChange.between(story, new))
        story = new
    assert not any(r.findings for r in reader.check(TEXT, story))


def test_the_engines_work_on_the_next_text_before_it_is_asked_for(pool: ThreadPoolExecutor) -> None:
    marking = Marking()
    reader = Proofreader(Engines(tagger=Tagging(), marker=marking), [Exes()], pool, batch_words=20, ahead=2)
    begun = reader.begin(TEXT)
    for batch in begun.batches:
        assert batch.marks is not None
        batch.marks.result()
    early = len(marking.asked)
    assert 10 < early < 60
    read = reader.check_chapter(TEXT, StoryContext(), begun)
    assert len(read.findings) == 60
    assert sorted(marking.asked) == sorted(LINES)


def test_what_was_begun_of_another_text_tells_nothing_of_this_one(pool: ThreadPoolExecutor) -> None:
    reader = Proofreader(Engines(tagger=Tagging()), [Exes()], pool)
    other = reader.begin("No such letter in here, but this x.")
    assert len(reader.check_chapter(TEXT, StoryContext(), other).findings) == 60
    assert len(reader.check_chapter(TEXT, StoryContext()).findings) == 60
