"""Which paragraphs a language model need not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.calm import CALM, marks_to_weigh
from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import FAINT, TRACE, EngineError, Evidence, Judgement, Weighed, WordMark
from studio.proofing.evidence_source import Engines, EvidenceSource
from studio.proofing.finding import Finding
from studio.proofing.judgement_source import JudgementSource
from studio.proofing.pipeline import Proofreader
from studio.text.span import Span

SHORT = "The boat came in at dusk, and nobody went down to meet it."
LONG = " ".join([SHORT] * 12)
FOUND = (Judgement(Span(4, 8), (Weighed("replace", "goat", 4.0),)),)


def mark(doubt: float, at: int = 4) -> WordMark:
    return WordMark(Span(at, at + 4), 1 - doubt, doubt, 0.0, 0.0, 0.0)


class Marker:
    """Doubts every paragraph alike."""

    fingerprint = "marker-test-1"

    def __init__(self, *marks: WordMark, fails: bool = False) -> None:
        self._marks = marks
        self._fails = fails

    def mark(self, texts: Sequence[str], wanted: Sequence[int]) -> list[tuple[WordMark, ...]]:
        if self._fails:
            raise EngineError("The encoder is not there.")
        return [self._marks for _ in wanted]


class Judge:
    """Remembers what it was told, and finds something in every paragraph that it may read."""

    fingerprint = "deep-test-1"

    def __init__(self) -> None:
        self.told: list[tuple[WordMark, ...] | None] = []

    def judge(
        self, before: str, texts: Sequence[str], marks: Sequence[tuple[WordMark, ...] | None]
    ) -> list[tuple[Judgement, ...]]:
        self.told += marks
        return [() if some is None else FOUND for some in marks]


class Watcher:
    """A checker that finds nothing and remembers what it saw."""

    rules = ("watcher",)
    description = "Watches."

    def __init__(self) -> None:
        self.seen: list[Evidence] = []

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterator[Finding]:
        self.seen.append(paragraph.evidence)
        yield from ()


def test_a_paragraph_without_doubts_is_calm() -> None:
    assert marks_to_weigh(SHORT, ()) is None


def test_one_doubt_weighs_less_the_longer_the_paragraph() -> None:
    doubt = mark(0.1)
    assert marks_to_weigh(SHORT, [doubt]) == (doubt,)
    assert marks_to_weigh(LONG, [doubt]) is None


def test_traces_count_but_are_not_told() -> None:
    traces = [mark(2 * TRACE, at) for at in range(0, 100, 5)]
    assert marks_to_weigh(LONG, traces[:1]) is None
    assert marks_to_weigh(LONG, traces) == ()
    sure = mark(0.6)
    assert marks_to_weigh(LONG, [*traces, sure]) == (sure,)


def test_two_words_alone_are_no_more_doubtful_than_ten() -> None:
    assert marks_to_weigh("Not now.", [mark(9 * CALM)]) is None
    assert marks_to_weigh("Not now.", [mark(11 * CALM)]) is not None


@given(st.lists(st.floats(TRACE, 1.0), max_size=8), st.floats(TRACE, 1.0), st.integers(1, 200))
def test_another_doubt_never_makes_a_paragraph_calm(doubts: list[float], more: float, words: int) -> None:
    text = " ".join(["word"] * words)
    marks = [mark(doubt) for doubt in doubts]
    before, after = marks_to_weigh(text, marks), marks_to_weigh(text, [*marks, mark(more)])
    assert before is None or after is not None
    assert all(1 - each.keep > FAINT for each in after or ())


def test_where_nobody_looked_for_doubts_everything_is_read() -> None:
    assert EvidenceSource(Engines()).to_weigh(SHORT, ()) == ()
    failing = EvidenceSource(Engines(marker=Marker(fails=True)))
    assert failing.to_weigh(SHORT, failing.marks([SHORT], [0])[0]) == ()
    working = EvidenceSource(Engines(marker=Marker()))
    assert working.to_weigh(SHORT, working.marks([SHORT], [0])[0]) is None


def test_an_edit_in_a_calm_paragraph_is_no_question() -> None:
    def edited(*marks: WordMark) -> object:
        source = JudgementSource(Judge(), at_once=False)
        proofreader = Proofreader(Engines(marker=Marker(*marks)), [], judgements=source)
        return proofreader.close_questions.edited(SHORT, [Span(4, 8)], 5)

    assert edited() is None
    assert edited(mark(0.6)) is not None


def test_a_chapter_is_read_but_for_its_calm_paragraphs_and_no_rule_sees_traces() -> None:
    judge, watcher, doubt, trace = Judge(), Watcher(), mark(0.1), mark(0.03, at=20)
    proofreader = Proofreader(
        Engines(marker=Marker(doubt, trace)), [watcher], judgements=JudgementSource(judge, at_once=True)
    )
    proofreader.check_chapter(f"{SHORT}\n\n{LONG}\n", StoryContext())
    proofreader.close()
    assert judge.told == [(doubt,), None]
    short, long = watcher.seen
    assert (short.judgements, short.faint) == (FOUND, (doubt,))
    assert (long.judgements, long.faint) == ((), ())
