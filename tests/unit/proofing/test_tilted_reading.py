"""Doubtful findings are shown in drafts, and not in a text that turns out to have hardly a slip."""

from __future__ import annotations

from collections.abc import Iterator

from studio.model.cast import Cast
from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence_source import Engines
from studio.proofing.finding import Category, Finding
from studio.proofing.known_findings import KnownFindings
from studio.proofing.pipeline import ParagraphFindings, Proofreader
from studio.proofing.worker.ledger import SentLedger
from studio.text.span import Span

CALM = " ".join(["Nothing happened on that long day by the sea."] * 20)
DOUBTED = f"She saw the hose. {CALM}"
CLEAN = "\n\n".join([DOUBTED, *[f"{CALM} {number}" for number in range(40)]])
ROUGH = "\n\n".join([DOUBTED, *[f"{CALM} teh teh {number}" for number in range(40)]])


class Doubter:
    """Doubts every "hose", and is sure of every "teh"."""

    rules = ("test.doubt", "test.sure")

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterator[Finding]:
        for word, rule, confidence, least in (("hose", "doubt", 0.5, -0.5), ("teh", "sure", 0.9, -9.0)):
            at = paragraph.text.find(word)
            while at >= 0:
                span = Span(at, at + len(word))
                yield Finding(
                    span, Category.REAL_WORD, f"test.{rule}", "Odd.", (), "studio", confidence, least
                )
                at = paragraph.text.find(word, at + 1)


def doubts(found: tuple[Finding, ...]) -> int:
    return sum(f.rule == "test.doubt" for f in found)


def proofreader() -> Proofreader:
    return Proofreader(Engines(), [Doubter()])


def test_a_doubt_is_shown_where_slips_are_usual_and_not_in_a_clean_book() -> None:
    assert doubts(proofreader().check_chapter(ROUGH, StoryContext()).findings) == 1
    assert doubts(proofreader().check_chapter(DOUBTED, StoryContext()).findings) == 1
    assert doubts(proofreader().check_chapter(CLEAN, StoryContext()).findings) == 0


def test_a_first_reading_takes_back_what_the_rest_of_the_chapter_makes_unlikely() -> None:
    reader = proofreader()
    told = [r for r in reader.check(CLEAN, StoryContext(), 0) if r.span.start == 0]
    assert [doubts(r.findings) for r in told] == [1, 0]
    again = [r for r in reader.check(CLEAN, StoryContext(), 0) if r.span.start == 0]
    assert [doubts(r.findings) for r in again] == [0]
    assert doubts(reader.check_at(CLEAN, StoryContext(), 0)) == 0


def test_a_doubt_that_is_not_shown_hides_no_other_finding() -> None:
    strong = Finding(Span(0, 4), Category.REAL_WORD, "a", "Odd.", ("x",), "studio", 0.9, -0.5)
    weak = Finding(Span(0, 4), Category.SPELLING, "b", "Odd.", ("y",), "studio", 0.4)
    known = KnownFindings.of([strong, weak], 0)
    assert known.shown(0.0, "hose", Cast()) == (strong,)
    assert known.shown(-1.0, "hose", Cast()) == (weak,)


def test_a_paragraph_told_twice_in_a_reading_counts_as_told_the_second_way() -> None:
    ledger, text = SentLedger(), "Same.\n\nSame."
    finding = Finding(Span(0, 4), Category.SPELLING, "b", "Odd.")

    def tell(start: int, *findings: Finding) -> bool:
        return ledger.is_news("c", text, ParagraphFindings(Span(start, start + 5), findings, 1, 2))

    ledger.begin("c")
    assert tell(0, finding)
    assert tell(7)
    assert tell(0)
    ledger.finish("c")
    ledger.begin("c")
    assert not tell(0)
    assert not tell(7)
