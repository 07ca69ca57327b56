"""The proofing service against a link that only records, and a scheduler moved by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio.app.checking.proofing_service import (
    DEBOUNCE,
    MOST_UNSETTLED,
    PATIENCE,
    SOON,
    WORTH_SAYING,
    ChapterFindings,
    Progress,
    ProofingService,
)
from studio.app.tasks import Cancel
from studio.model.edit import TextEdit
from studio.proofing.checker import StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.ignore import IgnoreScope, ignore_key
from studio.proofing.message import ChapterDone, ParagraphChecked, TellStory
from studio.text.span import Span
from tests.helpers.link import RecordingLink


class Hand:
    """A clock and timers moved by the test."""

    def __init__(self) -> None:
        self.time = 0.0
        self.timers: list[tuple[float, Callable[[], None]]] = []

    def now(self) -> float:
        return self.time

    def call_later(self, seconds: float, call: Callable[[], None]) -> Cancel:
        entry = (self.time + seconds, call)
        self.timers.append(entry)
        return lambda: self.timers.remove(entry) if entry in self.timers else None

    def move(self, seconds: float) -> None:
        self.time += seconds
        for entry in [t for t in self.timers if t[0] <= self.time + 1e-9]:
            self.timers.remove(entry)
            entry[1]()


def service() -> tuple[ProofingService, RecordingLink, Hand, list[ChapterFindings]]:
    hand = Hand()
    made: list[RecordingLink] = []

    def link(*calls: Callable) -> RecordingLink:  # type: ignore[type-arg]
        made.append(RecordingLink(*calls))
        return made[0]

    one = ProofingService(None, hand, link)  # type: ignore[arg-type]
    found: list[ChapterFindings] = []
    one.found.connect(found.append)
    return one, made[0], hand, found


def mark(start: int, end: int) -> Finding:
    return Finding(Span(start, end), Category.SPELLING, "s.x", "m")


def checked(revision: int, span: tuple[int, int], *marks: Finding) -> ParagraphChecked:
    return ParagraphChecked("c", revision, Span(*span), marks, 1, 2)


def test_a_chapter_is_sent_when_it_is_opened_and_not_again_unchanged() -> None:
    one, link, _, _ = service()
    one.chapter_text("c", "some text")
    one.chapter_text("c", "some text")
    assert [(c.chapter, c.text) for c in link.checks()] == [("c", "some text")]


def test_keys_are_gathered_before_the_chapter_is_sent() -> None:
    one, link, hand, _ = service()
    one.chapter_text("c", "")
    for i, letter in enumerate("abc"):
        one.chapter_edited("c", TextEdit(i, 0, letter), "abc"[: i + 1])
        hand.move(DEBOUNCE / 2)
    hand.move(DEBOUNCE)
    assert [(c.text, c.revision) for c in link.checks()[1:]] == [("abc", 3)]


def test_steady_typing_is_sent_all_the_same_before_patience_ends() -> None:
    one, link, hand, _ = service()
    one.chapter_text("c", "")
    text = ""
    while hand.time < PATIENCE + DEBOUNCE:
        one.chapter_edited("c", TextEdit(len(text), 0, "x"), text := text + "x")
        hand.move(DEBOUNCE * 0.6)
    assert len(link.checks()) > 1


def test_findings_come_out_in_the_text_as_it_is_now() -> None:
    one, link, _, found = service()
    one.chapter_text("c", "first\nan x")
    one.chapter_edited("c", TextEdit(0, 0, "12"), "12first\nan x")
    link.answer(checked(0, (6, 10), mark(9, 10)))
    assert found == [ChapterFindings("c", Span(8, 12), (mark(11, 12),))]
    assert one.findings("c") == (mark(11, 12),)


def test_a_stale_answer_is_dropped() -> None:
    one, link, _, found = service()
    one.chapter_text("c", "an x")
    one.chapter_edited("c", TextEdit(0, 0, "y"), "yan x")
    link.answer(checked(0, (0, 4), mark(3, 4)))
    assert found == []


def test_what_is_ignored_is_not_shown_and_goes_at_once() -> None:
    one, link, _, found = service()
    one.chapter_text("c", "an x")
    link.answer(checked(0, (0, 4), mark(3, 4)))
    key = ignore_key(mark(3, 4), "an x", IgnoreScope.ONCE)
    one.tell_story(TellStory(StoryContext()), [key])
    assert found[-1].findings == ()
    assert one.findings("c") == ()


def test_the_touched_stretch_travels_with_the_request() -> None:
    one, link, hand, _ = service()
    one.chapter_text("c", "one two three")
    one.chapter_edited("c", TextEdit(4, 3, "2"), "one 2 three")
    one.chapter_edited("c", TextEdit(0, 0, "so "), "so one 2 three")
    hand.move(DEBOUNCE)
    assert link.checks()[-1].touched == (Span(0, 3), Span(7, 8))


def test_after_a_restart_everything_is_told_again_the_writers_chapter_first() -> None:
    one, link, _, _ = service()
    one.chapter_text("a", "text a")
    one.chapter_text("b", "text b")
    one.cursor_moved("b", 3)
    link.sent.clear()
    link.restart()
    assert [c.chapter for c in link.checks()] == ["b", "a"]
    assert any(isinstance(m, TellStory) for m in link.sent)


def test_a_chapter_counts_as_finished_only_in_its_latest_revision() -> None:
    one, link, _, _ = service()
    done: list[str] = []
    one.finished.connect(done.append)
    one.chapter_text("c", "text")
    one.chapter_edited("c", TextEdit(0, 0, "x"), "xtext")
    link.answer(ChapterDone("c", 0))
    link.answer(ChapterDone("c", 1))
    assert done == ["c"]


def test_a_worker_that_will_not_live_is_told_in_a_sentence() -> None:
    one, link, _, _ = service()
    states: list[str] = []
    one.engines.connect(lambda s: states.append(s.sentence))
    link.fail("It keeps failing.")
    assert states == ["It keeps failing."]


def test_a_word_that_ends_is_sent_sooner_than_a_letter() -> None:
    one, link, hand, _ = service()
    one.chapter_text("c", "")
    one.chapter_edited("c", TextEdit(0, 0, "a"), "a")
    hand.move(SOON)
    assert len(link.checks()) == 1
    one.chapter_edited("c", TextEdit(1, 0, " "), "a ")
    hand.move(SOON)
    assert [c.text for c in link.checks()[1:]] == ["a "]


def test_chapters_edited_at_the_same_time_are_all_sent() -> None:
    one, link, hand, _ = service()
    for chapter in "ab":
        one.chapter_text(chapter, "")
    link.sent.clear()
    for chapter in "ab":
        one.chapter_edited(chapter, TextEdit(0, 0, "some words"), "some words")
    hand.move(DEBOUNCE)
    assert [c.chapter for c in link.checks()] == ["a", "b"]


def test_the_edit_says_where_the_writer_is() -> None:
    one, link, hand, _ = service()
    one.chapter_text("c", "first\nlast")
    one.cursor_moved("c", 0)
    one.chapter_edited("c", TextEdit(10, 0, " word"), "first\nlast word")
    hand.move(DEBOUNCE)
    assert link.checks()[-1].focus == 15


def test_a_stretch_is_asked_for_again_until_it_has_been_answered() -> None:
    """A request that is replaced before its answer must not lose the marks that its edit took away."""
    one, link, hand, _ = service()
    one.chapter_text("c", "one\ntwo")
    one.chapter_edited("c", TextEdit(0, 3, "1ne"), "1ne\ntwo")
    hand.move(DEBOUNCE)
    one.chapter_edited("c", TextEdit(4, 3, "2wo"), "1ne\n2wo")
    hand.move(DEBOUNCE)
    assert link.checks()[-1].touched == (Span(0, 3), Span(4, 7))
    link.answer(ChapterDone("c", 2))
    one.chapter_edited("c", TextEdit(7, 0, " x"), "1ne\n2wo x")
    hand.move(DEBOUNCE)
    assert link.checks()[-1].touched == (Span(7, 9),)


def test_a_chapter_that_became_another_is_asked_for_anew() -> None:
    one, link, _, _ = service()
    one.chapter_text("c", "one")
    one.chapter_text("c", "two")
    link.restart()
    assert [c.anew for c in link.checks()] == [True, True, True]


def test_only_chapters_with_what_is_ignored_are_told_of_it() -> None:
    one, link, _, found = service()
    for chapter, text in (("a", "an x"), ("b", "a y")):
        one.chapter_text(chapter, text)
        link.answer(ParagraphChecked(chapter, 0, Span(0, len(text)), (mark(len(text) - 1, len(text)),), 1, 1))
    found.clear()
    key = ignore_key(mark(3, 4), "an x", IgnoreScope.EVERYWHERE)
    one.tell_story(TellStory(StoryContext()), [key])
    assert found == [ChapterFindings("a", Span(3, 4), ())]
    one.tell_story(TellStory(StoryContext(words=frozenset({"q"}))), [key])
    assert len(found) == 1
    one.tell_story(TellStory(StoryContext()), [])
    assert found[1:] == [ChapterFindings("a", Span(3, 4), (mark(3, 4),))]


def test_how_far_a_reading_is_is_said_only_when_it_takes_long() -> None:
    one, link, hand, _ = service()
    told: list[Progress] = []
    one.progress.connect(told.append)
    one.chapter_text("c", "first\nan x")
    link.answer(checked(0, (0, 5)))
    assert told == []
    hand.move(WORTH_SAYING + 0.1)
    link.answer(checked(0, (6, 10)))
    assert told == [Progress("c", 1, 2, 1)]


@pytest.mark.parametrize("leave", ["all", "one"])
def test_late_answers_to_another_chapter_of_that_name_do_not_count(leave: str) -> None:
    one, link, _, found = service()
    one.chapter_text("c", "some long text")
    if leave == "all":
        one.forget_all()
    else:
        one.forget("c")
    one.chapter_text("c", "new")
    link.answer(checked(0, (0, 14), mark(5, 9)))
    link.answer(ChapterDone("c", 0))
    assert (found, one.findings("c"), one.is_read("c")) == ([], (), False)
    link.answer(checked(link.checks()[-1].revision, (0, 3), mark(0, 3)))
    assert one.findings("c") == (mark(0, 3),)


def test_edits_are_not_kept_for_ever_while_nothing_is_answered() -> None:
    one, link, _, _ = service()
    one.chapter_text("c", "")
    for number in range(MOST_UNSETTLED):
        one.chapter_edited("c", TextEdit(number, 0, "x"), "x" * (number + 1))
    assert [c.anew for c in link.checks()] == [True]
    one.chapter_edited("c", TextEdit(0, 0, "y"), "y")
    assert [(c.anew, c.revision) for c in link.checks()[1:]] == [(True, MOST_UNSETTLED + 1)]
    link.answer(checked(MOST_UNSETTLED, (0, 1), mark(0, 1)))
    assert one.findings("c") == ()
    link.answer(checked(MOST_UNSETTLED + 1, (0, 1), mark(0, 1)))
    assert one.findings("c") == (mark(0, 1),)
