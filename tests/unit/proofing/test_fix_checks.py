"""The worker tries out fixes when it has nothing else to do, and answers questions at once."""

from __future__ import annotations

from collections.abc import Iterable

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence_source import Engines
from studio.proofing.finding import Category, Finding
from studio.proofing.message import (
    CheckChapter,
    CheckFixes,
    ConvertTense,
    FixesChecked,
    ParagraphChecked,
    TenseConverted,
)
from studio.proofing.pipeline import Proofreader
from studio.proofing.worker.desk import Desk
from studio.text.span import Span


class Letters:
    """Wants "y" or "z" for "x", and nothing for "y"."""

    rules = ("test.x", "test.y")

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        for at, letter in enumerate(paragraph.text):
            if letter == "x":
                yield Finding(Span(at, at + 1), Category.SPELLING, "test.x", "An x.", ("y", "z"))
            if letter == "y":
                yield Finding(Span(at, at + 1), Category.SPELLING, "test.y", "A y.")


def desk() -> tuple[Desk, list[object]]:
    sent: list[object] = []
    return Desk(sent.append, sent.append, lambda *_: Proofreader(Engines(), [Letters()]), lambda: None), sent


def work(one: Desk) -> None:
    while one.step() or one.tidy():
        pass


def answers(sent: list[object]) -> list[list[tuple[str, ...]]]:
    return [[f.suggestions for f in m.findings] for m in sent if isinstance(m, ParagraphChecked)]


def test_a_harmful_fix_is_taken_back_once_everything_is_read() -> None:
    one, sent = desk()
    one.take(CheckChapter("c", 1, "an x here"))
    work(one)
    assert answers(sent) == [[("y", "z")], [("z",)]]


def test_what_was_tried_is_not_tried_again_after_an_edit_elsewhere() -> None:
    one, sent = desk()
    one.take(CheckChapter("c", 1, "an x here\nfar"))
    work(one)
    sent.clear()
    one.take(CheckChapter("c", 2, "an x here\nfar away", touched=(Span(0, 18),)))
    work(one)
    assert answers(sent)[0] == [("z",)]
    assert len(answers(sent)) == 2


def test_a_question_about_fixes_is_answered_before_the_reading_goes_on() -> None:
    one, sent = desk()
    one.take(CheckChapter("c", 1, "\n".join("an x" for _ in range(50))))
    one.step()
    one.step()
    sent.clear()
    asked = Finding(Span(3, 4), Category.SPELLING, "test.x", "An x.", ("y", "z"))
    one.take(CheckFixes(7, "an x", (asked,)))
    one.step()
    assert sent == [FixesChecked(7, (("z",),))]


def test_a_scene_without_tags_has_nothing_to_turn() -> None:
    one, sent = desk()
    one.take(ConvertTense(3, "She walked.", Span(0, 11)))
    work(one)
    assert sent == [TenseConverted(3, None, Tense.PAST, ())]
